"""Packets of every kind, second part: what switches and links say to each other over Ethernet (LLC, spanning tree, LLDP, CDP, slow
protocols, CFM, 802.1X, PTP and the like). See packets_every.py."""
import struct

from packets import checksum, ether, ip, udp
from packets_every import ADDRESS6, FILL, LENGTHS, QUOTED4, QUOTED6, cuts, whole

MAC = bytes.fromhex('020000000009')


def llc(payload, length=None):
    """IEEE 802.3: a length in place of the type."""
    return ether(payload, len(payload) if length is None else length, dst='01:80:c2:00:00:00')


def snap(oui, pid, payload):
    return llc(b'\xaa\xaa\x03' + bytes.fromhex(oui) + struct.pack('!H', pid) + payload)


def numbered(number, form, value):
    """A TLV: its number and length as `form` has them, the length of the value only."""
    return struct.pack(form, number, len(value)) + value


def inclusive(number, form, value):
    """A TLV whose length counts its own head."""
    return struct.pack(form, number, len(value) + struct.calcsize(form)) + value


def ieee8022():
    for sap in range(256):
        yield from whole([llc(bytes([sap, sap, 3]) + FILL[:40]), llc(bytes([sap, 0xaa, 3]) + FILL[:40]), llc(bytes([0x42, sap, 0x13]) + FILL[:40])])
    for control in range(256):
        yield from whole(llc(bytes([sap, ssap, control]) + FILL[:20]) for sap in (0x42, 0xaa, 0xe0, 0xf0, 0xfe, 0x06, 0x7e)
                         for ssap in (sap, sap | 1))
    for sap in (0, 0x06, 0x42, 0x7e, 0xaa, 0xe0, 0xf0, 0xfe, 0xff):
        for body in (FILL[:40], QUOTED4, QUOTED6, bytes(40)):
            yield from cuts(llc(bytes([sap, sap, 3]) + body), 14)
        yield from whole(llc(bytes([sap, sap, 3]) + FILL[:20], length) for length in (0, 1, 2, 3, 4, 10, 22, 24, 30, 1500))
    for length in (*range(0, 20), 1500, 1501, 1535):
        yield from whole([ether(FILL[:n], length) for n in (0, 1, 2, 3, 8, 20)])
    for first in range(0, 256, 5):
        yield from whole([llc(b'\xff\xff' + FILL[:30]), llc(bytes([0xf0, 0xf0, 0x03, first]) + FILL[:30]), llc(bytes([0xf0, 0xf0, first, first]) + FILL[:30])])


def snaps():
    for oui in ('000000', '00000c', '0000f8', '080007', '0080c2', '00e02b', '001234', '00120f'):
        pids = [*range(0x20), 0x10b, 0x111, *range(0x2000, 0x2012), 0x600, 0x800, 0x806, 0x86dd, 0x809b, 0x80f3, 0x8137, 0x6003, 0x88cc, 0x2452, 0xbb]
        for pid in pids:
            yield from whole(snap(oui, pid, body) for body in (FILL[:40], bytes(40), QUOTED4, FILL[:3], b''))
        yield from cuts(snap(oui, 0x800, QUOTED4), 14)
        yield from cuts(snap(oui, 7, llc(b'\x42\x42\x03' + bytes(35))), 14)


def ethertypes():
    known = [0x200, 0x600, 0x604, 0x800, 0x805, 0x806, 0xbad, 0x1000, *range(0x6000, 0x6010), 0x6558, 0x8035, 0x8038, 0x80f3, 0x809b, 0x8100, 0x8137,
             0x8138, 0x86dd, 0x8808, 0x8809, 0x880b, 0x8847, 0x8848, 0x8863, 0x8864, 0x886f, 0x8870, 0x888e, 0x8899, 0x88a2, 0x88a8, 0x88ca, 0x88cc,
             0x88e5, 0x88f5, 0x88f7, 0x8902, 0x890d, 0x892f, 0x8947, 0x894f, 0x9000, 0x9100, 0x9200, 0x9998, 0x22f0, 0x22f3, 0x22f4, 0xd28b, 0x0707, 0x8906]
    for kind in [*known, *range(0x600, 0x10000, 0x3d)]:
        yield from whole([ether(FILL[:40], kind)])
    for kind in known:
        yield from whole([ether(bytes(40), kind), ether(b'\1' + FILL[:5], kind), ether(b'\0\1\2\3' * 12, kind)])
        yield from cuts(ether(FILL[:30], kind), 12)
        yield from cuts(ether(bytes(30), kind), 12)
    for tag in (0x8100, 0x88a8, 0x9100, 0x9200):
        for tci in (0, 1, 0x5fff, 0x1000, 0xe005):
            yield from whole([ether(QUOTED4, 0x800, tags=[(tag, tci)]), ether(FILL[:30], 30, tags=[(tag, tci)]), ether(QUOTED4, 0x800, tags=[(tag, tci)] * 3)])
        yield from cuts(ether(QUOTED4, 0x800, tags=[(tag, 0x2005), (0x8100, 7)]), 0)
    yield from cuts(ether(QUOTED4, 0x800), 0)


def arp(hardware, protocol, hlen, plen, op, body):
    return struct.pack('!HHBBH', hardware, protocol, hlen, plen, op) + body


def arps():
    addresses = MAC + b'\x0a\0\0\1' + bytes(6) + b'\x0a\0\0\2' + FILL[:18]
    for kind in (0x806, 0x8035):
        for op in [*range(30), 100, 0xffff]:
            yield from whole(ether(arp(hw, pro, hlen, plen, op, addresses), kind) for hw in (1, 6, 15, 19, 24, 99)
                             for pro, plen in ((0x800, 4), (0x86dd, 16), (0x1000, 4)) for hlen in (6, 7))
        for hw in range(40):
            yield from whole([ether(arp(hw, 0x800, 6, 4, 1, addresses), kind)])
        for hlen in (0, 1, 2, 4, 5, 6, 7, 8, 12, 16, 20, 200):
            yield from whole(ether(arp(hw, 0x800, hlen, plen, op, addresses), kind) for plen in (0, 3, 4, 5, 16, 200) for hw in (1, 15, 24, 32)
                             for op in (1, 2, 3, 4, 8, 9))
        for op in (1, 2, 3, 4, 8, 9, 10, 77):
            yield from cuts(ether(arp(1, 0x800, 6, 4, op, addresses), kind), 14)
            yield from cuts(ether(arp(24, 0x800, 6, 4, op, addresses), kind), 14)
        for src, dst in ((bytes(4), bytes(4)), (b'\x0a\0\0\1',) * 2, (b'\xff' * 4,) * 2, (b'\x0a\0\0\1', b'\xe0\0\0\1')):
            yield from whole(ether(arp(1, 0x800, 6, 4, op, sha + src + tha + dst), kind) for op in range(1, 11) for sha in (MAC, bytes(6), b'\xff' * 6)
                             for tha in (MAC, bytes(6), b'\xff' * 6))
    atm = lambda op, lens: struct.pack('!HHBBHBBBB', 19, 0x800, lens[0], lens[1], op, *lens[2:]) + FILL[:70]
    for op in range(15):
        for lens in ((20, 0, 4, 20, 0, 4), (0, 0, 4, 0, 0, 4), (0x54, 0, 4, 0x54, 0, 4), (20, 20, 4, 20, 20, 4), (8, 0, 4, 8, 0, 4), (0x48, 0x42, 4, 0x48, 0x42, 4),
                     (20, 0, 0, 20, 0, 0), (63, 63, 200, 63, 63, 200), (20, 0, 4, 0, 0, 4), (0, 0, 4, 20, 0, 4)):
            yield from whole([ether(atm(op, lens), 0x806)])
    for op in (1, 2, 8, 9, 10):
        yield from cuts(ether(atm(op, (20, 0, 4, 20, 0, 4)), 0x806), 14)
        yield from cuts(ether(atm(op, (0x54, 3, 4, 0, 0, 4)), 0x806), 14)


def bpdu(body):
    return llc(b'\x42\x42\x03' + body)


def spanning_trees():
    root, bridge = b'\x80\x0a\2\0\0\0\0\1', b'\x90\x0a\2\0\0\0\0\2'

    def common(version, kind, flags, age=256):
        return struct.pack('!HBBB', 0, version, kind, flags) + root + struct.pack('!I', 20000) + bridge + struct.pack('!HHHHH', 0x8002, age, 5120, 512, 3840)
    for version in range(7):
        for kind in (0, 1, 2, 3, 0x7f, 0x80, 0x81, 255):
            yield from whole([bpdu(common(version, kind, 0x3c)), bpdu(common(version, kind, 0x3c) + bytes(8)), bpdu(struct.pack('!HBB', 0, version, kind))])
            yield from whole(bpdu(struct.pack('!HBB', protocol, version, kind) + FILL[:60]) for protocol in (0, 1))
        for flags in range(256):
            yield from whole([bpdu(common(version, 2 * (version > 0), flags) + b'\0' + bytes(4) * (version > 2))])
        for kind in (0, 2, 0x80):
            yield from cuts(bpdu(common(version, kind, 0x7e) + b'\0'), 14)
        yield from whole(bpdu(common(version, 2, 0x7e)[:n]) for n in range(36))
        yield from whole(bpdu(common(version, 2, 0x7e, age) + b'\0') for age in (0, 1, 2, 100, 255, 256, 65535))
    config = lambda selector=0: bytes([selector]) + b'region'.ljust(32, b'\0') + struct.pack('!H', 3) + bytes(range(16))
    cist = struct.pack('!I', 200) + bridge + b'\x14'
    msti = lambda flags, i: struct.pack('!B8sIBBB', flags, struct.pack('!H', 0x8000 | i) + b'\2\0\0\0\0\1', 20000, 0x90, 0x80, 19)
    for count in range(4):
        for length in range(max(0, 60 + 16 * count), 70 + 16 * count):
            body = config() + cist + b''.join(msti(0x7c, i) for i in range(count))
            yield from whole(bpdu(common(v, 2, 0x7c) + b'\0' + struct.pack('!H', length) + body) for v in (3, 4))
        good = common(3, 2, 0x7c) + b'\0' + struct.pack('!H', 64 + 16 * count) + config() + cist + b''.join(msti(0x7c, i) for i in range(count))
        yield from cuts(bpdu(good), 14)
        yield from whole(llc(b'\x42\x42\x03' + good[:n]) for n in range(35, len(good)))
        for aux in (b'', b'\0', b'\0\0', struct.pack('!H', 54), struct.pack('!H', 55), struct.pack('!H', 53)):
            tail = aux + (config(1)[:51] + FILL[:30])
            yield from whole([bpdu(common(4, 2, 0x7c) + b'\0' + good[36:] + tail)])
        spb = common(4, 2, 0x7c) + b'\0' + good[36:] + struct.pack('!H', 55) + config(1) + bytes([0x9c, 0]) + FILL[:30]
        yield from cuts(bpdu(spb), 14)
    for flags in range(0, 256, 3):
        yield from whole([bpdu(common(3, 2, flags) + b'\0' + struct.pack('!H', 80) + config(flags) + cist + msti(flags, 7))])
    pvst = common(2, 2, 0x3c) + b'\0'
    for number in range(4):
        for n in range(5):
            yield from whole([snap('00000c', 0x10b, pvst + struct.pack('!HH', number, n) + FILL[:n])])
    yield from cuts(snap('00000c', 0x10b, pvst + b'\0\0\0\2\0\7'), 14)
    yield from cuts(snap('00000c', 0x10b, b'\0' + pvst + b'\0\0\0\2\0\7'), 14)


def lldp(*tlvs):
    return ether(b''.join(struct.pack('!H', kind << 9 | len(value)) + value for kind, value in tlvs), 0x88cc, dst='01:80:c2:00:00:0e')


def lldp_basic():
    head = (1, b'\4' + MAC), (2, b'\3' + MAC), (3, b'\0\x78')
    for kind in range(128):
        yield from whole(lldp(*head, (kind, FILL[:n]), (0, b'')) for n in range(0, 14))
        yield from whole(lldp(*head, (kind, bytes(n)), (0, b'')) for n in (1, 2, 4, 10))
    for kind in (1, 2):
        for subtype in range(10):
            for family in (0, 1, 2, 6, 7):
                yield from whole(lldp((kind, bytes([subtype, family]) + FILL[:n]), (0, b'')) for n in (0, 1, 3, 4, 5, 6, 15, 16, 17, 40))
            yield from cuts(lldp((kind, bytes([subtype, 1]) + FILL[:6]), (0, b'')), 14)
    for length in range(20):
        for family in (0, 1, 2, 6, 15):
            management = lambda n, oid: bytes([length, family]) + FILL[:n] + bytes([2, 0, 0, 0, 7, oid]) + FILL[:8]
            yield from whole(lldp((8, management(max(0, length - 1), oid)), (0, b'')) for oid in (0, 1, 8, 9, 200))
            yield from whole(lldp((8, management(3, 2)), (0, b'')) for _ in (0,))
    for interface in range(6):
        yield from cuts(lldp((8, b'\5\1\x0a\0\0\1' + bytes([interface]) + b'\0\0\0\7\3' + FILL[:3]), (0, b'')), 14)
    for bit in range(16):
        yield from whole([lldp((7, struct.pack('!HH', 1 << bit, 1 << bit)), (0, b'')), lldp((7, struct.pack('!HH', 1 << bit, 0xffff >> bit)), (0, b''))])
    yield from cuts(lldp(*head, (4, b'port'), (5, b'name'), (6, b'description'), (7, b'\0\4\0\4'), (0, b'')), 14)
    good = lldp(*head)
    yield from whole(good + struct.pack('!H', kind << 9 | n) for kind in range(10) for n in (0, 1, 5, 100, 511))


def lldp_organizations():
    head = (1, b'\4' + MAC), (2, b'\3' + MAC), (3, b'\0\x78')
    for oui in ('0080c2', '00120f', '0012bb', '001b21', '000ecf', '0001c3', '00000c', '123456'):
        for subtype in range(20):
            bodies = [FILL[:n] for n in range(0, 26)] + [bytes(n) for n in range(1, 26, 3)] + [b'\xff' * n for n in (1, 4, 8, 12, 20)] + \
                [bytes([first]) + FILL[:n] for first in (1, 2, 3, 4, 5, 8, 0x0c, 0x40, 0x80) for n in (0, 1, 3, 8, 15, 20)]
            yield from whole(lldp(*head, (127, bytes.fromhex(oui) + bytes([subtype]) + body), (0, b'')) for body in bodies)
            yield from cuts(lldp((127, bytes.fromhex(oui) + bytes([subtype]) + bytes([3]) + FILL[:24]), (0, b'')), 16)
    yield from whole(lldp((127, bytes.fromhex('0080c2')[:n]), (0, b'')) for n in range(4))
    dcbx = lambda kind, value: struct.pack('!H', kind << 9 | len(value)) + value
    for subtype in (1, 2):
        for kind in range(8):
            for n in (*range(0, 20), 25):
                for fill in (FILL, bytes(30)):
                    yield from whole([lldp((127, b'\0\x1b\x21' + bytes([subtype]) + dcbx(1, bytes(10)) + dcbx(kind, fill[:n])), (0, b''))])
            yield from cuts(lldp((127, b'\0\x1b\x21' + bytes([subtype]) + dcbx(kind, FILL[:16])), (0, b'')), 16)
    med = lambda subtype, body: lldp((127, b'\0\x12\xbb' + bytes([subtype]) + body), (0, b''))
    for first in range(256):
        yield from whole([med(2, bytes([first, 0x40, 0x50, 0x2e])), med(3, bytes([first]) + FILL[:16]), med(4, bytes([first, 0, 0x64])),
                          med(3, b'\2' + bytes([10, 2]) + b'US' + bytes([first, 3]) + b'abc'), med(1, bytes([0, first, first]))])
    for n in range(20):
        yield from whole([med(3, b'\2' + bytes([n, 1]) + b'DE' + bytes([m, k]) + FILL[:k]) for m in (1, 2, 130) for k in (0, 1, 5, 9, 30)])
        yield from whole([med(3, b'\3' + FILL[:n]), med(3, b'\1' + FILL[:n])])
    yield from cuts(med(3, b'\2\x0c\2US\1\2CA\3\3abc'), 16)


def cdp(*tlvs, version=2):
    body = bytes([version, 180]) + bytes(2) + b''.join(inclusive(kind, '!HH', value) for kind, value in tlvs)
    return snap('00000c', 0x2000, body[:2] + struct.pack('!H', checksum(body)) + body[4:])


def cdp_tlvs():
    for kind in (*range(0x30), 0x1000, 0x1003, 0xffff):
        yield from whole(cdp((kind, FILL[:n])) for n in range(24))
        yield from whole(cdp((kind, fill * n)) for n in (1, 2, 4, 5, 8, 13) for fill in (b'\0', b'\1', b'\xff'))
        yield from whole([cdp((1, b'device'), (kind, FILL[:5]), (6, b'platform')), cdp((kind, FILL[:6]), version=1)])
        yield from cuts(cdp((kind, FILL[:10]), (1, b'abc')), 22)
    for count in (0, 1, 2, 100):
        for protocol in (b'\1\1\xcc\0\4\x0a\0\0\1', b'\2\x08\xaa\xaa\3\0\0\0\x86\xdd\0\x10' + ADDRESS6, b'\1\1\x81\0\3abc', b'\1\1\xcc\0\5abcde', b'\2\3abc\0\2de',
                         b'\1\0\0\4abcd', b'\1\1\xcc\0\0', b'\2\x08\xaa\xaa\3\0\0\0\x86\xdd\0\4abcd', b'\1\1\xcc\xff\xff'):
            yield from whole(cdp((2, struct.pack('!I', count) + protocol[:n])) for n in range(len(protocol) + 1))
            yield from cuts(cdp((2, struct.pack('!I', count) + 2 * protocol)), 22)
    for bit in range(32):
        yield from whole([cdp((4, struct.pack('!I', 1 << bit))), cdp((4, struct.pack('!I', (1 << bit) - 1)))])
    for n in range(12):
        yield from whole([snap('00000c', 0x2000, b'\2\xb4\0\0' + struct.pack('!HH', kind, n) + FILL[:4]) for kind in (1, 2, 4, 7, 0x0b)])
        yield from whole([snap('00000c', 0x2000, (b'\2\xb4\0\0' + FILL[:8])[:n])])
    yield from cuts(cdp((1, b'device'), (3, b'Ethernet0'), (4, b'\0\0\0\1'), (5, b'IOS\nline two'), (7, b'\x0a\0\0\0\x18'), (9, b'vtp'), (0x0b, b'\1')), 14)


def slow(subtype, body):
    return ether(bytes([subtype]) + body, 0x8809, dst='01:80:c2:00:00:02')


def slow_protocols():
    actor = struct.pack('!H6sHHHB', 0x8000, MAC, 5, 0x8000, 7, 0x3d) + bytes(3)
    tlv = lambda kind, value: inclusive(kind, '!BB', value)
    lacp = (tlv(1, actor), tlv(2, actor), tlv(3, struct.pack('!H', 500) + bytes(12)), tlv(0, b'')[:1] + b'\0' + bytes(50))
    for subtype in range(16):
        for body in (FILL[:60], bytes(60), b'\1' + b''.join(lacp), b'', b'\1', b'\1\1'):
            yield from whole([slow(subtype, body)])
        yield from cuts(slow(subtype, b'\1' + b''.join(lacp)[:60]), 14)
    for subtype in (1, 2):
        for version in (0, 1, 2, 3):
            yield from whole([slow(subtype, bytes([version]) + b''.join(lacp))])
        for kind in range(20):
            for n in (*range(0, 24), 30):
                yield from whole([slow(subtype, b'\1' + struct.pack('!BB', kind, n) + FILL[:max(0, n - 2)] + b'\0\0')])
        for state in range(256):
            yield from whole([slow(subtype, b'\1' + tlv(1, actor[:14] + bytes([state]) + bytes(3)))])
        for kind in range(1, 5):
            yield from cuts(slow(subtype, b'\1' + tlv(kind, actor) + bytes(30)), 14)
    oam = lambda flags, code, body: slow(3, struct.pack('!HB', flags, code) + body)
    for code in (*range(8), 0xfe, 0xff):
        yield from whole(oam(0x50, code, body) for body in (FILL[:50], bytes(50), b'', b'\1', FILL[:3], FILL[:10]))
        yield from whole(oam(flags, code, bytes(42)) for flags in (*[1 << b for b in range(16)], 0xffff))
        for kind in (*range(8), 0xfe, 0xff):
            for n in (*range(0, 20), 26, 40, 44):
                yield from whole([oam(0x50, code, struct.pack('!BB', kind, n) + FILL[:max(0, n - 2)] + bytes(2))])
        for kind in range(6):
            yield from cuts(oam(0x50, code, struct.pack('!BB', kind, 16) + FILL[:14] + b'\2\x10' + FILL[:14] + bytes(10)), 14)
    info = lambda state, config: tlv(1, b'\1\0\5' + bytes([state, config]) + b'\5\xea\0\0\x0cABCD')
    for value in range(256):
        yield from whole([oam(8, 0, info(value, 0) + bytes(20)), oam(8, 0, info(0, value) + bytes(20)), oam(8, 4, bytes([value]) + bytes(20))])
    for kind, n in ((1, 26), (2, 28), (3, 26), (4, 40)):
        yield from cuts(oam(8, 1, b'\0\1' + struct.pack('!BB', kind, n) + FILL[:n - 2] + bytes(10)), 14)
        yield from whole(oam(8, 1, b'\0\1' + struct.pack('!BB', kind, m) + FILL[:n] + bytes(10)) for m in range(45))
    for oui in ('0019a7', '00000c', '123456'):
        for subtype in range(4):
            for version in range(0, 256, 17):
                yield from whole([slow(10, bytes.fromhex(oui) + struct.pack('!HBB', subtype, version, 0) + bytes(2) + struct.pack('!BH', kind, 4) + b'\2' + bytes(20))
                                  for kind in range(4)])
            for n in range(0, 30):
                yield from whole([slow(10, (bytes.fromhex(oui) + struct.pack('!HI', subtype, 0x10000000) + FILL[:30])[:n])])
                yield from whole([slow(10, bytes.fromhex(oui) + struct.pack('!HI', subtype, 0x18000000) + struct.pack('!BH', kind, n) + FILL[:20]) for kind in (1, 2)])
            yield from cuts(slow(10, bytes.fromhex(oui) + struct.pack('!HI', subtype, 0x10000000) + b'\1\0\4\2' + b'\2\0\x14' + FILL[:30]), 14)


def cfm(opcode, flags, body, offset=4, level=5):
    return ether(struct.pack('!BBBB', level << 5, opcode, flags, offset) + body, 0x8902)


def cfm_messages():
    for opcode in range(256):
        yield from whole(cfm(opcode, 0, body, offset) for body in (FILL[:80], bytes(80)) for offset in (0, 4, 17, 70))
    maid = lambda formats, sizes: bytes([formats[0]]) + (bytes([sizes[0]]) + FILL[:sizes[0]] if formats[0] != 1 else b'') + \
        bytes([formats[1], sizes[1]]) + FILL[:sizes[1]]
    ccm = lambda formats, sizes, flags=4: cfm(1, flags, struct.pack('!IH', 7, 100) + maid(formats, sizes).ljust(48, b'\0')[:48] + bytes(16) + bytes(1), 70)
    for md in (*range(7), 32, 64, 255):
        for ma in (*range(6), 32, 64, 255):
            yield from whole(ccm((md, ma), sizes) for sizes in ((0, 0), (2, 2), (6, 6), (8, 2), (8, 7), (7, 13), (20, 30), (45, 1), (43, 200 % 79), (4, 41)))
        yield from cuts(ccm((md, 2), (8, 4)), 14)
    for flags in range(256):
        yield from whole([ccm((1, 2), (0, 4), flags), cfm(5, flags, FILL[:20], 17), cfm(4, flags, FILL[:20], 6), cfm(3, flags, FILL[:20])])
    for level in range(8):
        for version in (0, 1, 31):
            yield from whole([ether(struct.pack('!BBBB', level << 5 | version, 3, 0, 4) + bytes(10), 0x8902)])
    tlv = lambda kind, value: struct.pack('!BH', kind, len(value)) + value
    for opcode, fixed in ((1, bytes(70)), (2, b'\0\0\0\7'), (3, b'\0\0\0\7'), (4, b'\0\0\0\7\5\1'), (5, b'\0\0\0\7\x40' + 2 * MAC)):
        for kind in (*range(14), 31, 32, 33, 127, 200):
            yield from whole(cfm(opcode, 0, fixed + tlv(kind, FILL[:n]) + b'\0', len(fixed)) for n in range(22))
            yield from cuts(cfm(opcode, 0, fixed + tlv(kind, FILL[:14]) + b'\0', len(fixed)), 18 + len(fixed))
        for chassis in range(9):
            sender = lambda n, domain, address: tlv(1, bytes([n, chassis]) + FILL[:n] + bytes([domain]) + FILL[:domain] + bytes([address]) + FILL[:address])
            yield from whole(cfm(opcode, 0, fixed + sender(*sizes) + b'\0', len(fixed)) for sizes in ((0, 0, 0), (1, 0, 0), (2, 0, 0), (5, 4, 4), (6, 4, 6), (7, 0, 0)))
            yield from whole(cfm(opcode, 0, fixed + tlv(1, bytes([17 if first == 2 else 5, chassis, first]) + FILL[:n]) + b'\0', len(fixed))
                             for first in (0, 1, 2, 6) for n in (3, 4, 6, 16, 20))
            yield from cuts(cfm(opcode, 0, fixed + sender(6, 3, 3) + b'\0', len(fixed)), 18 + len(fixed))
        yield from whole(cfm(opcode, 0, fixed + bytes([kind]) + struct.pack('!H', n) + FILL[:4], len(fixed)) for kind in range(10) for n in (3, 4, 5, 1000))
        yield from whole(cfm(opcode, 0, (fixed + b'\0')[:n], len(fixed)) for n in range(len(fixed) + 1))
        for value in range(12):
            yield from whole(cfm(opcode, 0, fixed + tlv(kind, bytes([value]) + FILL[:n]) + b'\0', len(fixed)) for kind in (2, 4, 5, 6) for n in (0, 1, 7))


def eapol(version, kind, body, length=None):
    return ether(struct.pack('!BBH', version, kind, len(body) if length is None else length) + body, 0x888e)


def eap_messages():
    for version in range(5):
        for kind in range(12):
            yield from whole(eapol(version, kind, body, length) for body in (b'', bytes(60), FILL[:60]) for length in (None, 0, 3, 1000))
    message = lambda code, body: struct.pack('!BBH', code, 9, 4 + len(body)) + body
    for code in range(8):
        for kind in (*range(56), 253, 254, 255):
            yield from whole(eapol(2, 0, message(code, bytes([kind]) + FILL[:n])) for n in (0, 1, 2, 3, 5, 9, 17, 30))
            yield from whole(eapol(2, 0, message(code, bytes([kind, first]) + FILL[:9])) for first in (0, 1, 4, 13, 0x20, 0x40, 0x80, 0xc5, 255))
        yield from whole(eapol(2, 0, struct.pack('!BBH', code, 9, n) + bytes([kind]) + FILL[:10]) for n in range(18) for kind in (1, 3, 13, 25))
        for kind in (1, 3, 4, 13, 18, 21, 25, 43, 254):
            yield from cuts(eapol(2, 0, message(code, bytes([kind]) + FILL[:16])), 14)
    for descriptor in (1, 2, 254):
        yield from cuts(eapol(1, 3, bytes([descriptor]) + FILL[:78] + bytes(20)), 14)


def switch_messages():
    name = b'domain'
    for version in range(4):
        for code in range(8):
            for n in (0, 6, 32, 33, 255):
                head = struct.pack('!BBBB', version, code, 3, n) + name.ljust(32, b'\0')
                yield from whole([snap('00000c', 0x2003, head + FILL[:60]), snap('00000c', 0x2003, head + bytes(60)), snap('00000c', 0x2003, head)])
            yield from cuts(snap('00000c', 0x2003, struct.pack('!BBBB', version, code, 3, 6) + name.ljust(32, b'\0') + b'\0\0\0\5' + FILL[:60]), 22)
    subset = lambda info: snap('00000c', 0x2003, struct.pack('!BBBB', 1, 2, 1, 6) + name.ljust(32, b'\0') + b'\0\0\0\5' + info)
    vlan = lambda kind, value, status=0: struct.pack('!BBBBHHI', 12 + 4 + len(value), status, kind, 4, 7, 1500, 100007) + b'vlan' + value
    for kind in range(8):
        yield from whole(subset(vlan(kind, b'', status)) for status in (0, 1, 2, 255))
        for tlv in range(24):
            yield from whole(subset(vlan(kind, bytes([tlv, n]) + FILL[:2 * n])) for n in (0, 1, 2, 3))
            yield from whole(subset(vlan(kind, bytes([tlv, 1]) + struct.pack('!H', v))) for v in (0, 1, 2, 3, 500))
    for n in range(30):
        yield from whole([subset(bytes([n]) + vlan(1, b'\1\1\0\1')[1:] + bytes(12))])
        yield from whole([subset(vlan(1, b'')[:3] + bytes([n]) + vlan(1, b'')[4:])])
    yield from cuts(subset(vlan(1, b'\1\1\0\1\6\1\0\2') + vlan(3, b'\x0a\1\0\1')), 22)
    tlv = lambda kind, value: inclusive(kind, '!HH', value)
    for pid, version in ((0x2004, b'\1'), (0x111, b'\x21\1\0\0')):
        for kind in range(16):
            yield from whole(snap('00000c', pid, version + tlv(kind, FILL[:n])) for n in range(24))
            yield from whole(snap('00000c', pid, version + struct.pack('!HH', kind, n) + FILL[:8]) for n in (0, 1, 2, 3, 4, 5, 12, 13, 500))
            yield from whole(snap('00000c', pid, version + tlv(kind, struct.pack('!I', count) + struct.pack('!H', n) + FILL[:n] + b'\0\1x')) for count in (0, 1, 2, 9)
                             for n in (0, 3, 8, 200))
            yield from cuts(snap('00000c', pid, version + tlv(kind, FILL[:8]) + tlv(1, b'name')), 22)
    for first in range(256):
        yield from whole([snap('00000c', 0x2004, b'\1' + tlv(kind, bytes([first]))) for kind in (2, 3)])
        yield from whole([snap('00000c', 0x111, bytes([first]) + b'\1\0\0' + tlv(4, b'\0\0\0\1')), snap('00000c', 0x111, b'\x21' + bytes([first]) + b'\0\0')])
    yield from whole(snap('00000c', 0x111, (b'\x21\3\0\0' + FILL)[:n]) for n in range(9))
    vqp = lambda *parts: ether(ip(udp(struct.pack('!BBBBI', *parts[:4], 77) + parts[4], 1589, 1589), 17))
    item = lambda kind, value: struct.pack('!IH', kind, len(value)) + value
    for version in range(3):
        for code in range(8):
            yield from whole(vqp(version, code, error, count, item(0xc01, b'\x0a\0\0\1') + item(0xc03, b'vlan')) for error in range(8) for count in range(4))
    for kind in [*range(0xc00, 0xc10), 0, 7]:
        yield from whole(vqp(1, 1, 0, 1, item(kind, FILL[:n])) for n in (*range(10), 20))
        yield from whole([vqp(1, 1, 0, 2, struct.pack('!IH', kind, 500) + FILL[:10])])
        yield from cuts(vqp(1, 1, 0, 2, item(kind, FILL[:6]) + item(0xc08, MAC)), 42)


def ether_protocols():
    for skip in range(12):
        for function in range(5):
            yield from whole(ether(struct.pack('<HH', skip, function) + FILL[:n], 0x9000) for n in (0, 1, 2, 5, 6, 8, 30))
        yield from cuts(ether(struct.pack('<H', skip) + FILL[:skip] + b'\2\0' + MAC + b'\1\0\7\0', 0x9000), 14)
    for opcode in [*range(12), 0x101, 0xffff]:
        for first in range(0, 256, 5):
            yield from whole([ether(struct.pack('!HIB', opcode, 1000, first) + FILL[:40], 0x8808)])
        yield from whole(ether(struct.pack('!HIB', opcode, 1000, n) + 3 * struct.pack('!IH', 5000, 20), 0x8808) for n in range(8))
        yield from cuts(ether(struct.pack('!HIB', opcode, 1000, 0x0b) + FILL[:40], 0x8808), 14)
        yield from cuts(ether(struct.pack('!HIB', opcode, 1000, 0x3c) + FILL[:40], 0x8808), 14)
    for flags in range(0, 256, 4):
        for command in range(6):
            yield from whole([ether(struct.pack('!BBHBBI', 0x10 | flags & 15 if flags < 16 else flags, flags, 1, 2, command, 77) + FILL[:40], 0x88a2)])
    for error in range(10):
        yield from whole([ether(struct.pack('!BBHBBI', 0x1c, error, 1, 2, 0, 77) + FILL[:40], 0x88a2)])
    for command in range(6):
        for sub in (*range(12), 255):
            for count in (0, 1, 2, 5):
                yield from whole([ether(struct.pack('!BBHBBI', 0x10, 0, 1, 2, command, 77) + bytes(2 * (command == 2)) + bytes([sub, count]) + FILL[:40], 0x88a2)])
                yield from whole([ether(struct.pack('!BBHBBI', 0x18, 0, 1, 2, 1, 77) + struct.pack('!HHBBH', 1, 2, 3, sub, count) + FILL[:count], 0x88a2)])
                yield from whole([ether(struct.pack('!BBHBBI', 0x10, 0, 1, 2, 2, 77) + bytes([0, sub, 0, count]) + FILL[:40], 0x88a2)])
            yield from whole([ether(struct.pack('!BBHBBI', 0x10, 0, 1, 2, 3, 77) + bytes([sub, 3]) + bytes(6) + FILL[:40], 0x88a2)])
        for body in (FILL[:50], bytes(50)):
            yield from cuts(ether(struct.pack('!BBHBBI', 0x10, 0, 1, 2, command, 77) + body, 0x88a2), 14)
            yield from whole(ether((struct.pack('!BBHBBI', 0x10, 0, 1, 2, command, 77) + body)[:n], 0x88a2) for n in range(40))
    for user in range(16):
        for kind in range(16):
            word0 = 2 << 29 | user << 25 | 10 << 21 | 64
            yield from whole([ether(struct.pack('!IIIIII', word0 | extra, (kind & 7) << 29 | kind, 5, 0x01001001, 7, 8) + FILL[:50], 0x88ca) for extra in (0, 1 << 17, 0xf << 17, 1 << 20)])
            yield from whole([ether(struct.pack('!IIIIIIIIII', word0 & ~(15 << 21) | size << 21, 1 << 29, 5, 1, 7, 8, 9, 10, 11, 12) + FILL[:50], 0x88ca) for size in (0, 5, 6, 15)])
        yield from cuts(ether(struct.pack('!IIIIIIIIII', 2 << 29 | user << 25 | 10 << 21 | 64, 1 << 29, 5, 1, 7, 8, 9, 10, 11, 12) + FILL[:40], 0x88ca), 14)
        yield from whole(ether(struct.pack('!I', 2 << 29 | user << 25 | 6 << 21 | n) + FILL[:60], 0x88ca) for n in (0, 10, 24, 100, 5000))
    yield from cuts(ether(b'\x01\x01\x23\x45\0\0\0\1' + b'\x0a\0\0\1\x0a\0\0\2' + FILL[:30], 0x886f), 14)
    yield from cuts(ether(FILL[:40], 0x886f), 14)


def ptp(body, kind=0x88f7):
    return ether(body, kind) if kind else ether(ip(udp(body, 319, 319), 17))


def ptp_messages():
    def header(message, version=2, control=0, flags=0x200, length=44):
        return struct.pack('!BBHBBHqI8sHHBB', message, version, length, 0, 0, flags, 65536, 0, MAC + b'\0\1', 1, 9, control, 0)
    for message in range(256):
        yield from whole([ptp(header(message) + FILL[:40]), ptp(header(message & 15, message) + FILL[:40]), ptp(header(message & 15, control=message) + FILL[:40])])
    for message in range(16):
        yield from whole(ptp(header(message) + FILL[:n]) for n in range(34))
        yield from whole(ptp(header(message, flags=1 << b) + bytes(34)) for b in range(16))
        yield from cuts(ptp(header(message) + FILL[:40]), 14)
        yield from cuts(ptp(header(message) + FILL[:40], 0), 42)
        yield from whole(ptp(header(message, length=n) + FILL[:40]) for n in (0, 33, 34, 43, 44, 45, 200))
        for version in (0, 1, 3, 0x12, 0x21):
            yield from whole([ptp(header(message, version) + FILL[:40]), ptp(header(message, version) + bytes(80))])
    for action in range(16):
        for kind in (*range(8), 0x2000, 0x2001, 0x4000, 0x8000):
            tlv = struct.pack('!HHH', kind, 8, action) + FILL[:20]
            yield from whole([ptp(header(13) + MAC + bytes(4) + bytes([1, 1, action, 0]) + tlv), ptp(header(11) + FILL[:30] + tlv), ptp(header(12) + FILL[:10] + tlv)])
    for value in range(256):
        yield from whole([ptp(header(11) + bytes(13) + bytes([0x80, value, value]) + bytes([value, value]) + FILL[:14])])


OPTIONS = [], ['-vv'], ['-e']
FAMILIES = {
    'llc': ieee8022, 'snap': snaps, 'ethertypes': ethertypes, 'arp': arps, 'stp': spanning_trees, 'lldp': lldp_basic, 'lldp-org': lldp_organizations,
    'cdp': cdp_tlvs, 'slow': slow_protocols, 'cfm': cfm_messages, 'eap': eap_messages, 'vtp-dtp-udld-vqp': switch_messages,
    'aoe-tipc-mpcp': ether_protocols, 'ptp': ptp_messages,
}
