"""IEEE 802.11 frames (IEEE 802.11-2020 chapter 9): each kind of header, management bodies with their elements; radiotap."""
import struct

A, B, C, D = (bytes.fromhex('02000000000' + c) for c in '1234')
BROADCAST = b'\xff' * 6
MANAGEMENT, CONTROL, DATA = range(3)
TO_DS, FROM_DS, MORE, RETRY, POWER, MORE_DATA, PROTECTED, ORDER = (1 << i for i in range(8))


def frame(kind, subtype, body, flags=0, duration=44):
    return struct.pack('<BBH', kind << 2 | subtype << 4, flags, duration) + body


def management(subtype, body, flags=0, to=BROADCAST):
    return frame(MANAGEMENT, subtype, to + A + B + struct.pack('<H', 0x1230) + body, flags)


def element(kind, *parts):
    value = b''.join(parts)
    return bytes([kind, len(value)]) + value


SUITE = b'\0\x0f\xac'
RATES = element(1, bytes([0x82, 0x84, 0x8b, 0x96, 12, 18, 24, 36]))
SSID = element(0, b'a network')
RSN = element(48, struct.pack('<H', 1), SUITE + b'\4', struct.pack('<H', 2), SUITE + b'\4' + SUITE + b'\2', struct.pack('<H', 1), SUITE + b'\2',
              struct.pack('<H', 0x00e8), struct.pack('<H', 1), bytes(range(16)), SUITE + b'\6')
WPA = element(221, b'\0\x50\xf2\1', struct.pack('<H', 1), b'\0\x50\xf2\2', struct.pack('<H', 1), b'\0\x50\xf2\4', struct.pack('<H', 1), b'\0\x50\xf2\2')
HT = element(45, struct.pack('<HB', 0x11ce, 0x1b), b'\xff\xff\xff' + bytes(7), struct.pack('<HB', 0x0123, 0x1d) + bytes(3), struct.pack('<HIB', 0x0a05, 0x12345678, 0x7f))
HT_INFO = element(61, bytes([6, 0x0d, 0x17, 0, 1, 0]), bytes(16))
ELEMENTS = [SSID, RATES, element(3, b'\6'), element(5, b'\1\3\1\x02\x40'), element(7, b'DE \1\x0d\x14\x24\4\x17'), element(42, b'\7'), element(50, bytes([48, 72, 96, 108])),
            RSN, WPA, HT, HT_INFO, element(11, struct.pack('<HBH', 5, 127, 1000)), element(32, b'\3'), element(33, b'\2\x11'), element(127, b'\5\0\x08\0\0\0\0\x40'),
            element(221, b'\0\x50\xf2\2\1\1\x80\0\3\xa4\0\0\x27\xa4\0\0\x42\x43\x5e\0\x62\x32\x2f\0'), element(114, b'mesh')]


def headers():
    addresses = A + B + C
    sequence = struct.pack('<H', 0x4567)
    llc = bytes.fromhex('aaaa030000000800')
    yield frame(DATA, 0, addresses + sequence + llc)
    yield frame(DATA, 0, addresses + sequence + llc, TO_DS)
    yield frame(DATA, 0, addresses + sequence + llc, FROM_DS | RETRY | MORE_DATA)
    yield frame(DATA, 0, addresses + sequence + D + llc, TO_DS | FROM_DS)
    yield frame(DATA, 4, addresses + sequence, TO_DS | POWER)
    yield frame(DATA, 8, addresses + sequence + struct.pack('<H', 0x2036) + llc, TO_DS)
    yield frame(DATA, 8, addresses + sequence + struct.pack('<H', 0x1225) + llc, TO_DS)
    yield frame(DATA, 8, addresses + sequence + struct.pack('<H', 0x3470) + llc, FROM_DS)
    yield frame(DATA, 12, addresses + sequence + struct.pack('<H', 0x0067), FROM_DS)
    yield frame(DATA, 0, addresses + sequence + bytes.fromhex('11223340') + bytes(20), TO_DS | PROTECTED)
    yield frame(DATA, 8, addresses + sequence + struct.pack('<H', 6) + bytes.fromhex('0100002000000000') + bytes(20), TO_DS | PROTECTED)
    yield frame(CONTROL, 10, A + B, POWER, 0xc005)
    yield frame(CONTROL, 11, A + B)
    yield frame(CONTROL, 12, A)
    yield frame(CONTROL, 13, A)
    yield frame(CONTROL, 14, A + B)
    yield frame(CONTROL, 8, A + B + struct.pack('<HH', 0x5004, 0x1230))
    yield frame(CONTROL, 9, A + B + struct.pack('<HH', 0x5004, 0x1230) + bytes(range(8)))


def bodies():
    head = struct.pack('<QHH', 123456789, 100, 0x1531)
    everything_else = b''.join(ELEMENTS)
    yield management(8, head + everything_else)
    yield management(5, head + everything_else, to=A)
    yield management(8, struct.pack('<QHH', 1, 200, 2) + SSID + RATES)
    yield management(4, SSID + RATES + HT)
    yield management(0, struct.pack('<HH', 0x0431, 10) + SSID + RATES + RSN, to=A)
    yield management(1, struct.pack('<HHH', 0x0431, 0, 0xc001) + RATES, to=A)
    yield management(2, struct.pack('<HH', 0x0431, 10) + C + SSID + RATES, to=A)
    yield management(3, struct.pack('<HHH', 0x0431, 17, 0xc002) + RATES, to=A)
    yield management(11, struct.pack('<HHH', 0, 1, 0), to=A)
    yield management(11, struct.pack('<HHH', 1, 2, 0) + element(16, bytes(range(128))), to=A)
    yield management(10, struct.pack('<H', 8), to=A)
    yield management(12, struct.pack('<H', 7), to=A)
    yield management(9, b'', to=A)
    yield management(13, struct.pack('<BBBHHH', 3, 0, 5, 0x1002, 0, 0x10), to=A)
    yield management(13, struct.pack('<BBBHHH', 3, 1, 5, 0, 0x1002, 0), to=A)
    yield management(13, struct.pack('<BBHH', 3, 2, 0x0800, 1), to=A)


def radiotap(present, fields, inner, more=()):
    words = struct.pack('<I', present) + b''.join(struct.pack('<I', w) for w in more)
    return struct.pack('<BBH', 0, 0, 4 + len(words) + len(fields)) + words + fields + inner


def radiotaps():
    return list(radiotap_frames())


def radiotap_frames():
    beacon = management(8, struct.pack('<QHH', 1, 100, 0x0411) + SSID + RATES)
    common = struct.pack('<QBBHHbbB', 123456789, 0x10, 12, 2437, 0x00a0, -40, -95, 1)
    yield radiotap(0x0000086f, common, beacon + b'\1\2\3\4')
    yield radiotap(0x0000c86f, common + b'\0' + struct.pack('<HH', 2, 0x19), beacon + b'\1\2\3\4')
    yield radiotap(1 << 19, bytes([0x7f, 0xb5, 7]), beacon)
    yield radiotap(1 << 19 | 1 << 1, bytes([0, 0x3f, 0x60, 15]), beacon)
    yield radiotap(1 << 20, struct.pack('<IHBB', 77, 0x3f, 0x12, 0), beacon)
    yield radiotap(1 << 21, struct.pack('<HBB4sBBH', 0x01ff, 0x3f, 4, bytes([0x92, 0x81, 0, 0]), 1, 5, 0x0102), beacon)
    yield radiotap(1 << 22, struct.pack('<QHBB', 987654321, 22, 0x11, 3), beacon)
    yield radiotap(1 << 18, struct.pack('<IHBB', 0x00010480, 2437, 6, 20), beacon)
    yield radiotap(0x0003, struct.pack('<QB', 1, 0x40 | 0x10), beacon + b'\1\2\3\4')
    yield radiotap(0xa0000001, bytes(8) + struct.pack('<QbBbB', 5, -30, 0, -31, 1), beacon, (0xa0000820, 0x00000820))
    yield radiotap(1 << 17, b'\3', beacon)
    yield radiotap(0x3790, struct.pack('<BBHHHbBB', 1, 2, 30, 4, 5, -6, 50, 60), beacon)


def frames():
    return [*headers(), *bodies()]
