"""Packets of every kind, third part: link types and what rides on them only (PPP and its options, frame relay and its signalling, FDDI,
token ring, AppleTalk, DECnet, IPX, SLIP, Juniper's link types, ATM, USB, logs of firewalls and the like). See packets_every.py."""
import struct

from packets import ether, ip, ip6, udp
from packets_every import FILL, LENGTHS, QUOTED4, QUOTED6, cuts, whole
from packets_every_control import MAC, inclusive, snap

LONG = FILL + bytes(range(0x80, 0xff))
BODIES = (FILL[:40], bytes(40), QUOTED4, QUOTED6)
OTHER = bytes.fromhex('02000000000a')


def ppp_options():
    """LCP, IPCP, IPV6CP, CCP, ECP and BACP: each code, and each option of configure requests."""
    packet = lambda protocol, code, body: struct.pack('!HHBBH', 0xff03, protocol, code, 9, 4 + len(body)) + body
    for protocol in (0xc021, 0x8021, 0x8057, 0x80fd, 0x8053, 0xc02b, 0x8281, 0x8029, 0xc025):
        for code in range(18):
            yield from whole(packet(protocol, code, FILL[:n]) for n in (0, 1, 3, 4, 5, 8, 20))
            yield from whole([packet(protocol, code, bytes(20)), struct.pack('!HHBBH', 0xff03, protocol, code, 9, 2), struct.pack('!HHBBH', 0xff03, protocol, code, 9, 900) + FILL])
        for option in (*range(32), 0x81, 0x82, 0x83, 0x84, 0x90, 0xff):
            for code in (1, 2):
                yield from whole(packet(protocol, code, bytes([option, n]) + FILL[:max(0, n - 2)]) for n in range(24))
            yield from whole(packet(protocol, 1, bytes([option, n, first]) + FILL[:n - 3]) for n in (3, 5, 6, 8) for first in (0, 1, 2, 3, 4, 5, 6, 9))
            yield from cuts(packet(protocol, 1, bytes([option, 10]) + FILL[:8] + b'\2\6\0\x0a\0\0'), 4)
    for auth in (0xc023, 0xc223, 0xc027, 0xc123, 0xc225, 0xc227, 0x1234):
        yield from whole(packet(0xc021, 1, struct.pack('!BBH', 3, 4 + n, auth) + bytes([first] * n)) for n in (0, 1, 2, 5) for first in (0, 1, 3, 5, 6, 7, 9, 0x80, 0x81, 0xff))
    yield from whole(packet(0xc021, 1, struct.pack('!BBB', 19, 3 + n, kind) + FILL[:n]) for kind in range(8) for n in (0, 1, 4, 6, 20))
    yield from whole(packet(0xc021, 1, struct.pack('!BBB', 13, 3 + n, kind) + FILL[:n]) for kind in range(8) for n in (0, 4))


def ppp_protocols():
    for protocol in [*range(1, 0x100, 2), *range(0x201, 0x260, 2), *range(0x8001, 0x8100, 2), *range(0xc001, 0xc300, 2)]:
        yield from whole(struct.pack('!HH', 0xff03, protocol) + body for body in (FILL[:30], b'', b'\1'))
    for head in (b'\xff\x03\0\x21', b'\xff\x03\x21', b'\0\x21', b'\x21', b'\xff\x03\0\x57', b'\x57', b'\xff\x03\x08\0', b'\x0f\0\x08\0', b'\x8f\0\x08\0', b'\0\0\0\x21'):
        for body in BODIES:
            yield from whole([head + body])
        yield from cuts(head + QUOTED4, 0)
    for escaped in (b'\x7e\xff\x7d\x23\xc0\x21\x7d\x21\x7d\x21\x7d\x20\x7d\x34\x7d\x22\x7d\x26\x7d\x20\x7d\x20\x7d\x20\x7d\x20\x7e', b'\x7e\xff\x03\0\x21' + QUOTED4 + b'\x7e', b'\x7e'):
        yield from cuts(escaped, 0)
    for flags in range(256):
        yield from whole([b'\xff\x03\0\x3d' + bytes([flags]) + FILL[:9], b'\xff\x03\0\x3d' + bytes([flags, 0, 0, 1]) + b'\0\x21' + QUOTED4])
    for protocol in (0xc023, 0xc223):
        packet = lambda code, body, length=None: struct.pack('!HHBBH', 0xff03, protocol, code, 9, 4 + len(body) if length is None else length) + body
        for code in range(8):
            for n in range(12):
                yield from whole([packet(code, bytes([n]) + FILL[:8]), packet(code, bytes([3]) + b'bob' + bytes([n]) + b'secret'), packet(code, FILL[:n]), packet(code, FILL[:8], n)])
            yield from cuts(packet(code, b'\4name\6secret'), 4)
    for protocol in (0x2d, 0x2f, 0xfd, 0x8281, 0x281, 0x283, 0xc025):
        yield from cuts(struct.pack('!HH', 0xff03, protocol) + FILL[:30], 4)


def pppoe_tags():
    packet = lambda code, body, kind=0x8863, length=None: ether(struct.pack('!BBHH', 0x11, code, 7, len(body) if length is None else length) + body, kind)
    for kind in (0x8863, 0x8864):
        for code in range(256):
            yield from whole([packet(code, b'\1\1\0\0', kind), packet(code, b'\0\x21' + QUOTED4, kind)])
        yield from whole(ether(struct.pack('!BBHH', version, 9, 0, 4) + b'\1\1\0\0', kind) for version in range(0, 256, 3))
    tags = (0, 0x101, 0x102, 0x103, 0x104, 0x105, 0x106, 0x107, 0x108, 0x109, 0x10a, 0x10b, 0x110, 0x120, 0x201, 0x202, 0x203, 0x7777)
    for tag in tags:
        for code in (9, 7, 0x19, 0x65, 0xa7):
            yield from whole(packet(code, struct.pack('!HH', tag, n) + LONG[:n] + b'\1\1\0\0') for n in (*LENGTHS, 60, 100))
            yield from whole(packet(code, struct.pack('!HH', tag, n) + bytes(n)) for n in (1, 4, 20))
        yield from whole(packet(9, struct.pack('!HH', tag, n) + FILL[:4]) for n in (0, 3, 4, 5, 500))
        yield from cuts(packet(9, struct.pack('!HH', tag, 8) + FILL[:8] + b'\1\1\0\0'), 14)
        yield from whole(packet(9, struct.pack('!HH', tag, 8) + FILL[:8], length=n) for n in range(14))
    yield from cuts(packet(0, b'\0\x21' + QUOTED4, 0x8864), 14)


def pppoe_link():
    yield from cuts(struct.pack('!BBHH', 0x11, 9, 0, 12) + b'\1\1\0\0\1\3\0\4abcd', 0)
    yield from cuts(struct.pack('!BBHH', 0x11, 0, 7, 2 + len(QUOTED4)) + b'\0\x21' + QUOTED4, 0)
    yield from whole(struct.pack('!BBHH', 0x11, code, 7, 4) + FILL[:n] for code in (0, 7, 9, 0x19, 0x65, 0xa7, 99) for n in range(20))


def c_hdlc():
    for protocol in (0x800, 0x86dd, 0x8035, 0x8847, 0x8848, 0xfefe, 0x2000, 0x806, 0x1234, 0x21, 0x8137, 0x809b, 0x6003):
        for address in (0x0f, 0x8f, 0xff, 0):
            yield from whole(struct.pack('!BBH', address, 0, protocol) + body for body in (*BODIES, b'', FILL[:3], b'\x81' + FILL[:20], b'\0\x81' + FILL[:20], b'\3\3\x81' + FILL[:20]))
        yield from cuts(struct.pack('!BBH', 0x0f, 0, protocol) + FILL[:30], 0)
    for code in range(5):
        yield from whole(b'\x8f\0\x80\x35' + struct.pack('!I', code) + FILL[:n] for n in range(16))
        yield from cuts(b'\x8f\0\x80\x35' + struct.pack('!IIIHI', code, 0x0a000001, 0xffffff00, 0xffff, 123456789), 0)


def frame_relay():
    addresses = (b'\x18\x41', b'\0\1', b'\xfc\xf1', b'\x18\x40\x01', b'\x18\x4e\x03', b'\x18\x40\x02\x01', b'\x18\x40\x02\x03', b'\x18\x40\x02\x02', b'\x19\x41', b'\1', b'\x1a\x4f')
    for address in addresses:
        for nlpid in range(256):
            yield from whole([address + b'\x03' + bytes([nlpid]) + FILL[:24]])
        for control in range(0, 256, 3):
            yield from whole([address + bytes([control]) + b'\xcc' + QUOTED4])
        for body in (b'\x03\xcc' + QUOTED4, b'\x03\0\xcc' + QUOTED4, b'\x03\x8e' + QUOTED6, b'\x03\0\x80\0\0\0\x08\0' + QUOTED4, b'\x03\0\x80\0\x80\xc2\0\7' + ether(QUOTED4),
                     b'\x08\0' + QUOTED4, b'\x86\xdd' + QUOTED6, b'\x20\0' + FILL[:20], b'\x03\xcf\0\x21' + QUOTED4, b'\x03\xb1' + FILL[:20], b'\x03\x81' + FILL[:20], b'\x03\x08' + FILL[:20]):
            yield from cuts(address + body, 0)


def q933():
    message = lambda kind, ies, head=b'\0\1\x03\x08\0': head + bytes([kind]) + ies
    for kind in range(256):
        yield from whole([message(kind, b'\1\1\0\3\2\5\6'), message(kind, b'\x95' + b'\1\1\0\3\2\5\6'), message(kind, FILL[:10])])
    for kind in (0x75, 0x7d, 5):
        for ie in (*range(16), 0x51, 0x53, 0x57, 0x95, 0xff):
            for lead in (b'', b'\x95'):
                yield from whole(message(kind, lead + bytes([ie, n]) + FILL[:m]) for n in range(10) for m in {n, max(0, n - 1)})
            for value in range(0, 256, 7):
                yield from whole([message(kind, bytes([ie, 1, value])), message(kind, bytes([ie, 3, 0x18, 0x80, value])), message(kind, bytes([ie, 4, 0x18, 0x82, 0x80, value]))])
        for head in (b'\0\1\x03\x08\0', b'\xfc\xf1\x03\x09\0', b'\0\1\x03\x08\1\5', b'\0\1\x03\x08\2\1\2', b'\0\1\x03\x08\x0f' + bytes(15)):
            yield from cuts(message(kind, b'\1\1\0\3\2\5\6\7\3\x18\x80\x82', head), 0)
            yield from cuts(message(kind, b'\x95\1\1\0\3\2\5\6\7\3\x18\x80\x82', head), 0)


def mfr():
    for first in range(0, 256, 3):
        yield from whole([bytes([first, 1, 0, 1]) + b'\x18\x41\x03\xcc' + QUOTED4, bytes([first, first]) + FILL[:20]])
    for kind in range(10):
        for ie in range(10):
            yield from whole(b'\xe1\0' + bytes([kind, ie, n]) + FILL[:m] for n in (*range(12), 60) for m in {max(0, n - 2), 4})
            yield from cuts(b'\xe1\0' + bytes([kind, ie, 8]) + FILL[:6] + b'\1\x04ab', 0)
    yield from whole(b'\xe1\0\1' + bytes([4, 3, v]) for v in range(20))
    yield from whole(b'\xe1\0\1' + bytes([7, n]) + struct.pack('!II', 100, 200)[:n - 2] for n in range(2, 12))


def fddi():
    for control in range(256):
        yield from whole(bytes([control]) + OTHER + MAC + body for body in (b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4, b'\x42\x42\x03' + FILL[:20], FILL[:20]))
    for control in (0x50, 0x57, 0xd0, 0x80, 0xc0, 0):
        yield from cuts(bytes([control]) + OTHER + MAC + b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4, 0)


def token_ring():
    llc = b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4
    for first in range(0, 256, 3):
        for control in (0x40, 0, 0x80):
            yield from whole([bytes([first, control]) + OTHER + MAC + llc])
    for routing in range(256):
        yield from whole([b'\x10\x40' + OTHER + b'\x82' + MAC[1:] + bytes([routing, value]) + FILL[:max(0, (routing & 31) - 2)] + llc for value in (0, 0x10, 0xa0, 0xff)])
        yield from whole([b'\x10\x40' + OTHER + b'\x82' + MAC[1:] + bytes([6, routing]) + FILL[:4] + llc])
    for routing in (2, 6, 18, 0x46, 0xc6, 0xff):
        yield from cuts(b'\x10\x40' + OTHER + b'\x82' + MAC[1:] + bytes([routing, 0x30]) + FILL[:max(0, (routing & 31) - 2)] + llc, 0)


def arcnet():
    for kind in range(256):
        yield from whole([bytes([1, 2, kind]) + body for body in (FILL[:40], b'\0\0\0' + QUOTED4, QUOTED4)])
        yield from whole([bytes([1, 2, kind, 0xff, 0xff, 0xff, 0xff]) + FILL[:20]])
    for flag in (0, 1, 2, 3, 4, 5, 0xff):
        for kind in (212, 213, 240, 196, 205, 7):
            yield from cuts(bytes([1, 2, kind, flag, 0, 7]) + QUOTED4, 0)


def arcnet_linux():
    for kind in range(256):
        yield from whole([bytes([1, 2, 0, 0, kind]) + body for body in (FILL[:40], b'\0\0\0' + QUOTED4, QUOTED4)])
    for kind in (212, 213, 240, 196, 205, 7):
        yield from cuts(bytes([1, 2, 0, 0, kind, 0, 0, 7]) + QUOTED4, 0)


def ip_over_fc():
    for body in (b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4, b'\xaa\xaa\x03\0\0\0\x86\xdd' + QUOTED6, FILL[:30], b'\x42\x42\x03' + FILL[:20], b'\xaa\xaa\x03\0\0\x0c\x20\0' + FILL[:20]):
        yield from cuts(b'\x10\0' + MAC + b'\x10\0' + OTHER + body, 0)
        yield from cuts(b'\xf0\0' + MAC + b'\0\0' + OTHER + body, 0)


def slip():
    for direction in (0, 1, 2, 255):
        for kind in range(256):
            yield from whole([bytes([direction, kind]) + FILL[:14] + QUOTED4])
        for head in (b'\x40\0\5\1\2\3', b'\x70\0\5', b'\x80', b'\xbf\5' + FILL[:12], b'\x80\x7f\0\1\2\3\4\5\6\7\x08\x09\x0a\x0b'):
            yield from cuts(bytes([direction]) + head.ljust(15, b'\0') + QUOTED4, 0)
    for changes in range(256):
        yield from whole([b'\0\x80' + bytes([changes]) + FILL[:13] + QUOTED4, b'\1\x80' + bytes([changes]) + bytes(13) + QUOTED4])


def raw(body):
    return lambda: (p for b in (QUOTED4, QUOTED6, FILL[:40], bytes(40), b'') for p in cuts(body(b), 0))


def families(head):
    """A head that names an address family: each of them, and each cut."""
    for family in (*range(0, 50), 99, 0x800, 0x86dd, 0x02000000, 0x1c000000, 0x18000000, 0xffffffff):
        for body in (FILL[:30], QUOTED4, QUOTED6):
            yield from whole([head(family) + body])
    for family, body in ((2, QUOTED4), (10, QUOTED6), (24, QUOTED6), (28, QUOTED6), (30, QUOTED6), (99, FILL[:20])):
        yield from cuts(head(family) + body, 0)


def null_link():
    yield from families(lambda family: struct.pack('<I', family))
    yield from families(lambda family: struct.pack('>I', family))


def loop_link():
    yield from families(lambda family: struct.pack('>I', family))


def enc():
    for flags in (0, 0x400, 0x800, 0xc00, 0xffff, 1):
        yield from families(lambda family: struct.pack('<III', family & 0xffff, 0x12345678, flags))
        yield from families(lambda family: struct.pack('>III', family & 0xffff, 0x12345678, flags))


def pflog():
    def head(family=2, action=0, reason=0, direction=1, length=61, rule=7, sub=0xffffffff, name=b'em0', ruleset=b''):
        return struct.pack('!BBBB16s16sIIiiiiB3x', length, family, action, reason, name.ljust(16, b'\0'), ruleset.ljust(16, b'\0'), rule, sub, 0, 0, 0, 0, direction) + bytes(max(0, length - 61))
    for value in range(256):
        yield from whole([head(family=value) + QUOTED4, head(action=value) + QUOTED4, head(reason=value) + QUOTED4, head(direction=value) + QUOTED4, head(length=value) + QUOTED4])
    yield from whole([head(rule=0xffffffff) + QUOTED4, head(sub=3, ruleset=b'anchor') + QUOTED4, head(name=b'x' * 16, ruleset=b'y' * 16) + QUOTED4, head(sub=3) + QUOTED4])
    yield from cuts(head() + QUOTED4, 0)
    yield from cuts(head(24) + QUOTED6, 0)
    yield from cuts(head(length=100, sub=1, ruleset=b'a') + QUOTED4, 0)


def nflog():
    tlv = lambda kind, value, length=None: struct.pack('<HH', 4 + len(value) if length is None else length, kind) + value + bytes(-len(value) % 4)
    for family in (0, 2, 7, 10, 24, 99):
        head = struct.pack('!BBH', family, 0, 7)
        for kind in range(24):
            yield from whole(head + tlv(kind, FILL[:n]) + tlv(9, QUOTED4 if family != 10 else QUOTED6) for n in (0, 1, 2, 4, 5, 8, 12, 20))
            yield from whole(head + tlv(kind, FILL[:8], n) + tlv(9, QUOTED4) for n in range(16))
        yield from cuts(head + tlv(1, FILL[:4]) + tlv(10, b'prefix\0') + tlv(9, QUOTED4), 0)
    yield from whole(struct.pack('!BBH', 2, version, 7) + tlv(9, QUOTED4) for version in range(4))


def sll(version):
    def generate():
        head = lambda kind, hw, n, protocol: struct.pack('!HHH8sH', kind, hw, n, FILL[:8], protocol) if version == 1 else \
            struct.pack('!HHIHBB8s', protocol, 0, 99999, hw, kind & 255, n & 255, FILL[:8])
        for kind in range(8):
            yield from whole(head(kind, hw, n, 0x800) + QUOTED4 for hw in (1, 512, 772, 776, 778, 801, 803, 824, 65534) for n in (0, 4, 6, 8, 9, 20))
        for protocol in (0, 1, 2, 3, 4, 5, 0xc, 0x800, 0x806, 0x86dd, 0x8100, 0x88a8, 0x8863, 0x88cc, 0x9000, 0x1234, 0x5ff, 0x600, 46, 0xf5):
            for hw in (1, 824, 778):
                yield from whole(head(0, hw, 6, protocol) + body for body in (*BODIES, b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4, b'\xff\xff' + FILL[:28], b'\0\5\x08\0' + QUOTED4))
            yield from cuts(head(0, 1, 6, protocol) + FILL[:30], 0)
        yield from cuts(head(0, 1, 6, 0x800) + QUOTED4, 0)
    return generate


def ppp_hdlc():
    yield from ppp_protocols()
    for first in range(256):
        yield from whole([bytes([first, 3, 0, 0x21]) + QUOTED4, b'\xff' + bytes([first]) + b'\0\x21' + QUOTED4, bytes([first]) + b'\0\x08\0' + QUOTED4])


def atm_rfc1483():
    for body in (b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4, b'\xaa\xaa\x03\0\x80\xc2\0\7\0\0' + ether(QUOTED4), b'\xaa\xaa\x03\0\x80\xc2\0\1\0\0' + ether(QUOTED4), b'\xfe\xfe\x03\xcf\0\x21' + QUOTED4,
                 b'\xfe\xfe\x03\x81' + FILL[:20], b'\x42\x42\x03' + FILL[:20], b'\xaa\xaa\x03\0\0\x0c\x20\0' + FILL[:20], b'\xaa\xaa\x03\0\x80\xc2\0\x0e' + bytes(35), FILL[:30], QUOTED4,
                 b'\xaa\xaa\x03\0\0\0\x08\6' + struct.pack('!HHBBHBBBB', 19, 0x800, 20, 0, 8, 4, 20, 0, 4) + FILL[:48]):
        yield from cuts(body, 0)
    for first in range(256):
        yield from whole([bytes([first, first, 3]) + FILL[:20], bytes([first, 0xaa, 3]) + QUOTED4])


def sunatm():
    for first in range(256):
        yield from whole([bytes([first, 5, 0, 100]) + FILL[:40], bytes([first, 0, 0, 5]) + FILL[:40]])
    for vpi, vci in ((0, 5), (0, 1), (0, 2), (0, 3), (0, 4), (1, 5), (0, 100), (0, 0), (0, 6)):
        for flags in (0, 1, 2, 3, 4, 5, 6, 0x82, 0x81):
            yield from whole([struct.pack('!BBH', flags, vpi, vci) + body for body in (FILL[:48], b'\x09\3\0\0\1\5\x80\0\4' + FILL[:30], b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4, b'\0\5' + ether(QUOTED4))])
            yield from cuts(struct.pack('!BBH', flags, vpi, vci) + b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4, 0)
    for kind in range(256):
        yield from whole([struct.pack('!BBH', 6, 0, 5) + b'\x09\3\0\0\1' + bytes([kind]) + b'\x80\0\4' + FILL[:30], struct.pack('!BBH', 2, 0, 5) + bytes([kind]) + FILL[:30]])


def usb():
    def urb(kind=0x53, transfer=2, endpoint=0x81, status=0, data=0, setup=0, body=b''):
        return struct.pack('<QBBBBHBBqiiII8s', 1, kind, transfer, endpoint, 3, 1, setup, data, 1700000000, 5, status, len(body), len(body), FILL[:8]) + body
    for kind in range(256):
        yield from whole([urb(kind, body=FILL[:8]), urb(kind, 0)])
    for transfer in range(6):
        for endpoint in (0, 1, 0x80, 0x81, 0x8f):
            yield from whole(urb(kind, transfer, endpoint, status, data, setup) for kind in (0x53, 0x43, 0x45) for status in (0, -115, -32, 1) for data in (0, 0x3c, 0x3e) for setup in (0, 0x2d))
    head = lambda request_type, request, value: struct.pack('<QBBBBHBBqiiIIBBHHH', 1, 0x53, 2, 0x80, 3, 1, 0, 0x3c, 1700000000, 5, 0, 18, 0, request_type, request, value, 0, 18)
    for request_type in (0, 1, 2, 0x80, 0x81, 0x82, 0x21, 0xa1, 0xa3, 0x23, 0x40, 0xc0):
        for request in range(16):
            yield from whole([head(request_type, request, 0x100), head(request_type, request, 0x200)])
    for p in (urb(), urb(0x43, 3, body=FILL[:20]), head(0x80, 6, 0x100)):
        yield from cuts(p, 0)


def usb_mmapped():
    for packet, length in usb():
        yield (packet[:48] + bytes(16) + packet[48:], length + 16) if len(packet) >= 48 else (packet, length)


def bluetooth():
    for direction in (0, 1, 2, 0xffffffff):
        yield from cuts(struct.pack('!I', direction) + b'\2' + FILL[:20], 0)
        yield from whole(struct.pack('!I', direction) + bytes([kind]) + FILL[:8] for kind in range(8))


def ltalk():
    """LLAP and all that rides on it: DDP short and long, RTMP, NBP, ATP, ZIP, AARP is on Ethernet."""
    long_ddp = lambda kind, body, sockets=(4, 4): struct.pack('!HHHHBBBBB', 13 + len(body), 0, 5, 6, 1, 2, *sockets, kind) + body
    short_ddp = lambda kind, body, sockets=(4, 4): struct.pack('!HBBB', 5 + len(body), *sockets, kind) + body
    for kind in range(256):
        yield from whole([bytes([1, 2, kind]) + FILL[:20], bytes([1, 2, kind]) + bytes(20), bytes([0xff, 2, kind])])
    for kind in range(12):
        for lead, ddp in ((b'\1\2\1', short_ddp), (b'\1\2\2', long_ddp)):
            for body in (FILL[:40], bytes(30), b''):
                yield from whole([lead + ddp(kind, body, sockets) for sockets in ((1, 1), (2, 2), (4, 4), (6, 6), (0xfe, 0x80))])
            yield from cuts(lead + ddp(kind, FILL[:40]), 0)
    entity = lambda *parts: b''.join(bytes([len(p)]) + p for p in parts)
    for control in range(16):
        for count in range(4):
            body = bytes([control << 4 | count, 7]) + b''.join(struct.pack('!HBBB', 5, i, 200, i) + entity(b'printer', b'LaserWriter', b'*') for i in range(count))
            yield from whole([b'\1\2\2' + long_ddp(2, body), b'\1\2\1' + short_ddp(2, body), b'\1\2\2' + long_ddp(2, body + b'x')])
            yield from cuts(b'\1\2\2' + long_ddp(2, body), 0)
    for control in range(256):
        yield from whole([b'\1\2\2' + long_ddp(3, bytes([control, bitmap, 0, 9]) + FILL[:n]) for bitmap, n in ((0, 0), (1, 4), (0xff, 8), (5, 20))])
    for text in (entity(b'=', b'=', b'*'), b'\x20' + FILL[:32] + b'\1a\1b', b'\x21' + FILL[:33] + b'\1a\1b', b'\xff' + FILL, b''):
        yield from whole([b'\1\2\2' + long_ddp(2, bytes([0x21, 7]) + struct.pack('!HBBB', 5, 1, 200, 1) + text)])
    for n in range(20):
        yield from whole([b'\1\2\2' + struct.pack('!HHHHBBBBB', n, 0, 5, 6, 1, 2, 4, 4, 3) + FILL[:20], b'\1\2\1' + struct.pack('!HBBB', n, 4, 4, 3) + FILL[:20]])


def appletalk_ether():
    aarp = lambda op, hw=1, pro=0x809b, hlen=6, plen=4: struct.pack('!HHBBH', hw, pro, hlen, plen, op) + MAC + b'\0\0\5\1' + OTHER + b'\0\0\5\2'
    for op in range(6):
        for hw, pro, hlen, plen in ((1, 0x809b, 6, 4), (3, 0x809b, 6, 4), (1, 0x800, 6, 4), (1, 0x809b, 5, 4), (1, 0x809b, 6, 5)):
            yield from whole([ether(aarp(op, hw, pro, hlen, plen), 0x80f3), snap('000000', 0x80f3, aarp(op, hw, pro, hlen, plen))])
        yield from cuts(ether(aarp(op), 0x80f3), 14)
    ddp = struct.pack('!HHHHBBBBB', 33, 0, 5, 6, 1, 2, 4, 4, 3) + b'\x40\1\0\7' + FILL[:16]
    yield from cuts(ether(ddp, 0x809b), 14)
    yield from cuts(snap('080007', 0x809b, ddp), 14)


def decnet():
    packet = lambda body: ether(struct.pack('<H', len(body)) + body, 0x6003)
    for flags in range(256):
        yield from whole([packet(bytes([flags]) + body) for body in (FILL[:30], bytes(30), b'\0' * 6 + b'\xaa\0\4\0\1\4' + FILL[:30])])
    long_head = lambda flags: bytes([flags]) + b'\0\0\xaa\0\4\0\1\4\0\0\xaa\0\4\0\2\4\0\0\0\0'
    for flags in (0x06, 0x0e, 0x26, 0x02):
        head = long_head(flags) if flags & 7 == 6 else bytes([flags]) + b'\1\4\2\4\0'
        for kind in range(256):
            yield from whole([packet(head + bytes([kind]) + body) for body in (FILL[:20], struct.pack('<HHHH', 1, 2, 0x8003, 4) + FILL[:20], struct.pack('<HHHHBBH', 1, 2, 0x8003, 0x9004, 1, 2, 500))])
        for kind in (0, 0x60, 0x04, 0x14, 0x24, 0x18, 0x28, 0x68, 0x38, 0x48, 0x10, 0x20, 0x50, 0x30):
            yield from cuts(packet(head + bytes([kind]) + struct.pack('<HHHHBBH', 1, 2, 0x8003, 0x9004, 1, 2, 500) + FILL[:20]), 14)
    for kind in (1, 3, 5, 7, 9, 11, 13):
        for version in (0, 2, 3):
            yield from whole([packet(bytes([kind, version]) + FILL[:n]) for n in (0, 1, 2, 3, 4, 8, 20, 30, 40)])
        yield from cuts(packet(bytes([kind]) + FILL[:50]), 14)
        yield from cuts(packet(bytes([0x81, kind]) + FILL[:30]), 14)


def ipx():
    def packet(kind, sockets, body, length=None):
        return struct.pack('!HHBBI6sHI6sH', 0xffff, 30 + len(body) if length is None else length, 0, kind, 1, OTHER, sockets[0], 2, MAC, sockets[1]) + body
    for socket in (0x451, 0x452, 0x453, 0x455, 0x456, 0x457, 0x9001, 0x85be, 0x9086, 0x4000, 0x4001, 0x5000):
        for kind in (0, 1, 4, 5, 17, 20):
            yield from whole(ether(packet(kind, sockets, body), 0x8137) for sockets in ((socket, 0x4000), (0x4000, socket)) for body in (FILL[:40], bytes(40), b'', FILL[:1], FILL[:2], FILL[:3]))
        for first in range(8):
            yield from whole(ether(packet(0, (socket, socket), struct.pack('!H', first) + FILL[:n]), 0x8137) for n in (0, 1, 7, 8, 9, 16, 60))
            yield from whole(ether(packet(0, (socket, socket), struct.pack('!HH48sI6sHH', first, 4, b'server', 1, MAC, 0x451, 1)), 0x8137) for _ in (0,))
        yield from cuts(ether(packet(0, (socket, socket), struct.pack('!H', 2) + FILL[:70]), 0x8137), 14)
        yield from cuts(ether(packet(0, (socket, socket), struct.pack('!H', 1) + FILL[:20]), 0x8137), 14)
    yield from whole(ether(packet(0, (0x451, 0x451), FILL[:20], n), 0x8137) for n in (0, 1, 29, 30, 31, 40, 50, 51, 5000))


def juniper(*heads):
    """With and without the magic number: extension TLVs, flags, and what the cookies of services and tunnels are for."""
    bodies = (QUOTED4, QUOTED6, FILL[:40], bytes(40), b'\x08\0' + QUOTED4, b'\0\0\0\2' + QUOTED4, b'\xff\x03\0\x21' + QUOTED4, b'\xaa\xaa\x03\0\0\0\x08\0' + QUOTED4, ether(QUOTED4), b'\0\x21' + QUOTED4,
              b'\x03\xcc' + QUOTED4, b'\xcc' + QUOTED4, b'\xfe\xfe\x03\xcc' + QUOTED4)

    def generate():
        for flags in range(256):
            yield from whole([b'MGC' + bytes([flags]) + (b'\0\0' if flags & 0x80 else b'') + head + body for head in heads for body in bodies[:4]])
        for head in heads:
            for flags in (0, 1, 2, 3, 0x80, 0x82):
                for body in bodies:
                    yield from whole([b'MGC' + bytes([flags]) + (b'\0\0' if flags & 0x80 else b'') + head + body])
            for body in bodies[:5]:
                yield from cuts(b'MGC\0' + head + body, 0)
            for kind in range(10):
                for n in range(8):
                    extension = bytes([kind, n]) + FILL[:n]
                    yield from whole([b'MGC\x80' + struct.pack('!H', len(extension)) + extension + head + QUOTED4])
            extension = b'\1\2\0\5\2\1\6\3\4abcd\4\1\1'
            yield from cuts(b'MGC\x80' + struct.pack('!H', len(extension)) + extension + head + QUOTED4, 0)
        yield from whole(b'MGD\0' + heads[0] + QUOTED4 for _ in (0,))
    return generate


COOKIES = bytes.fromhex('54000000'), bytes.fromhex('5400050000000000'), bytes.fromhex('440000000000000a'), bytes.fromhex('80000000'), bytes.fromhex('8c0d0000'), bytes(4), bytes(8), \
    bytes.fromhex('c5000000'), bytes.fromhex('1c060000'), bytes.fromhex('0021'), bytes.fromhex('0404')


def ipnet():
    for version in range(4):
        for kind in (0, 1, 2, 3, 4, 5, 255):
            for body in (QUOTED4, QUOTED6, FILL[:20]):
                yield from whole([struct.pack('!BBHIIII', version, family, kind, 1, 2, 3, 4) + body for family in (2, 26, 10, 99)])
    yield from cuts(struct.pack('!BBHIIII', 1, 2, 2, 1, 2, 3, 4) + QUOTED4, 0)


def symantec():
    for kind in (0x800, 0x86dd, 0x806, 0x1234, 0x80f3):
        yield from cuts(bytes(6) + struct.pack('!H', kind) + bytes(36) + FILL[:40], 0)
        yield from whole(bytes(6) + struct.pack('!H', kind) + bytes(36) + body for body in BODIES)


def ip_over_1394():
    for kind in (0x800, 0x86dd, 0x806, 0x1234):
        yield from cuts(FILL[:16] + struct.pack('!H', kind) + QUOTED4, 0)
        yield from whole(FILL[:16] + struct.pack('!H', kind) + body for body in BODIES)


def directed(generate, head):
    return lambda: ((head + p, n + len(head)) for p, n in generate())


def vsock():
    for op in range(8):
        for transport in range(6):
            for n in (0, 4, 24, 100):
                yield from whole([struct.pack('<QQIIHHBBBB', 2, 3, 1000, 2000, op, transport, n & 255, 0, 0, 0) + FILL[:44]])
        head = struct.pack('<QQIIHH4x', 2, 3, 1000, 2000, op, 2) 
        virtio = struct.pack('<QQIIIHHIII', 2, 3, 1000, 2000, 5, 1, op, 0, 7, 8)
        yield from cuts(head[:28] + struct.pack('<HH', len(virtio), 0)[:4] + virtio + FILL[:10], 0)
        yield from whole(head[:28] + struct.pack('<HH', len(virtio), 0) + struct.pack('<QQIIIHHIII', 2, 3, 1000, 2000, 5, kind, op, 0, 7, 8) for kind in range(4))


def switch_tags(*heads):
    def generate():
        for head in heads:
            yield from cuts(MAC + OTHER + head + b'\x08\0' + QUOTED4, 0)
        for first in range(256):
            for head in heads:
                yield from whole([MAC + OTHER + head[:at] + bytes([first]) + head[at + 1:] + b'\x08\0' + QUOTED4 for at in range(len(head))])
    return generate


OPTIONS = [], ['-vv'], ['-e']
FAMILIES = {
    'ppp-options': (50, ppp_options), 'ppp': (9, ppp_protocols), 'ppp-hdlc': (50, ppp_hdlc), 
    'pppoe': pppoe_tags, 'ppp-ether': (51, pppoe_link), 'chdlc': (104, c_hdlc), 'frelay': (107, frame_relay), 'q933': (107, q933), 'mfr': (182, mfr), 'fddi': (10, fddi),
    'token-ring': (6, token_ring), 'arcnet': (7, arcnet), 'arcnet-linux': (129, arcnet_linux), 'ip-over-fc': (122, ip_over_fc), 'slip': (8, slip), 'raw': (101, raw(lambda b: b)),
    'null': (0, null_link), 'loop': (108, loop_link), 'enc': (109, enc), 'pflog': (117, pflog), 'nflog': (239, nflog),
    'sll': (113, sll(1)), 'sll2': (276, sll(2)), 'atm': (100, atm_rfc1483), 'sunatm': (123, sunatm), 'usb': (189, usb), 'usb-mmapped': (220, usb_mmapped), 'bluetooth': (201, bluetooth),
    'ltalk': (114, ltalk), 'appletalk': appletalk_ether, 'decnet': decnet, 'ipx': ipx, 'ipnet': (226, ipnet), 'symantec': (99, symantec), 'ap1394': (138, ip_over_1394), 'vsock': (271, vsock),
    'brcm-tag': (281, switch_tags(b'\0\0\0\5', b'\x20\1\0\7')), 'brcm-tag-prepend': (282, lambda: ((p[12:16] + p[:12] + p[16:], n) for p, n in switch_tags(b'\0\0\0\5')())),
    'dsa': (284, switch_tags(b'\x40\5\0\7', b'\xc0\5\0\7', b'\0\5\0\7')), 'edsa': (285, switch_tags(b'\xda\xda\0\0\x40\5\0\7', b'\xda\xda\0\0\xc0\5\0\7')),
    'juniper-mlppp': (130, juniper(*COOKIES)), 'juniper-mlfr': (131, juniper(*COOKIES)), 'juniper-es': (132, juniper(struct.pack('!HBxI', 5, 6, 0x0a000001), struct.pack('!HBBI4s4s', 5, 6, 1, 9, b'\x0a\0\0\1', b'\x0a\0\0\2'))),
    'juniper-ggsn': (133, juniper(struct.pack('!BBHH', 0, 0, 5, 2), struct.pack('!BBHH', 1, 2, 5, 0x39), bytes(6))), 'juniper-mfr': (134, juniper(*COOKIES)), 'juniper-atm2': (135, juniper(*COOKIES)),
    'juniper-services': (136, juniper(bytes.fromhex('4000000500000007'), bytes(8))), 'juniper-atm1': (137, juniper(*COOKIES)), 'juniper-monitor': (164, juniper(bytes.fromhex('00050007'), bytes(4))),
    'juniper-pppoe': (167, juniper(ether(b'\x11\0\0\7\0\4\0\x21')[:20], b'')), 'juniper-pppoe-atm': (168, juniper(b'\x08\0', b'\x86\xdd', b'\x88\x64\x11\0\0\7\0\4\0\x21')),
    'juniper-ether': (178, juniper(b'', MAC + OTHER)), 'juniper-ppp': (179, juniper(b'', b'\xff\x03')), 'juniper-frelay': (180, juniper(b'', b'\x18\x41')), 'juniper-chdlc': (181, juniper(b'', b'\x0f\0')),
}
