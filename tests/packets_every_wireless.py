"""Packets of every kind, fourth part: 802.11 and what stands in front of it (radiotap, Prism, AVS, PPI), and 802.15.4. See
packets_every.py."""
import struct

from packets_every import FILL, QUOTED4, cuts, whole
from packets_every_control import MAC
from packets_every_link import OTHER

THIRD = bytes.fromhex('02000000000b')
SNAP = b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4
LONG = FILL + bytes(range(0x80, 0x100))


def management(subtype, body, flags=0):
    """Without the order flag: 5.0 reads HT control behind it, as 802.11n has it, and 4.99 does not."""
    flags &= 0x7f
    return bytes([subtype << 4, flags]) + struct.pack('<H', 44) + OTHER + MAC + THIRD + struct.pack('<H', 0x120) + body


FIXED = {0: 4, 1: 6, 2: 10, 3: 6, 4: 0, 5: 12, 8: 12, 9: 0, 10: 2, 11: 6, 12: 2, 13: 3, 14: 3}


def fixed(subtype, n=None):
    return bytes(range(1, 1 + (FIXED.get(subtype, 0) if n is None else n)))


def ieee80211_management():
    for subtype in range(16):
        for flags in range(0, 256, 3):
            yield from whole([management(subtype, fixed(subtype) + b'\0\3abc', flags)])
        yield from whole(management(subtype, LONG[:n]) for n in range(24))
        yield from whole(management(subtype, bytes(n)) for n in range(24))
        yield from cuts(management(subtype, fixed(subtype) + b'\0\3abc\1\4\x82\x84\x0b\x16\3\1\6'), 0)
    for capability in range(0, 65536, 257):
        yield from whole(management(subtype, struct.pack('<HH', capability, 1) + bytes(2) + b'\0\1a') for subtype in (0, 1))
        yield from whole([management(8, bytes(8) + struct.pack('<HH', 100, capability) + b'\0\1a\1\1\x82')])
    for code in range(80):
        yield from whole([management(10, struct.pack('<H', code)), management(12, struct.pack('<H', code)), management(1, struct.pack('<HHH', 1, code, 0xc005)),
                          management(11, struct.pack('<HHH', 0, 2, code)), management(11, struct.pack('<HHH', code, 1, 0)), management(11, struct.pack('<HHH', 1, code, 0))])
    for category in range(24):
        for action in range(12):
            yield from whole(management(subtype, bytes([category, action]) + FILL[:n]) for subtype in (13, 14) for n in (0, 1, 4, 12))


def ieee80211_elements():
    for element in range(256):
        for n in (*range(0, 20), 32, 33, 40):
            yield from whole(management(8, fixed(8) + bytes([element, n]) + fill[:n]) for fill in (LONG, bytes(60)))
        yield from cuts(management(8, fixed(8) + bytes([element, 8]) + FILL[:8] + b'\3\1\6'), 24)
        for subtype in (0, 1, 4, 5):
            yield from whole(management(subtype, fixed(subtype) + bytes([element, n]) + LONG[:n] + b'\3\1\6') for n in (0, 1, 4, 9))
        yield from whole([management(8, fixed(8) + bytes([element, 200]) + LONG[:20])])
    for rate in range(256):
        yield from whole([management(8, fixed(8) + bytes([1, 1, rate])), management(8, fixed(8) + bytes([1, 8]) + bytes([rate] * 8) + b'\3\1' + bytes([rate]))])
    for control in range(256):
        yield from whole(management(8, fixed(8) + bytes([5, 3 + n, 1, 3, control]) + LONG[:n]) for n in (0, 1, 2, 5, 251))


def ieee80211_control():
    addresses = OTHER + MAC + THIRD
    for subtype in range(16):
        for flags in range(0, 256, 5):
            yield from whole([bytes([subtype << 4 | 4, flags]) + struct.pack('<H', 314) + addresses + FILL[:16]])
        for n in range(30):
            yield from whole([bytes([subtype << 4 | 4, 0]) + (struct.pack('<H', 0xc005) + addresses + FILL[:16])[:n]])
        yield from cuts(bytes([subtype << 4 | 4, 0]) + struct.pack('<H', 0xc005) + addresses + FILL[:8], 0)
    for control in range(256):
        yield from whole([bytes([0x84, 0]) + struct.pack('<H', 5) + OTHER + MAC + bytes([control, control, 1, 2]) + FILL[:8], bytes([0x94, 0]) + struct.pack('<H', 5) + OTHER + MAC + bytes([control, 0, 1, 2]) + FILL[:8]])


def ieee80211_data():
    for subtype in range(16):
        for flags in range(128 if subtype & 8 else 256):
            head = bytes([subtype << 4 | 8, flags]) + struct.pack('<H', 44) + OTHER + MAC + THIRD + struct.pack('<H', 0x120) + (b'\2\0\0\0\0\x0c' if flags & 3 == 3 else b'') + \
                (struct.pack('<H', flags) if subtype & 8 else b'')
            yield from whole([head + SNAP, head + FILL[:12]])
            if flags in (0, 1, 2, 3, 0x40, 0x41, 0x80):
                yield from cuts(head + SNAP, 0)
    for key in range(0, 256, 16):
        yield from whole([b'\x08\x41\0\0' + OTHER + MAC + THIRD + b'\x20\1' + b'\1\2\3' + bytes([key]) + FILL[:20]])
    for version in range(4):
        for kind in range(4):
            for subtype in range(16):
                yield from whole([bytes([subtype << 4 | kind << 2 | version, 0]) + LONG[:40], bytes([subtype << 4 | kind << 2 | version, 0]) + bytes(40)])


def radiotap(bits, values, flags=0, more=b'', frame=None):
    head = struct.pack('<BBH', 0, flags, 8 + len(more) + len(values)) + struct.pack('<I', bits) + more + values
    return head + (b'\x08\x02\0\0' + OTHER + MAC + THIRD + b'\x20\1' + SNAP if frame is None else frame)


def radiotap_fields():
    for bit in range(32):
        for fill in (LONG, bytes(60), b'\xff' * 60, b'\1' * 60, b'\x40\1' * 30):
            yield from whole(radiotap(1 << bit, fill[:n]) for n in (0, 1, 2, 4, 8, 12, 16, 24))
            yield from whole(radiotap(1 << bit | 1 << other, fill[:40]) for other in range(0, 24, 3))
        yield from cuts(radiotap(1 << bit | 0x2f, LONG[:30]), 0)
        yield from whole([radiotap(1 << 31 | 1 << bit & 0x7fffffff, LONG[:20], more=struct.pack('<I', word)) for word in (0, 1, 0x22, 1 << bit & 0x7fffffff)])
        yield from whole([radiotap(1 << 31 | 0xa0000000 & 0x20000000 | 0x2e, LONG[:30], more=struct.pack('<II', 0xa0000020, 0x0820))])
    for flags in range(256):
        yield from whole([radiotap(2, bytes([flags])), radiotap(2 | 1 << 14, bytes([flags, 0]) + struct.pack('<H', flags)), radiotap(4, bytes([flags]))])
        yield from whole([radiotap(1 << 3, struct.pack('<HH', 2412 + 5 * (flags % 14), 1 << (flags % 16))), radiotap(1 << 3, struct.pack('<HH', 5180, flags * 257 & 0xffff)),
                          radiotap(1 << 18, struct.pack('<IHBB', 1 << (flags % 32), 5180, 36, 20)), radiotap(1 << 19, bytes([flags, LONG[flags % 100], flags])), radiotap(1 << 19, bytes([0xff, flags, flags & 15])),
                          radiotap(1 << 5, bytes([flags])), radiotap(1 << 10, bytes([flags])), radiotap(1 << 21, struct.pack('<HBBBBBBBBH', 0x1ff, flags, flags % 16, flags, 0, 0, 0, flags, 0, 0))])
    for length in range(0, 40):
        yield from whole([struct.pack('<BBHI', 0, 0, length, 2) + FILL[:20], struct.pack('<BBHI', 1, 0, length, 2) + FILL[:20]])
    for frame in (b'', b'\x80', b'\x80\0' + FILL[:8], b'\xd4\0\0\0' + OTHER, b'\xd4\0\0\0' + OTHER + b'\1\2\3\4'):
        yield from whole(radiotap(2, bytes([flags]), frame=frame) for flags in (0, 0x10, 0x20, 0x40, 0x50, 0x70))


def prism():
    def header(code=0x44, length=144, name=b'wlan0', did=0x1041):
        item = lambda n, value: struct.pack('<IHHI', (n << 12 | did), 0, 4, value)
        return struct.pack('<II16s', code, length, name.ljust(16, b'\0')) + b''.join(item(i + 1, 2 * i + 7) for i in range(10))
    frame = b'\x08\x02\0\0' + OTHER + MAC + THIRD + b'\x20\1' + SNAP
    yield from cuts(header() + frame, 0)
    yield from whole(header(code) + frame for code in (0, 0x41, 0x44, 0x45, 0x2001, 0x80211001, 0x80211002))
    yield from whole(header(0x44, length) + frame for length in (0, 1, 64, 143, 144, 145, 200, 5000))
    avs = lambda length, version=1: struct.pack('>IIQQIIIIIIIIII', 0x80211000 | version, length, 1, 2, 4, 6, 110, 0, 0, 2, 0xffffffc8, 0xffffffa0, 1, 2)
    for version in range(4):
        yield from whole(avs(length, version) + frame for length in (0, 8, 20, 64, 65, 100, 5000))
        yield from cuts(avs(64, version) + frame, 0)


def avs():
    head = lambda length, version, rate=110: struct.pack('>IIQQIIIIIIIIII', 0x80211000 | version, length, 1, 2, 4, 6, rate, 0, 0, 2, 0xffffffc8, 0xffffffa0, 1, 2)
    frame = b'\x08\x02\0\0' + OTHER + MAC + THIRD + b'\x20\1' + SNAP
    for version in range(4):
        yield from whole(head(length, version, rate) + frame for length in (0, 8, 20, 63, 64, 65, 100, 5000) for rate in (0, 10, 55, 110, 540, 0xffffffff))
        yield from cuts(head(64, version) + frame, 0)


def ppi():
    field = lambda kind, value: struct.pack('<HH', kind, len(value)) + value
    head = lambda fields, linktype, length=None, flags=0: struct.pack('<BBHI', 0, flags, 8 + len(fields) if length is None else length, linktype) + fields
    frame = b'\x08\x02\0\0' + OTHER + MAC + THIRD + b'\x20\1' + SNAP
    for linktype in (0, 1, 9, 101, 105, 113, 127, 195, 0xffff):
        yield from whole([head(b'', linktype) + frame, head(field(2, FILL[:20]), linktype) + frame, head(b'', linktype) + QUOTED4, head(b'', linktype) + OTHER + MAC + b'\x08\0' + QUOTED4])
        yield from cuts(head(field(2, FILL[:20]), linktype) + frame, 0)
    for length in range(0, 50):
        yield from whole([head(field(2, FILL[:20]), 105, length) + frame])
    for kind in range(0, 40):
        yield from whole(head(field(kind, FILL[:n]), 105, flags=flags) + frame for n in (0, 4, 20, 36) for flags in (0, 1))


def ieee802154(fcs):
    """Each frame control field (bits that matter), addressing modes, security levels; beacons, commands, headers with elements."""
    def generate():
        tail = b'\1\2' if fcs == 2 else b'\1\2\3\4' if fcs == 4 else b''
        for low in range(256):
            for high in range(0, 256, 4):
                if (low * 64 + high // 4) % 5 == 0:
                    yield from whole([bytes([low, high]) + FILL[:40] + tail])
        for kind in range(8):
            for high in (0x00, 0x08, 0x80, 0x88, 0xc8, 0x8c, 0xcc, 0x98, 0xd8, 0xa8, 0xe8, 0x20, 0x28):
                for low in (0, 0x08, 0x10, 0x20, 0x40, 0x48, 0x60):
                    yield from whole(bytes([kind | low, high]) + LONG[:n] + tail for n in (0, 1, 5, 12, 20, 60))
                yield from cuts(bytes([kind | 0x40, high]) + LONG[:30] + tail, 0)
                for element in range(1):
                    yield from cuts(bytes([kind, high | 2]) + LONG[:30] + tail, 0)
        for security in range(256):
            yield from whole([bytes([0x49, 0xa8, 5]) + struct.pack('<HHH', 1, 2, 3) + bytes([security]) + LONG[:n] + tail for n in (4, 8, 13, 30)])
            yield from whole([bytes([0x09, 0x98, 5]) + struct.pack('<HHH', 1, 2, 3)[:4] + bytes([security]) + LONG[:30] + tail])
        for command in range(40):
            yield from whole(bytes([0x63, 0x88, 5]) + struct.pack('<HHH', 1, 2, 3) + bytes([command]) + body + tail for body in (b'', b'\1', b'\xff', FILL[:4], FILL[:8], FILL[:30]))
        for beacon in range(256):
            yield from whole([bytes([0x00, 0x80, 5]) + struct.pack('<HH', 1, 2) + struct.pack('<H', beacon * 257) + bytes([beacon & 0x8f, beacon & 0x77]) + LONG[:40] + tail])
        for gts in range(8):
            for pending in (0, 1, 0x10, 0x21, 0x77):
                yield from cuts(bytes([0x00, 0x80, 5]) + struct.pack('<HH', 1, 2) + b'\xff\xcf' + bytes([gts | 0x80]) + (b'\5' if gts else b'') + LONG[:3 * gts] + bytes([pending]) + LONG[:60] + tail, 0)
        element = lambda kind, value: struct.pack('<H', kind << 7 | len(value)) + value
        nested = lambda kind, value, long=False: struct.pack('<H', 0x8000 | kind << 11 | len(value)) + value if long else struct.pack('<H', kind << 8 | len(value)) + value
        payload = lambda group, value: struct.pack('<H', 0x8000 | group << 11 | len(value)) + value
        head = lambda high: bytes([0x41, high | 2, 5]) + struct.pack('<HHH', 1, 2, 3)
        for kind in range(256):
            yield from whole([head(0xa8) + element(kind, LONG[:n]) + element(0x7f, b'') + FILL[:6] + tail for n in (0, 1, 2, 4, 8, 12)])
        for group in range(16):
            yield from whole([head(0xa8) + element(0x7e, b'') + payload(group, LONG[:n]) + payload(15, b'') + FILL[:6] + tail for n in (0, 1, 3, 8, 20)])
        for kind in range(128):
            yield from whole([head(0xa8) + element(0x7e, b'') + payload(1, nested(kind, LONG[:n])) + payload(15, b'') + FILL[:6] + tail for n in (0, 1, 4, 6, 12)])
        for kind in range(16):
            yield from whole([head(0xa8) + element(0x7e, b'') + payload(1, nested(kind, LONG[:n], True)) + FILL[:6] + tail for n in (0, 1, 4, 6, 12, 30)])
        yield from cuts(head(0xa8) + element(0x1e, FILL[:4]) + element(0x7e, b'') + payload(1, nested(0x1a, FILL[:6]) + nested(9, FILL[:8], True)) + payload(15, b'') + FILL[:6] + tail, 0)
    return generate


def tap():
    tlv = lambda kind, value: struct.pack('<HH', kind, len(value)) + value + bytes(-len(value) % 4)
    head = lambda tlvs, length=None: struct.pack('<BBH', 0, 0, 4 + len(tlvs) if length is None else length) + tlvs
    frame = bytes([0x41, 0x88, 5]) + struct.pack('<HHH', 1, 2, 3) + FILL[:20]
    for kind in range(40):
        yield from whole(head(tlv(kind, FILL[:n])) + frame + b'\1\2' for n in (0, 1, 2, 3, 4, 5, 8, 12))
    for fcs in range(6):
        yield from whole([head(tlv(0, bytes([fcs, 0, 0, 0]))) + frame + FILL[:n] for n in (0, 2, 4)])
        yield from cuts(head(tlv(0, bytes([fcs, 0, 0, 0])) + tlv(10, struct.pack('<f', -70.5)) + tlv(3, b'\x0b\0\0\0')) + frame, 0)
    yield from whole(head(tlv(0, b'\1\0\0\0'), n) + frame for n in range(20))
    yield from whole(head(tlv(0, b'\1\0\0\0') + struct.pack('<HH', 3, n) + FILL[:4]) + frame for n in range(12))


def nonask_phy():
    yield from cuts(bytes(4) + b'\xa7' + bytes([29]) + bytes([0x41, 0x88, 5]) + struct.pack('<HHH', 1, 2, 3) + FILL[:20], 0)
    yield from whole(bytes(4) + bytes([sfd, n]) + bytes([0x41, 0x88, 5]) + struct.pack('<HHH', 1, 2, 3) + FILL[:20] for sfd in (0, 0xa7, 0xff) for n in range(0, 128, 5))


OPTIONS = [], ['-vv'], ['-e']
FAMILIES = {
    '80211-management': (105, ieee80211_management), '80211-elements': (105, ieee80211_elements), '80211-control': (105, ieee80211_control), '80211-data': (105, ieee80211_data),
    'radiotap': (127, radiotap_fields), 'prism': (119, prism), 'avs': (163, avs), 'ppi': (192, ppi), '802154': (230, ieee802154(0)), '802154-fcs': (195, ieee802154(2)),
    '802154-tap': (283, tap), '802154-nonask': (215, nonask_phy),
}
