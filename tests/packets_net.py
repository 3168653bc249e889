"""The network layer: options, extension headers and messages that captures rarely hold, put together from the RFCs."""
import itertools
import socket
import struct

from packets import checksum, ether, icmp, ip, ip6, pseudo, udp
from packets_routing import a4, a6


# ---- IPv4 options

def ip_options():
    def packet(*options, final='10.0.0.2'):
        all_options = b''.join(options)
        return ether(ip(udp(b'options', 1111, 2222, dst=final), 17, options=all_options + b'\0' * (-len(all_options) % 4)))

    def option(kind, body):
        return bytes([kind, 2 + len(body)]) + body
    eol, nop = b'\0', b'\1'
    hops = a4('192.0.2.1'), a4('192.0.2.2'), a4('192.0.2.3')
    yield packet(nop, nop, option(7, b'\4' + bytes(12)))
    yield packet(option(7, b'\x0c' + b''.join(hops[:2]) + bytes(4)), eol)
    yield packet(option(7, b'\x10' + b''.join(hops)))
    for kind in (131, 137):
        yield packet(option(kind, b'\4' + b''.join(hops)), nop, final='192.0.2.3')
        yield packet(option(kind, b'\x08' + b''.join(hops)), nop, final='192.0.2.3')
        yield packet(option(kind, b'\x10' + b''.join(hops[:2]) + a4('10.0.0.2')), nop)
    yield packet(option(68, b'\5\0' + bytes(8)))
    yield packet(option(68, b'\x0d\x20' + struct.pack('!II', 1000, 0x80000002)))
    yield packet(option(68, b'\x0d\x11' + hops[0] + struct.pack('!I', 1000) + hops[1] + struct.pack('!I', 2000)))
    yield packet(option(68, b'\x05\x03' + hops[0] + bytes(4) + hops[1] + bytes(4)))
    yield packet(option(82, struct.pack('!HHH', 7, 3, 0xffff) + hops[0]))
    yield packet(option(130, struct.pack('!HH', 0x6bc5, 7) + b'HRTCC'))
    yield packet(option(130, b'\xab\x91\x20'), option(133, b'\1\2\3\4'))
    yield packet(option(130, b'\x5a\xfe'), option(133, b'\5'))
    yield packet(option(134, struct.pack('!I', 5) + b'\1\x0a\0\7' + b'\x80\x01\0\xff\0\x10'))
    yield packet(option(134, struct.pack('!I', 5) + b'\2\x08\0\7' + struct.pack('!HH', 3, 260)))
    yield packet(option(134, struct.pack('!I', 5) + b'\5\x08\0\7' + struct.pack('!HH', 20, 9)))
    yield packet(option(136, b'\x12\x34'))
    yield packet(option(148, b'\0\0'))
    yield packet(option(148, b'\0\1'), option(11, struct.pack('!H', 1500)), option(12, struct.pack('!H', 1400)))
    yield packet(option(25, b'\x0c\x40' + struct.pack('!I', 0x12345678 << 2 & 0xffffffff)))
    yield packet(option(25, b'\x8c\0' + struct.pack('!I', 0x1234567b)))
    yield packet(option(147, hops[0] + hops[1]), nop, eol)
    yield packet(option(149, b''.join(hops)))
    yield packet(option(94, b'what'), option(158, b''))
    packet_with_bad_sum = packet(nop)
    yield packet_with_bad_sum[:24] + b'\x12\x34' + packet_with_bad_sum[26:]


# ---- IPv6 extension headers and their options

def ip6_options():
    src, dst = '2001:db8::1', '2001:db8::2'

    def header(following, *options):
        """An options header, padded."""
        body = b''.join(options)
        gap = -(2 + len(body)) % 8
        padding = (b'', b'\0', *(bytes([1, n]) + bytes(n) for n in range(6)))[gap]
        return bytes([following, (2 + len(body) + gap) // 8 - 1]) + body + padding

    def option(kind, body):
        return bytes([kind, len(body)]) + body

    def packet(*options, next_header=0):
        return ether(ip6(header(17, *options) + udp(b'options', 1111, 2222, src, dst), next_header, src, dst), 0x86dd)
    yield packet(option(5, b'\0\0'))
    yield packet(b'\0\0', option(5, b'\0\2'))
    yield packet(option(4, b'\3'), next_header=60)
    yield ether(ip6(header(59, option(201, a6('2001:db8::99'))), 60, src, dst), 0x86dd)
    yield packet(option(0x63, b'\xe0\x1e\x01\x00'))
    yield packet(option(0x63, b'\0\x1e\x01\x00'), option(0x3e, b'\x12\x34'))
    yield packet(option(0x26, b'\x0c\x40' + struct.pack('!I', 0x12345678 << 2 & 0xffffffff)))
    yield packet(option(0x26, b'\x8c\0' + struct.pack('!I', 0x1234567b)))
    yield packet(option(7, struct.pack('!IBBH', 5, 1, 7, 0xabcd) + b'\x80\0\0\1'))
    yield packet(option(8, b'\0\x34'))
    yield packet(option(8, b'\x12\1\2\3\4\5'))
    yield packet(option(8, b'\x13' + a4('192.0.2.1') + b'\7\7'))
    yield packet(option(8, b'\x81\x23\x45'))
    yield packet(option(0x0f, struct.pack('!BBHHHH', 1, 2, 3, 4, 5, 6)), next_header=60)
    yield packet(option(0x30, struct.pack('!HH', 1500, 1401)))
    yield packet(option(0x8b, b'\1\2\3\4'), next_header=60)
    yield packet(option(0x8c, b'\4line'), next_header=60)
    yield packet(option(0x6d, b'\x30\7'))
    yield packet(option(0x6d, b'\x70\7\1\2'))
    yield packet(option(0xee, b'\x70\x12\x34'))
    yield packet(option(0x3e, b'experiment'))
    yield packet(option(0x1e, b'test'), option(0x99, b'unknown'))
    node = struct.pack('!BBHHH', 64, 0, 0x1234, 1, 2)
    wide = struct.pack('!BBHIIIQIBBHI', 63, 0, 1, 2, 3, 4, 5, 6, 1, 0, 9, 0xabcdef)
    yield packet(b'\0\0', option(0x31, b'\0\0' + struct.pack('!HHI', 7, 2 << 11 | 0x400, 0xc0000000) + node + node))
    yield packet(b'\0\0', option(0x31, b'\0\0' + struct.pack('!HHI', 7, 6 << 11 | 0x382, 0x3f000000) + bytes(8) + bytes(range(24))))
    yield packet(b'\0\0', option(0x31, b'\0\0' + struct.pack('!HHI', 7, 7 << 11, 0x00f00200) + wide))
    yield packet(option(0xc2, struct.pack('!I', 40)))


def ip6_headers():
    src, dst = '2001:db8::1', '2001:db8::2'
    hops = b''.join(a6('2001:db8:1::%x' % i) for i in (1, 2, 3))

    def behind(kind, header, payload=None):
        inner = udp(b'routed', 1111, 2222, src, dst) if payload is None else payload
        return ether(ip6(header + inner, kind, src, dst), 0x86dd)

    def routing(kind, left, body, next_header=17):
        return behind(43, struct.pack('!BBBB', next_header, (4 + len(body)) // 8 - 1, kind, left) + body)
    yield routing(0, 3, bytes(4) + hops)
    yield routing(0, 0, bytes(4) + hops[:16])
    yield routing(2, 1, bytes(4) + hops[:16])
    yield routing(3, 2, struct.pack('!I', 0xff600000) + b'\1\2' + bytes(6))
    yield routing(3, 2, struct.pack('!I', 0x00000000) + hops[:32])
    yield routing(4, 2, struct.pack('!BBH', 2, 0, 0x1234) + hops)
    yield routing(4, 0, struct.pack('!BBH', 0, 8, 7) + hops[:16] + b'\4\6' + bytes(6))
    yield routing(5, 1, struct.pack('!HH', 1, 2))
    yield routing(6, 1, struct.pack('!III', 1, 2, 3))
    yield routing(253, 1, bytes(12))
    data = udp(b'0123456789' * 3, 1111, 2222, src, dst)
    for at, size, more in ((0, 16, 1), (16, 22, 0)):
        yield behind(44, struct.pack('!BBHI', 17, 0, at | more, 0x12345678), data[at:at + size])
    yield behind(44, struct.pack('!BBHI', 59, 0x55, 6, 9), b'')
    yield ether(ip6(udp(b'slaac', 1, 2, 'fe80::200:ff:fe00:1', 'fe80::5efe:c000:201'), 17, 'fe80::200:ff:fe00:1', 'fe80::5efe:c000:201'), 0x86dd)
    yield ether(ip6(udp(b'6to4', 1, 2, '2002:c000:201:7::1', '2001:0:c000:201:8000:fbee:3fff:fdfd'), 17, '2002:c000:201:7::1',
                    '2001:0:c000:201:8000:fbee:3fff:fdfd', flow=0xab << 20 | 0x54321), 0x86dd)
    yield ether(ip6(udp(b'nat64', 1, 2, '64:ff9b::c000:201', '64:ff9b:1:c000:2:100::'), 17, '64:ff9b::c000:201', '64:ff9b:1:c000:2:100::'), 0x86dd)


# ---- ICMP

def extension(*objects):
    """RFC 4884; objects: class, type, content."""
    body = b'\x20\0\0\0' + b''.join(struct.pack('!HBB', 4 + len(content), kind, ctype) + content for kind, ctype, content in objects)
    return body[:2] + struct.pack('!H', checksum(body)) + body[4:]


LABELS = struct.pack('!II', 16000 << 12 | 5 << 9 | 64, 17000 << 12 | 1 << 8 | 63)
INTERFACE4 = (2, 0x0f, struct.pack('!IHH', 7, 1, 0) + a4('192.0.2.7') + b'\x08eth0\0\0\0' + struct.pack('!I', 1500))
INTERFACE6 = (2, 0x8f, struct.pack('!IHH', 9, 2, 0) + a6('2001:db8::7') + b'\x04et1' + struct.pack('!I', 9000))


def icmp_messages():
    def packet(kind, code, rest):
        return ether(ip(icmp(kind, code, rest), 1))
    quoted = ip(udp(b'quoted' * 4, 1111, 2222), 17)
    long_quote = ip(udp(b'quoted at length' * 6 + b'!!!!', 1111, 2222), 17)
    ident = struct.pack('!HH', 0x1234, 0x0567)
    for kind in (0, 8):
        yield packet(kind, 0, ident + struct.pack('<QQ', 1700000042, 5678) + bytes(range(16, 56)))
    for code in (0, 1, 2, 3, 13):
        yield packet(3, code, bytes(4) + quoted)
    yield packet(3, 4, struct.pack('!HH', 0, 1400) + quoted)
    yield packet(4, 0, bytes(4) + quoted)
    for code in (0, 1, 2, 3):
        yield packet(5, code, a4('10.0.0.254') + quoted[:28])
    yield packet(9, 0, struct.pack('!BBH', 2, 2, 1800) + a4('10.0.0.254') + struct.pack('!i', 5) + a4('10.0.0.253') + struct.pack('!i', -1))
    mobility = b'\x10\x0a' + struct.pack('!HHH', 77, 600, 0xffc0) + a4('10.0.0.250')
    yield packet(9, 16, struct.pack('!BBH', 1, 2, 600) + a4('10.0.0.254') + bytes(4) + mobility + b'\x13\1\x18' + b'\0' + b'\x18\4what')
    yield packet(10, 0, bytes(4))
    yield packet(11, 0, bytes(4) + quoted)
    yield packet(11, 1, bytes(4) + quoted)
    yield packet(11, 0, b'\0\x20\0\0' + long_quote + extension((1, 1, LABELS)))
    yield packet(11, 0, bytes(4) + long_quote + extension((1, 1, LABELS), INTERFACE4))
    yield packet(3, 1, b'\0\x20\0\0' + long_quote + extension(INTERFACE4, INTERFACE6, (2, 0x48, struct.pack('!I', 3)), (9, 1, b'what')))
    yield packet(12, 0, b'\x14\x20\0\0' + long_quote + extension((2, 0x04, struct.pack('!HH', 1, 0) + a4('192.0.2.9'))))
    yield packet(12, 0, b'\x14\0\0\0' + quoted)
    yield packet(12, 1, bytes(4) + quoted)
    yield packet(13, 0, ident + struct.pack('!III', 3600000, 0, 0))
    yield packet(14, 0, ident + struct.pack('!III', 3600000, 3600001, 3600002))
    yield packet(15, 0, ident)
    yield packet(16, 0, ident)
    yield packet(17, 0, ident + bytes(4))
    yield packet(18, 0, ident + a4('255.255.255.0'))
    yield packet(30, 0, ident + struct.pack('!HHII', 3, 4, 1000, 1500))
    for content in ((3, 1, b'eth0'), (3, 2, struct.pack('!I', 7)), (3, 3, struct.pack('!HBB', 1, 4, 0) + a4('192.0.2.9')),
                    (3, 3, struct.pack('!HBB', 2, 16, 0) + a6('2001:db8::9')), (3, 3, struct.pack('!HBB', 0x4005, 6, 0) + b'\2\0\0\0\0\1\0\0')):
        yield packet(42, 0, struct.pack('!HBB', 0x1234, 5, content[1] & 1) + extension(content))
    yield packet(43, 0, struct.pack('!HBB', 0x1234, 5, 2 << 5 | 6))
    yield packet(43, 3, struct.pack('!HBB', 0x1234, 5, 1))
    yield packet(8, 0, ident + b'bad checksum')[:36] + b'\x12\x34' + ident + b'bad checksum'


# ---- IGMP

def igmp_messages():
    def packet(kind, rest):
        return ether(ip(icmp(kind, rest[0], rest[1:]), 2, dst='224.0.0.22', ttl=1, options=b'\x94\4\0\0'))
    group, sources = a4('239.1.2.3'), (a4('192.0.2.1'), a4('192.0.2.2'))

    def record(kind, *addresses, auxiliary=b''):
        return struct.pack('!BBH', kind, len(auxiliary) // 4, len(addresses)) + group + b''.join(addresses) + auxiliary
    yield packet(0x11, b'\0' + bytes(4))
    yield packet(0x11, b'\x64' + bytes(4))
    yield packet(0x11, b'\x0a' + group)
    yield packet(0x12, b'\0' + group)
    yield packet(0x16, b'\0' + group)
    yield packet(0x17, b'\0' + group)
    yield packet(0x11, b'\x64' + bytes(4) + struct.pack('!BBH', 2, 125, 0))
    yield packet(0x11, b'\x0a' + group + struct.pack('!BBH', 0x0a, 0x8f, 2) + b''.join(sources))
    yield packet(0x11, b'\xb5' + group + struct.pack('!BBH', 0xf7, 20, 1) + sources[0])
    yield packet(0x22, b'\0' + struct.pack('!HH', 0, 3) + record(1, *sources) + record(4) + record(6, sources[1], auxiliary=b'more'))
    yield packet(0x22, b'\0' + struct.pack('!HH', 0, 4) + record(2) + record(3, *sources) + record(5, sources[0]) + record(9))
    trace = group + sources[0] + a4('10.0.0.9') + a4('10.0.0.8') + struct.pack('!I', 64 << 24 | 0x123456)

    def block(code, flags):
        return struct.pack('!I', 0x83aa7e80) + a4('10.0.1.1') + a4('10.0.2.1') + a4('10.0.3.1') + struct.pack('!IIIBBBB', 1, 2, 3, 4, 5, flags, code)
    yield packet(0x1f, b'\x20' + trace)
    yield packet(0x1f, b'\x20' + trace + block(0, 24))
    yield packet(0x1e, b'\x20' + trace + block(0, 0xd8) + block(0x81, 0x60))
    for kind in (0xfc, 0xfd, 0xfe, 0xff):
        yield packet(kind, b'\0' + group)
        yield ether(ip(icmp(kind, 0, group), 2, dst='224.0.0.25', ttl=1)) # RGMP
    for kind in range(1, 9): # IGMP version 0
        yield packet(kind, bytes([kind]) + struct.pack('!I', 77) + group + b'accesske')
    yield packet(0x30, b'\1\2\3')
    yield packet(0x33, b'what')
    bad = packet(0x16, b'\0' + group)
    yield bad[:40] + b'\x12\x34' + bad[42:]


# ---- ICMPv6

def icmp6(kind, code, rest, src='fe80::1', dst='ff02::1', hops=255):
    head = struct.pack('!BBH', kind, code, 0) + rest
    c = checksum(pseudo(src, dst, 58, len(head)) + head)
    return ether(ip6(head[:2] + struct.pack('!H', c) + head[4:], 58, src, dst, hops), 0x86dd)


def nd_option(kind, body):
    body += b'\0' * (-(2 + len(body)) % 8)
    return bytes([kind, (2 + len(body)) // 8]) + body


LINK = nd_option(1, b'\2\0\0\0\0\1')


def icmp6_errors():
    quoted = ip6(udp(b'quoted' * 4, 1111, 2222, '2001:db8::1', '2001:db8::2'), 17)
    long_quote = ip6(udp(b'quoted at length' * 5, 1111, 2222, '2001:db8::1', '2001:db8::2'), 17)
    for code in range(8):
        yield icmp6(1, code, bytes(4) + quoted)
    yield icmp6(1, 0, b'\x10\0\0\0' + long_quote + extension(INTERFACE4, (1, 1, LABELS)))
    yield icmp6(2, 0, struct.pack('!I', 1280) + quoted)
    for code in (0, 1):
        yield icmp6(3, code, bytes(4) + quoted)
    yield icmp6(3, 0, b'\x10\0\0\0' + long_quote + extension((1, 1, LABELS), INTERFACE6))
    for code in (0, 1, 2, 3):
        yield icmp6(4, code, struct.pack('!I', 40 + code) + quoted)
    for kind in (128, 129):
        yield icmp6(kind, 0, struct.pack('!HH', 0x1234, 5) + b'echoed')
    yield icmp6(160, 0, struct.pack('!HBB', 0x1234, 5, 1) + extension((3, 1, b'eth0')))
    yield icmp6(161, 3, struct.pack('!HBB', 0x1234, 5, 2 << 5 | 7))


def neighbor_discovery():
    prefix = struct.pack('!BBIII', 64, 0xf0, 86400, 14400, 0) + a6('2001:db8:7::')
    advert = struct.pack('!BBHII', 64, 0xee, 1800, 30000, 1000)
    target, other = a6('fe80::9'), a6('2001:db8::9')
    yield icmp6(133, 0, bytes(4) + LINK)
    yield icmp6(134, 0, advert + LINK + nd_option(5, struct.pack('!HI', 0, 1500)) + nd_option(3, prefix))
    yield icmp6(134, 0, advert + nd_option(7, struct.pack('!HI', 0, 1000)) + nd_option(8, struct.pack('!HHH', 0, 5, 600)) +
                nd_option(24, struct.pack('!BBI', 48, 0x08, 600) + a6('2001:db8:9::')[:8]) + nd_option(24, struct.pack('!BBI', 0, 0x18, 600)) +
                nd_option(24, struct.pack('!BBI', 128, 0, 0xffffffff) + other))
    yield icmp6(134, 0, advert + nd_option(25, struct.pack('!HI', 0, 600) + other + target) +
                nd_option(31, struct.pack('!HI', 0, 600) + b'\7example\4test\0\3lan\0'))
    yield icmp6(134, 0, advert + nd_option(37, b'https://portal.example/') + nd_option(38, struct.pack('!H', 600 << 3 | 1) + a6('64:ff9b::')[:12]))
    yield icmp6(134, 0, advert + nd_option(23, struct.pack('!BBI', 0x5a, 0x80, 600) + other) + nd_option(26, struct.pack('!HI', 0xf000, 0)))
    yield icmp6(134, 0, advert + nd_option(34, struct.pack('!BBHH', 64, 0x15, 0, 600) + a6('2001:db8:7::')[:8]) +
                nd_option(35, struct.pack('!HHH', 1, 2, 600) + other) + nd_option(36, struct.pack('!HI', 1, 0)))
    yield icmp6(135, 0, bytes(4) + target + LINK)
    yield icmp6(135, 0, bytes(4) + target + nd_option(14, b'nonce!') + nd_option(13, bytes(6) + struct.pack('!Q', 1700000042 << 16 | 0x8000)))
    yield icmp6(135, 0, bytes(4) + target + nd_option(33, struct.pack('!BBHH', 0, 0, 0, 600) + bytes(range(1, 9))))
    yield icmp6(136, 0, struct.pack('!I', 0xe0000000) + target + nd_option(2, b'\2\0\0\0\0\2'))
    yield icmp6(136, 0, struct.pack('!I', 0x40000007) + target + nd_option(33, struct.pack('!BBHH', 1, 0, 0, 600) + bytes(range(1, 9))))
    quoted = ip6(udp(b'quoted' * 4, 1111, 2222, '2001:db8::1', '2001:db8::2'), 17)
    yield icmp6(137, 0, bytes(4) + target + other + nd_option(2, b'\2\0\0\0\0\2') + nd_option(4, bytes(6) + quoted))
    yield icmp6(141, 0, bytes(4) + LINK + nd_option(2, b'\2\0\0\0\0\2') + nd_option(9, bytes(6) + target + other))
    yield icmp6(142, 0, bytes(4) + LINK + nd_option(2, b'\2\0\0\0\0\2') + nd_option(10, bytes(6) + target + other))
    yield icmp6(135, 0, bytes(4) + target + nd_option(6, b'\7') + nd_option(99, b'unknown option'))
    certificate = nd_option(11, b'\x03\0' + bytes(16) + other[:8] + b'\0' + b'key')
    yield icmp6(135, 0, bytes(4) + target + nd_option(12, b'\0\0' + bytes(range(16)) + b'signature of it'))
    yield icmp6(135, 0, bytes(4) + target + certificate)
    yield icmp6(135, 0, bytes(4) + target + nd_option(29, b'\1\4help') + nd_option(30, b'\1\4node'))
    yield icmp6(133, 0, bytes(4) + nd_option(1, bytes(range(1, 9))))
    yield icmp6(156, 0, struct.pack('!BBH', 2, 1, 0) + struct.pack('!QHHQHH', 1, 2, 3, 4, 5, 6))
    yield icmp6(148, 0, struct.pack('!HH', 77, 0xffff) + nd_option(15, b'\1\0' + b'name'))
    yield icmp6(149, 0, struct.pack('!HHHH', 77, 2, 1, 0) + nd_option(15, b'\2\0\4test\0'))
    yield icmp6(154, 0, struct.pack('!BBH', 2, 0, 7) + nd_option(17, b'\1\x80' + bytes(4) + other) + nd_option(18, b'\1\x40' + bytes(4) + other))
    yield icmp6(154, 0, struct.pack('!BBH', 4, 0x80, 7) + nd_option(19, b'\1\2\0\0\0\0\1') + nd_option(20, b'\0\1' + bytes(4) + other))
    yield icmp6(157, 0, struct.pack('!BBH', 0, 0, 600) + bytes(range(1, 9)) + other)
    yield icmp6(158, 0, struct.pack('!BBH', 1, 0, 600) + bytes(range(1, 9)) + other)


def multicast_listeners():
    group, sources = a6('ff05::1:3'), (a6('2001:db8::1'), a6('2001:db8::2'))

    def record(kind, *addresses, auxiliary=b''):
        return struct.pack('!BBH', kind, len(auxiliary) // 4, len(addresses)) + group + b''.join(addresses) + auxiliary
    for kind in (130, 131, 132):
        yield icmp6(kind, 0, struct.pack('!HH', 1000, 0) + group, hops=1)
    yield icmp6(130, 0, struct.pack('!HH', 10000, 0) + bytes(16) + struct.pack('!BBH', 2, 125, 0), hops=1)
    yield icmp6(130, 0, struct.pack('!HH', 0x9234, 0) + group + struct.pack('!BBH', 0xfa, 0x8f, 2) + b''.join(sources), hops=1)
    yield icmp6(143, 0, struct.pack('!HH', 0, 3) + record(1, *sources) + record(4) + record(6, sources[1]), hops=1)
    yield icmp6(143, 0, struct.pack('!HH', 0, 2) + record(2, auxiliary=b'more') + record(3, sources[0]), hops=1)
    yield icmp6(151, 20, struct.pack('!HH', 125, 2), hops=1)
    yield icmp6(152, 0, b'', hops=1)
    yield icmp6(153, 0, b'', hops=1)


def icmp6_others():
    yield icmp6(144, 0, struct.pack('!HH', 77, 0))
    yield icmp6(145, 0, struct.pack('!HH', 77, 0) + a6('2001:db8::1') + a6('2001:db8::2'))
    yield icmp6(146, 0, struct.pack('!HH', 77, 0))
    yield icmp6(147, 0, struct.pack('!HH', 77, 0xc000) + nd_option(3, struct.pack('!BBIII', 64, 0xc0, 86400, 14400, 0) + a6('2001:db8:7::')))
    nonce = bytes(range(8))
    for code, qtype, data in ((0, 2, a6('2001:db8::1')), (1, 2, b'\4host\7example\0'), (2, 4, a4('192.0.2.1')), (1, 0, b''), (0, 3, a6('2001:db8::1'))):
        yield icmp6(139, code, struct.pack('!HH', qtype, 0x3f if qtype > 2 else 0) + nonce + data)
    ttl = struct.pack('!I', 600)
    for code, qtype, data in ((0, 2, ttl + b'\4host\7example\0\0'), (0, 3, ttl + a6('2001:db8::1') + ttl + a6('2001:db8::2')), (0, 4, ttl + a4('192.0.2.1')),
                              (1, 2, b''), (2, 2, b''), (0, 0, b'')):
        yield icmp6(140, code, struct.pack('!HH', qtype, 0) + nonce + data)
    match = struct.pack('!BBBBBBH', 1, 7, 9, 48, 48, 64, 0) + bytes(0) + struct.pack('!I', 0)[:0] + a6('2001:db8:7::')
    use = struct.pack('!BBBBIIBBH', 48, 16, 0xc0, 0x40, 86400, 14400, 0xc0, 0, 0) + a6('2001:db8:8::')
    yield icmp6(138, 0, struct.pack('!IBBHI', 7, 1, 0xf8, 500, 0) + match + use)
    yield icmp6(138, 1, struct.pack('!IBBHI', 7, 1, 0x48, 500, 0) + struct.pack('!HBBI', 3, 9, 48, 2) + a6('2001:db8:7::'))
    yield icmp6(138, 255, struct.pack('!IBBHI', 8, 0, 0, 0, 0))


def rpl():
    dag = a6('2001:db8::9')

    def option(kind, body):
        return bytes([kind, len(body)]) + body
    metric = struct.pack('!BBBB', 7, 4, 0, 2) + struct.pack('!H', 128)
    metrics = option(2, metric + struct.pack('!BBBBH', 1, 0x02, 0, 2, 3) + struct.pack('!BBBBH', 3, 0, 0, 2, 2) + struct.pack('!BBBBI', 4, 0, 0, 4, 9) +
                     struct.pack('!BBBBI', 5, 0, 0, 4, 9))
    prefix = option(8, struct.pack('!BBIII', 64, 0xe0, 86400, 14400, 0) + a6('2001:db8:7::'))
    config = option(4, struct.pack('!BBBBHHHBBH', 8, 8, 12, 10, 1792, 256, 1, 0, 255, 60))
    route = option(3, struct.pack('!BBI', 64, 0x08, 600) + a6('2001:db8:7::'))
    target, transit = option(5, b'\0\x80' + dag), option(6, b'\x80\1\2\xff' + dag)
    yield icmp6(155, 0, b'\0\0' + option(7, struct.pack('!BB', 30, 0xe0) + dag + b'\5') + b'\0' + option(1, bytes(3)))
    yield icmp6(155, 1, struct.pack('!BBHBBBB', 30, 240, 256, 0x88 | 2, 1, 0, 0) + dag + metrics + prefix + config + route)
    yield icmp6(155, 2, struct.pack('!BBBB', 30, 0xc0, 0, 241) + dag + target + option(9, b'desc') + transit)
    yield icmp6(155, 2, struct.pack('!BBBB', 30, 0x80, 0, 241) + target)
    yield icmp6(155, 3, struct.pack('!BBBB', 30, 0x80, 241, 0) + dag)
    yield icmp6(155, 4, struct.pack('!BBHB', 30, 0, 0, 0))
    secure = struct.pack('!BBBBI', 0x80, 0, 0x82, 0, 7) + bytes(range(8)) + b'\1'
    yield icmp6(155, 0x8a, secure + struct.pack('!BBH', 30, 0x80, 77) + dag + struct.pack('!I', 9))
    yield icmp6(155, 0x80, secure[:2] + b'\0\1' + secure[4:8] + b'\0\0')


# ---- Mobility header (RFC 6275 and what goes on with it)

def mobility():
    src, dst = '2001:db8::1', '2001:db8::2'

    def packet(kind, body, *options):
        body += b''.join(options)
        gap = -(6 + len(body)) % 8
        body += (b'', b'\0', *(bytes([1, n]) + bytes(n) for n in range(6)))[gap]
        head = struct.pack('!BBBBH', 59, (6 + len(body)) // 8 - 1, kind, 0, 0)
        c = checksum(pseudo(src, dst, 135, len(head + body)) + head + body)
        return ether(ip6(head[:4] + struct.pack('!H', c) + body, 135, src, dst), 0x86dd)

    def option(kind, body):
        return bytes([kind, len(body)]) + body
    cookie, token = struct.pack('!Q', 0x123456789abcdef0), struct.pack('!Q', 0xfedcba9876543210)
    coa, nonces, auth = option(3, a6('2001:db8::c0a')), option(4, struct.pack('!HH', 1, 2)), option(5, bytes(range(12)))
    yield packet(0, b'\0\0')
    yield packet(1, b'\0\0' + cookie)
    yield packet(2, b'\0\0' + cookie)
    yield packet(3, b'\0\7' + cookie + token)
    yield packet(4, b'\0\7' + cookie + token)
    yield packet(5, struct.pack('!HHH', 77, 0xffc0, 15), coa, nonces, auth)
    yield packet(5, struct.pack('!HHH', 78, 0x8000, 0), option(6, b'\0\x40' + a6('2001:db8:7::')), option(8, b'\1user@example'))
    yield packet(6, struct.pack('!BBHH', 0, 0xf8, 77, 15), option(2, struct.pack('!H', 10)), auth)
    yield packet(6, struct.pack('!BBHH', 133, 0, 77, 0), option(9, b'\1' + struct.pack('!I', 5) + b'authenticator'))
    yield packet(7, b'\1\0' + a6('2001:db8::9'))
    yield packet(8, struct.pack('!HHH', 9, 0xf000, 20), option(7, b'\2\2\0\0\0\0\1'))
    yield packet(9, struct.pack('!BBHH', 1, 0x80, 9, 20))
    yield packet(10, b'\0\0')
    yield packet(12, b'\2\0' + a6('2001:db8::a') + a6('2001:db8::b'))
    yield packet(13, b'\0\3' + struct.pack('!I', 1234))
    yield packet(14, struct.pack('!HBB', 3, 0xc0, 1), option(22, b'\0\x40' + a6('2001:db8:7::')))
    yield packet(15, struct.pack('!HBB', 3, 0, 5), option(23, b'\0\4'), option(24, b'\0\5'))
    yield packet(16, struct.pack('!BBHH', 1, 2, 7, 0xe000))
    yield packet(16, struct.pack('!BBHH', 2, 0, 7, 0xa000))
    yield packet(5, struct.pack('!HHH', 79, 0x0200, 5), option(25, b'\0\0link-id'), option(26, a6('fe80::1')),
                 option(27, struct.pack('!Q', 1700000042 << 16 | 0x8000)), option(28, struct.pack('!I', 6)))
    yield packet(5, struct.pack('!HHH', 80, 0, 5), option(29, struct.pack('!H', 24 << 10 | 0x200) + a4('192.0.2.1')), option(32, b'\0\0' + a4('192.0.2.2')),
                 option(33, struct.pack('!HI', 0, 99)))
    yield packet(6, struct.pack('!BBHH', 0, 0, 80, 5), option(30, bytes([1, 24 << 2]) + a4('192.0.2.1')), option(31, struct.pack('!HI', 0x8000, 110)),
                 option(99, b'what'))
    yield packet(42, b'\0\0what')


# ---- GeoNetworking (ETSI EN 302 636-4-1)

def geonetworking():
    position = struct.pack('!H6sIiiHH', 0x9506, b'\2\0\0\0\0\1', 12345, 514775183, -56605966, 0x8000 | 1389, 2700)
    area = struct.pack('!iiHHHH', 514775183, 56605966, 100, 50, 45, 0)
    sequence = b'\0\7\0\0'

    def packet(kind, body, following=1):
        head = struct.pack('!BBBB', 0x11, 0, 0x1a, 10) + struct.pack('!BBBBHBB', following << 4, kind, 0x82, 0x80, 8 if following else 0, 10, 0)
        return ether(head + body + (struct.pack('!HHBBH', 2001, 7, 2, 99, 0) if following else b''), 0x8947)
    yield packet(0x10, position, 0)
    yield packet(0x50, position + bytes(4))
    yield packet(0x50, position + bytes(4), 2)
    yield packet(0x51, sequence + position)
    for kind in (0x30, 0x40, 0x41, 0x42):
        yield packet(kind, sequence + position + area)


def others():
    for version in (ip, ip6):
        kind = 0x86dd if version is ip6 else 0x0800
        yield ether(version(struct.pack('!BBH', 17, 0, 3) + b'compressed', 108), kind)
        yield ether(version(struct.pack('!BBHII', 59, 4, 0, 0x1234, 5) + bytes(range(12)), 51), kind)
        yield ether(version(struct.pack('!II', 0x1234, 5) + bytes(range(24)), 50), kind)
    node = b'\2\0\0\0\0'
    for socket_of, data in ((0x452, struct.pack('!HH', 3, 4)), (0x455, b'netbios'), (0x1234, b'data')):
        yield ether(struct.pack('!HHBBI6sHI6sH', 0xffff, 30 + len(data), 1, 4, 7, node + b'\2', socket_of, 8, node + b'\1', 0x4003) + data, 0x8137)


def everything():
    return list(itertools.chain(ip_options(), ip6_options(), ip6_headers(), icmp_messages(), igmp_messages(), icmp6_errors(), neighbor_discovery(),
                                multicast_listeners(), icmp6_others(), rpl(), mobility(), geonetworking(), others()))
