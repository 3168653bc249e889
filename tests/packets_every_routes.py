"""Packets of every kind (see packets_every.py) of routing protocols. What packets_routing.py makes is changed byte by byte, too."""
import struct

from packets import checksum, ether, ip, ip6, pseudo, tcp, udp
from packets_every import ADDRESS6, FILL, LENGTHS, QUOTED4, around, cuts, datagram, datagram6, segment, whole
import packets_routing

over4 = lambda payload, protocol: ether(ip(payload, protocol, dst='224.0.0.5', ttl=1))
over6 = lambda payload, protocol: ether(ip6(payload, protocol, 'fe80::1', 'ff02::5', hops=1), 0x86dd)
tlv = lambda kind, value: struct.pack('!HH', kind, len(value)) + value
short = lambda kind, value: bytes([kind, len(value)]) + value


def changed(protocol, start):
    """Each packet that packets_routing has of a protocol, each byte behind the headers changed, and cut."""
    def packets():
        for packet in getattr(packets_routing, protocol)():
            yield from around(lambda p: p, packet, range(start, len(packet)))
            yield from cuts(packet, start)
    return packets


# ---- Distance vectors: RIP (RFC 2453), RIPng (RFC 2080), EIGRP, DVMRP, IGRP

def rip_messages():
    for command in range(16):
        for version in range(4):
            for family in (0, 1, 2, 3, 0xffff):
                for kind in (0, 1, 2, 3, 7):
                    entry = struct.pack('!HH', family, kind) + FILL[:16]
                    yield from whole([datagram(bytes([command, version, 0, 0]) + entry * n, 520) for n in (0, 1, 2)])
    yield from cuts(datagram(b'\2\2\0\0' + (struct.pack('!HH', 2, 7) + FILL[:16]) * 2, 520), 42)
    for command in range(8):
        for version in range(4):
            for metric in (0, 1, 16, 255):
                entry = ADDRESS6 + struct.pack('!HBB', 7, 64, metric)
                yield from whole([datagram6(bytes([command, version, 0, 0]) + entry * n, 521) for n in (0, 1, 2)] + [datagram6(bytes([command, version, 0, 0]) + bytes(16) + struct.pack('!HBB', 0, 0, metric), 521)])
    yield from cuts(datagram6(b'\2\1\0\0' + (ADDRESS6 + b'\0\7\x40\1') * 2, 521), 62)


def eigrp_packets():
    def eigrp(body, op=1, version=2):
        return over4(struct.pack('!BBHIIII', version, op, 0, 0, 1, 2, 100) + body, 88)
    item = lambda kind, value: struct.pack('!HH', kind, 4 + len(value)) + value
    for op in range(16):
        yield from whole(eigrp(item(1, b'\1\0\1\0\0\0\0\x0f'), op, version) for version in range(4))
    for kind in (*range(10), *range(0x100, 0x106), *range(0x200, 0x206), 0x300, 0x401, 0x402, 0x403, 0x602):
        yield from whole(eigrp(item(kind, FILL[:n]) + item(4, b'\x0c\4\1\2')) for n in (*LENGTHS, 21, 22, 36, 44))
        yield from whole(eigrp(item(kind, b'\x0a\0\0\1' + FILL[:n] + bytes([plen]) + b'\x0a\1\2\3')) for n in (12, 16, 20, 36) for plen in (0, 8, 24, 32, 33, 64))
        yield from whole(eigrp(struct.pack('!HH', kind, n) + FILL[:30]) for n in (0, 3, 4, 5, 33, 34, 35, 400))
        yield from cuts(eigrp(item(kind, FILL[:29])), 34)


def dvmrp_packets():
    for code in range(16):
        for major in (0, 1, 3, 255):
            for body in (bytes(4), struct.pack('!BBBB', 0, 0, major, 3) + FILL[:24], struct.pack('!HBB', 0, major, 3) + b'\xff\0\0\x0a\1\0\0\x81', b'\0\0\xff\3' + b'\x0a\0\0\1\1\2\0\2' + FILL[:8]):
                head = struct.pack('!BBH', 0x13, code, 0) + body
                yield from whole([over4(head, 2)])
        yield from cuts(over4(struct.pack('!BBH', 0x13, code, 0) + b'\0\0\xff\3' + b'\x0a\0\0\1\1\2\0\2' + FILL[:16], 2), 34)
        yield from around(lambda p: over4(p, 2), struct.pack('!BBH', 0x13, code, 0) + b'\0\0\xff\3' + b'\xff\xff\0\x0a\1\2\x85' + FILL[:16], range(4, 16))


def igrp_packets():
    for op in range(8):
        for counts in ((0, 0, 0), (1, 1, 1), (2, 0, 0), (0, 2, 1), (1, 0, 9)):
            yield from whole([over4(struct.pack('!BBHHHHH', 1 << 4 | op, 3, 100, *counts, 0) + FILL[:n], 9) for n in (0, 14, 28, 42)])
    yield from cuts(over4(struct.pack('!BBHHHHH', 0x11, 3, 100, 1, 1, 1, 0) + FILL[:42], 9), 34)


# ---- First hops: HSRP (RFC 2281), VRRP (RFC 3768, 5798), CARP, BFD (RFC 5880)

def hsrp_packets():
    at = lambda p: datagram(p, 1985)
    base = struct.pack('!BBBBBBBB8s4s', 0, 0, 16, 3, 10, 120, 1, 0, b'cisco', b'\x0a\0\0\xfe')
    yield from around(at, base, range(20))
    yield from whole(at(bytes([version, op, state]) + base[3:]) for version in range(3) for op in range(5) for state in range(0, 34))
    yield from whole(at(base[:8] + text + base[16:]) for text in (b'cisco\0\0\0', b'12345678', bytes(8), b'a\x01\xff\0bcde'))
    yield from cuts(at(base), 42)


def vrrp_packets():
    for version in range(16):
        for kind in range(16):
            body = bytes([version << 4 | kind, 1, 100, 1, 0, 1, 0, 0]) + b'\x0a\0\0\1' + b'password'
            yield from whole([over4(body, 112), over6(body[:8] + ADDRESS6, 112)])
    for auth in range(256):
        yield from whole([over4(bytes([0x21, 1, 100, 1, auth, 1, 0, 0]) + b'\x0a\0\0\1' + b'secret\0\0', 112)])
    for count in (0, 1, 2, 3, 255):
        for n in (0, 4, 8, 12, 16):
            yield from whole([over4(bytes([0x21, 1, 100, count, 0, 1, 0, 0]) + FILL[:n], 112), over4(bytes([0x31, 1, 100, count, 0xf0, 1, 0, 0]) + FILL[:n], 112), over6(bytes([0x31, 1, 100, count, 0, 1, 0, 0]) + FILL[:n * 4], 112)])
    for base, over in ((bytes([0x21, 1, 100, 2, 1, 1, 0, 0]) + b'\x0a\0\0\1' * 2 + b'password', over4), (bytes([0x31, 1, 100, 2, 0, 100, 0, 0]) + b'\x0a\0\0\1' * 2, over4), (bytes([0x31, 1, 0, 1, 0, 100, 0, 0]) + ADDRESS6, over6)):
        yield from around(lambda p: over(p, 112), base, range(12))
        yield from cuts(over(base, 112), 34)


def carp_packets():
    base = bytes([0x21, 1, 0, 7, 0, 1, 0, 0]) + struct.pack('!Q', 77) + FILL[:20]
    for options in ([base], ):
        yield from around(lambda p: over4(p, 112), base, range(20))
        yield from cuts(over4(base, 112), 34)


def bfd_packets():
    times = struct.pack('!IIIII', 1, 2, 300000, 300000, 50000)
    for port in (3784, 3785, 4784, 6784, 7784):
        for diag in range(32):
            yield from whole([datagram(bytes([0x20 | diag, 0xc0, 3, 24]) + times, port), datagram(bytes([diag, 0x40, 3, 24]) + times, port)])
        yield from cuts(datagram(b'\x20\xc0\3\x18' + times, port), 42)
    for flags in range(256):
        yield from whole([datagram(bytes([0x20, flags, 3, 24]) + times, 3784)])
    for kind in range(10):
        for n in range(32):
            body = bytes([kind, n]) + FILL[:max(0, n - 2)]
            yield from whole([datagram(bytes([0x20, 0x44, 3, 24 + n]) + times + body, 3784), datagram(bytes([0x20, 0x44, 3, 60]) + times + body + FILL[:30], 3784)])
        yield from cuts(datagram(bytes([0x20, 0x44, 3, 48]) + times + bytes([kind, 24]) + FILL[:22], 3784), 62)
    yield from around(lambda p: datagram(p, 3784), b'\x20\xc0\3\x18' + times, range(24))
    yield from whole(datagram(bytes([version << 5, 0xc0, 3, 24]) + times, 3784) for version in range(8))
    yield from whole(datagram(bytes([0x20, 0xc0, 3, n]) + times, 3784) for n in range(40))


# ---- Link state: OSPFv3 (RFC 5340), IS-IS (ISO 10589)

def ospf3_lsas():
    def update(kind, body, instance=0, router=b'\2\2\2\2'):
        lsa = struct.pack('!HH4s4sIHH', 30, kind, b'\0\0\0\5', router, 0x80000003, 0, 20 + len(body)) + body
        return over6(struct.pack('!BBH4s4sHBB', 3, 4, 20 + len(lsa), b'\1\1\1\1', bytes(4), 0, instance, 0) + struct.pack('!I', 1) + lsa, 89)
    for scope in (0, 0x2000, 0x4000, 0x8000, 0xa000, 0xe000):
        for kind in range(16):
            yield from whole(update(scope | kind, FILL[:n]) for n in (0, 4, 8, 12, 16, 20, 24, 28, 40, 44))
    for kind in (0x2001, 0x2002, 0x2003, 0x2004, 0x4005, 0x2007, 0x0008, 0x2009, 0x800c, 0x8001):
        prefix = struct.pack('!BBH8s', 64, 2, 10, ADDRESS6[:8])
        for body in (struct.pack('!IBBHII4s', 0x03000013, 1, 0, 64, 1, 2, b'\3\3\3\3') * 2, struct.pack('!I16sI', 0x01000013, ADDRESS6, 1) + prefix * 2, struct.pack('!HH4s4s', 2, 0x2001, bytes(4), b'\2\2\2\2') + prefix * 2,
                     struct.pack('!I', 0x07000014) + prefix + ADDRESS6 + b'\0\0\0\x09' + b'\0\0\0\x08', struct.pack('!I4sI', 0x13, b'\3\3\3\3', 5)):
            yield from cuts(update(kind, body), 94)
            yield from whole(update(kind, body[:n]) for n in range(0, len(body), 3))
    for bits in range(0, 0x2000, 37):
        yield from whole([over6(struct.pack('!BBH4s4sHBB', 3, 1, 36, b'\1\1\1\1', bytes(4), 0, 1, 0) + struct.pack('!II', 6, 0x64000000 | bits) + struct.pack('!HH4s4s', 10, 40, b'\1\1\1\1', bytes(4)), 89)])


def isis_frame(pdu, length, body, version=1, first=0x83):
    head = bytes([first, length, version, 0, pdu, 1, 0, 0])
    data = b'\xfe\xfe\3' + head + body
    return b'\1\x80\xc2\0\0\x14' + bytes.fromhex('020000000001') + struct.pack('!H', len(data)) + data


ISIS_ID = bytes.fromhex('000000000001')


def isis_lsp(tlvs, pdu=18):
    return isis_frame(pdu, 27, struct.pack('!HH8sIHB', 27 + len(tlvs), 1199, ISIS_ID + b'\0\0', 5, 0, 3) + tlvs)


def isis_hello(tlvs, pdu=15):
    body = struct.pack('!B6sHHB7s', 3, ISIS_ID, 30, 27 + len(tlvs), 64, ISIS_ID + b'\1') if pdu != 17 else struct.pack('!B6sHHB', 3, ISIS_ID, 30, 20 + len(tlvs), 1)
    return isis_frame(pdu, 20 if pdu == 17 else 27, body + tlvs)


def isis_tlvs():
    for kind in range(256):
        yield from whole(make(short(kind, FILL[:n]) + short(137, b'r1')) for make in (isis_lsp, isis_hello) for n in (*LENGTHS, 7, 9, 11, 14, 15, 22, 33, 44))
        if kind < 160 or kind in (222, 223, 229, 231, 232, 233, 234, 235, 236, 237, 238, 240, 242, 243, 250, 251):
            yield from whole(isis_lsp(short(kind, bytes(n))) for n in LENGTHS)
            yield from whole(isis_lsp(bytes([kind, n]) + FILL[:12]) for n in (11, 13, 255))
            yield from cuts(isis_lsp(short(kind, FILL[:22])), 44)


def isis_subtlvs():
    reach = lambda sub: short(22, bytes.fromhex('00000000000202') + b'\0\0\x0a' + bytes([len(sub)]) + sub)
    multi = lambda sub: short(222, b'\0\2' + bytes.fromhex('00000000000202') + b'\0\0\x0a' + bytes([len(sub)]) + sub)
    prefix = lambda sub: short(135, struct.pack('!IB2sB', 20, 0x40 | 16, b'\x0a\1', len(sub)) + sub)
    prefix6 = lambda sub: short(236, struct.pack('!IBB8sB', 20, 0x20, 64, ADDRESS6[:8], len(sub)) + sub)
    capable = lambda sub: short(242, b'\1\1\1\1\0' + sub)
    topology = lambda sub: short(144, b'\0\1' + sub)
    for kind in range(256):
        for wrap in (reach, prefix, capable) + ((multi, prefix6, topology) if kind < 40 else ()):
            yield from whole(isis_lsp(wrap(short(kind, FILL[:n]))) for n in (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 18, 20, 24, 32, 36, 44))
    for kind in range(40):
        yield from cuts(isis_lsp(reach(short(kind, FILL[:12]))), 66)
        yield from cuts(isis_lsp(prefix(short(kind, FILL[:12]))), 64)
    for plen in range(0, 140, 5):
        yield from whole([isis_lsp(short(135, struct.pack('!IB', 20, plen & 63) + FILL[:n])) for n in (0, 1, 4, 5)] + [isis_lsp(short(236, struct.pack('!IBB', 20, 0, plen) + FILL[:n])) for n in (0, 8, 16, 17)])


def isis_heads():
    for pdu in range(32):
        for length in (0, 8, 17, 20, 27, 33):
            yield from whole([isis_frame(pdu, length, FILL[:n]) for n in (0, 5, 12, 19, 25, 40)])
        yield from cuts(isis_frame(pdu, 27, FILL[:30]), 14)
    base = struct.pack('!B6sHHB7s', 3, ISIS_ID, 30, 35, 64, ISIS_ID + b'\1') + short(137, b'router')
    yield from around(lambda p: isis_frame(15, 27, p), base, range(len(base)))
    yield from whole([isis_frame(15, 27, base, version, first) for version in range(4) for first in range(0x80, 0x90)])
    entry = short(9, struct.pack('!H8sIH', 1199, ISIS_ID + b'\0\0', 5, 0) * 2)
    for pdu, size, body in ((24, 33, struct.pack('!H7s8s8s', 33 + len(entry), ISIS_ID + b'\0', bytes(8), b'\xff' * 8)), (26, 17, struct.pack('!H7s', 17 + len(entry), ISIS_ID + b'\0'))):
        yield from around(lambda p: isis_frame(pdu, size, p), body + entry, range(len(body + entry)))


# ---- MANET: OLSR (RFC 3626), AODV (RFC 3561), Babel (RFC 8966), AHCP, HNCP (RFC 7788)

def olsr_packets():
    def olsr(messages):
        return datagram(struct.pack('!HH', 4 + len(messages), 7) + messages, 698)
    def message(kind, body, size=None):
        return struct.pack('!BBH4sBBH', kind, 0x86, 12 + len(body) if size is None else size, b'\x0a\0\0\1', 5, 1, 9) + body
    for kind in (*range(8), 128, 129, 130, 131, 200, 201, 202, 255):
        yield from whole(olsr(message(kind, FILL[:n])) for n in (*LENGTHS, 32, 40))
        yield from whole(olsr(message(kind, FILL[:24], size)) for size in (0, 4, 11, 12, 13, 35, 37, 400))
        yield from cuts(olsr(message(kind, bytes(2) + b'\5\3' + struct.pack('!BBH', 6, 0, 8) + FILL[:20])), 42)
        yield from whole(olsr(message(kind, bytes(2) + b'\5\3' + struct.pack('!BBH', code, 0, n) + FILL[:20])) for code in range(16) for n in (0, 3, 4, 8, 12, 24, 25))
        yield from whole([datagram6(struct.pack('!HH', 4 + 24 + n, 7) + struct.pack('!BBH', kind, 0x86, 24 + n) + ADDRESS6 + b'\5\1\0\x09' + FILL[:n], 698) for n in (0, 4, 8, 20, 24, 40)])


def aodv_packets():
    for kind in (*range(16), 20):  # 5.0 no longer has the draft's types 16 to 19
        for n in range(0, 60, 4):
            yield from whole([datagram(bytes([kind, flags]) + FILL[:n], 654) for flags in (0, 0x80, 0xff)] + [datagram6(bytes([kind, 0x80]) + FILL[:n], 654)])
        yield from cuts(datagram(bytes([kind, 0xc0, 0, 1]) + FILL[:40], 654), 42)
        yield from whole(datagram(bytes([kind, 0, 0, 1]) + (FILL * 2)[:20] + bytes([extension, n]) + FILL[:n], 654) for extension in range(3) for n in (0, 4, 8))


def babel_packets():
    def babel(tlvs, port=6696):
        return datagram6(b'\x2a\2' + struct.pack('!H', len(tlvs)) + tlvs, port)
    for kind in (*range(16), 128, 223, 224, 255):
        yield from whole(babel(short(kind, FILL[:n])) for n in (*LENGTHS, 7, 9, 14, 32, 40))
        yield from whole(babel(short(kind, bytes(n)) + short(3, b'ab\0\5')) for n in LENGTHS)
        yield from cuts(babel(short(kind, FILL[:14])), 62)
        for ae in range(6):
            for plen in (0, 8, 32, 33, 64, 128, 129):
                yield from whole(babel(short(kind, bytes([ae, flags, plen, omitted]) + b'\0\x64\0\1\0\2' + FILL[:n])) for flags in (0, 0x80) for omitted in (0, 4) for n in (0, 4, 8, 16))
            yield from whole(babel(short(kind, bytes([ae, plen]) + FILL[:n])) for plen in (0, 24, 64) for n in (0, 2, 8, 12, 16))
            yield from whole(babel(short(kind, b'\0\0\0\1\0\5' + bytes([ae]) + FILL[:n])) for n in (0, 4, 8, 16))
    for sub in range(10):
        yield from whole(babel(short(kind, head + short(sub, FILL[:n]))) for kind, head in ((4, b'\0\0\0\1\0\5'), (5, b'\0\0\0\1\0\5\0'), (8, b'\1\0\x18\0\0\x64\0\1\0\2\x0a\1\2'), (9, b'\1\x18\x0a\1\2')) for n in range(8))
    yield from around(lambda p: datagram6(p, 6696), b'\x2a\2\0\x08' + short(4, b'\0\0\0\1\0\5'), range(12))


def ahcp_packets():
    for version in (0, 1, 2):
        for kind in range(8):
            body = bytes([0x2b, version, 5, 1]) + FILL[:16] + bytes([kind, 0]) + b'\0\x0a'
            yield from whole([datagram6(body + short(2, b'\0\0\0\5'), 5359)])
    head = bytes([0x2b, 1, 5, 1]) + struct.pack('!I', 7) + FILL[:8] + ADDRESS6[:8]
    for option in range(20):
        for n in (*LENGTHS, 17, 32, 33):
            body = bytes([option, n]) + FILL[:n]
            yield from whole([datagram6(head + bytes([3, 0]) + struct.pack('!H', len(body)) + body, 5359), datagram6(head + bytes([3, 0]) + struct.pack('!H', len(body) + 2) + bytes([1]) + body + b'\0', 5359)])
        yield from cuts(datagram6(head + bytes([3, 0]) + struct.pack('!H', 18) + bytes([option, 16]) + FILL[:16], 5359), 62)
    base = head + bytes([3, 0]) + struct.pack('!H', 6) + b'\2\4\0\0\0\5'
    yield from around(lambda p: datagram6(p, 5359), base, range(len(base)))


def hncp_packets():
    pad = lambda value: value + bytes(-len(value) % 4)
    item = lambda kind, value: tlv(kind, value) + bytes(-len(value) % 4)
    for kind in (*range(12), *range(30, 44), 199, 768, 1023, 65535):
        yield from whole(datagram6(item(kind, FILL[:n]), 8231) for n in (*LENGTHS, 7, 14, 22, 32, 40))
        yield from whole(datagram6(item(kind, bytes(n)) + item(3, FILL[:8]), 8231) for n in LENGTHS)
        yield from cuts(datagram6(item(kind, FILL[:20]), 8231), 62)
        yield from whole(datagram6(item(33, item(34, FILL[:8] + bytes([plen]) + FILL[:n] + item(kind, FILL[:m]))), 8231) for plen in (0, 64) for n in (3, 8) for m in (0, 4, 12))
        yield from whole(datagram6(item(8, FILL[:20] + item(kind, FILL[:n])), 8231) for n in (0, 4, 8, 20))


# ---- Others: EGP, MSDP, NHRP, OSPF's neighbours on TCP

def egp_packets():
    for kind in range(14):
        for code in range(8):
            yield from whole([over4(bytes([2, kind, code, status]) + struct.pack('!HHH', 0, 7, 8) + FILL[:n], 8) for status in (0, 1, 3, 5, 9) for n in (0, 2, 4, 10, 20)])
        yield from cuts(over4(bytes([2, kind, 0, 1]) + struct.pack('!HHHHI', 0, 7, 8, 1, 0x0a000000) + b'\1\1' + FILL[:20], 8), 34)
    base = bytes([2, 1, 0, 1]) + struct.pack('!HHHH', 0, 7, 8, 0) + b'\x0a\0\0\0' + b'\1\1' + b'\0\0\1\2' + b'\1\1' + b'\x0a\5'
    yield from around(lambda p: over4(p, 8), base, range(len(base)))


def msdp_packets():
    for kind in range(12):
        for n in range(0, 36):
            yield from whole([segment(struct.pack('!BH', kind, 3 + n) + FILL[:n], 639)])
        yield from cuts(segment(struct.pack('!BH', kind, 20) + b'\1' + FILL[:16], 639), 54)
    sa = struct.pack('!BHB4s', 1, 20, 1, b'\x0a\0\0\1') + b'\0\0\0\x20' + b'\xef\1\1\1' + b'\x0a\0\0\5'
    yield from around(lambda p: segment(p, 639), sa, range(len(sa)))
    yield from whole([segment(sa * n, 639) for n in range(4)])


FAMILIES = {
    'rip': rip_messages, 'eigrp': eigrp_packets, 'dvmrp': dvmrp_packets, 'igrp': igrp_packets, 'hsrp': hsrp_packets, 'vrrp': vrrp_packets,
    'carp': (1, carp_packets, (['-Tcarp'], ['-Tcarp', '-v'])), 'bfd': bfd_packets, 'ospf3': ospf3_lsas, 'isis-tlvs': isis_tlvs, 'isis-subtlvs': isis_subtlvs, 'isis': isis_heads,
    'olsr': olsr_packets, 'aodv': aodv_packets, 'babel': babel_packets, 'ahcp': ahcp_packets, 'hncp': hncp_packets, 'egp': egp_packets, 'msdp': msdp_packets,
    'ospf-changed': changed('ospf', 34), 'ospf3-changed': changed('ospf3', 54), 'isis-changed': changed('isis', 14), 'pim-changed': changed('pim', 34), 'bgp-changed': changed('bgp', 54),
}
OPTIONS = [], ['-vv']
