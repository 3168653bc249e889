"""Packets of every kind and length: each type, option, attribute or TLV that a byte can name, with values of many lengths that fit
it or do not, and some of them cut at each byte. They are for comparing lines with the reference's, not for their sense. Here: what rides
on IP; packets_every_*.py have the others. Each such file has FAMILIES {name: function, or (link type, function[, option sets])} and OPTIONS."""
import struct

from packets import checksum, ether, icmp, ip, ip6, pseudo, tcp, udp

FILL = bytes(range(0x31, 0x80))
LENGTHS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 18, 20, 24, 30)
VALUES = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 17, 24, 32, 40, 64, 65, 127, 128, 129, 192, 224, 254, 255)
ADDRESS6 = bytes.fromhex('20010db8000000000000000000000009')
QUOTED4 = ip(udp(b'abcd', 1000, 2000), 17)
QUOTED6 = ip6(udp(b'abcd', 1000, 2000, '2001:db8::1', '2001:db8::2'), 17)


def cuts(packet, start):
    """(what is captured, its length on the wire) for each length."""
    return [(packet[:n], len(packet)) for n in range(start, len(packet) + 1)]


def whole(packets):
    return [(p, len(p)) for p in packets]


def around(frame, payload, at):
    """A message with each byte at some offsets set to values that often are limits: lengths, types, flags that do not fit."""
    for i in at:
        for v in VALUES:
            if v != payload[i]:
                p = frame(payload[:i] + bytes([v]) + payload[i + 1:])
                yield p, len(p)


def datagram(payload, port, back=False):
    return ether(ip(udp(payload, *((port, 1025) if back else (1025, port))), 17))


def datagram6(payload, port):
    return ether(ip6(udp(payload, 1025, port, '2001:db8::1', '2001:db8::2'), 17), 0x86dd)


def segment(payload, port):
    return ether(ip(tcp(payload, 1025, port, 1, 1, 0x18), 6))


def padded(options):
    return (options + bytes(-len(options) % 4))[:40]


def tcp_options():
    segment = lambda options: ether(ip(tcp(b'hello', 1025, 4000, 1, 1, 0x10, options=padded(options)), 6))
    option = lambda kind, n: bytes([kind, n]) + FILL[:max(0, n - 2)]
    kinds = list(range(16)) + [19, 20, 28, 29, 30, 34, 69, 253, 254]
    yield from whole(segment(lead + option(k, n) + b'\1\1\3\3\7') for k in kinds for n in range(40) for lead in (b'', b'\1\1'))
    for k in kinds:
        yield from cuts(segment(b'\2\4\5\xb4\1' + option(k, 12)), 34)


def ip_options():
    packet = lambda options: ether(ip(udp(b'abcd', 1000, 2000), 17, options=padded(options)))
    for kind in (0, 1, 2, 7, 25, 68, 82, 130, 131, 133, 134, 136, 137, 148, 149, 205, 255):
        yield from whole(packet(lead + bytes([kind, n]) + FILL[:max(0, n - 2)]) for n in range(40) for lead in (b'', b'\1'))
        yield from whole(packet(bytes([kind, n, pointer]) + FILL[:n - 3]) for n in (3, 4, 7, 8, 11, 12, 15) for pointer in range(20))
        yield from cuts(packet(bytes([kind, 11, 8]) + FILL[:8]), 34)


def ip_protocols():
    for protocol in range(256):
        for body in (bytes(40), FILL[:40]):
            yield from whole([ether(ip(body, protocol)), ether(ip6(body, protocol), 0x86dd)])


def icmp_messages():
    for kind in range(41):
        for code in range(18 if kind in (3, 5, 11, 12) else 3):
            yield from whole([ether(ip(icmp(kind, code, bytes(4) + QUOTED4), 1)), ether(ip(icmp(kind, code, FILL[:40]), 1))])
        yield from whole(ether(ip(icmp(kind, 0, (bytes(4) + QUOTED4)[:n]), 1)) for n in range(30))
        yield from cuts(ether(ip(icmp(kind, 0, bytes(4) + QUOTED4), 1)), 34)


def icmp6(kind, code, rest):
    head = struct.pack('!BBH', kind, code, 0) + rest
    c = checksum(pseudo('2001:db8::1', '2001:db8::2', 58, len(head)) + head)
    return ether(ip6(head[:2] + struct.pack('!H', c) + rest, 58, hops=255), 0x86dd)


def icmp6_messages():
    for kind in [*range(6), 100, 101, *range(127, 160), 200, 201, 255]:
        yield from whole(icmp6(kind, code, (bytes(4) + QUOTED6)[:n]) for code in range(9) for n in (0, 4, 20, 52))
        yield from cuts(icmp6(kind, 0, bytes(4) + QUOTED6), 54)
    for kind, head in ((134, bytes(12)), (135, bytes(4) + ADDRESS6), (136, bytes(4) + ADDRESS6), (137, bytes(4) + 2 * ADDRESS6)):
        for option in range(40):
            yield from whole(icmp6(kind, 0, head + bytes([option, n]) + FILL[:8 * n - 2 if n else 6]) for n in range(5))
    query = struct.pack('!HH', 1000, 0) + ADDRESS6
    for flags in (0, 2, 7, 8, 15):
        yield from whole(icmp6(130, 0, query + struct.pack('!BBH', flags, 125, n) + ADDRESS6) for n in range(3))
    record = lambda kind, n: struct.pack('!BBH', kind, 0, n) + ADDRESS6
    yield from whole(icmp6(143, 0, struct.pack('!HH', 0, 1) + record(kind, n) + ADDRESS6) for kind in range(9) for n in range(4))


def igmp(body):
    body = body[:2] + struct.pack('!H', checksum(body[:2] + bytes(2) + body[4:])) + body[4:]
    return ether(ip(body, 2, options=b'\x94\4\0\0', ttl=1))


def igmp_messages():
    for kind in range(0x10, 0x26):
        yield from whole(igmp(bytes([kind, code, 0, 0]) + FILL[:n]) for code in (*range(10), 100, 128, 255) for n in LENGTHS)
        yield from cuts(igmp(bytes([kind, 10, 0, 0]) + FILL[:24]), 38)


def radius_attributes():
    packet = lambda attribute: ether(ip(udp(struct.pack('!BBH', 1, 7, 20 + len(attribute)) + FILL[:16] + attribute, 1812, 1812), 17))
    for kind in range(256):
        yield from whole(packet(bytes([kind, n + 2]) + FILL[:n]) for n in LENGTHS)
        if kind < 140:
            yield from cuts(packet(bytes([kind, 10]) + FILL[:8] + b'\1\5bob'), 62)


def bgp(kind, body):
    return ether(ip(tcp(b'\xff' * 16 + struct.pack('!HB', 19 + len(body), kind) + body, 1025, 179, 1, 1, 0x18), 6))


def bgp_attributes():
    update = lambda kind, value: bgp(2, struct.pack('!HHBBB', 0, len(value) + 3, 0xc0, kind, len(value)) + value)
    for kind in range(1, 33):
        yield from whole(update(kind, FILL[:n]) for n in LENGTHS)
        yield from cuts(update(kind, FILL[:24]), 73)
    for family in ((1, 1), (1, 2), (1, 4), (1, 66), (1, 128), (2, 1), (2, 4), (2, 128), (3, 1), (196, 128)):
        head = struct.pack('!HB', *family)
        yield from whole(update(14, head + bytes([n]) + FILL[:n] + b'\0\x18\xc0\0\2') for n in (0, 4, 12, 16, 24, 32))
        yield from whole(update(15, head + nlri) for nlri in (b'', b'\x18\xc0\0\2', FILL[:9]))
    yield from whole(bgp(3, bytes([error, sub])) for error in range(7) for sub in range(8))


def pim(kind, body, length=0):
    head = struct.pack('!BBH', 0x20 | kind, length, 0) + body
    return ether(ip(head[:2] + struct.pack('!H', checksum(head)) + body, 103, ttl=1))


def pim_messages():
    unicast, group, source = bytes.fromhex('01000a000001'), bytes.fromhex('01000020e1000001'), bytes.fromhex('010007200a000009')
    yield from whole(pim(0, struct.pack('!HH', option, n) + FILL[:n]) for option in range(30) for n in LENGTHS)
    for kind in range(1, 16):
        body = unicast + b'\0\1\0\x64' + group + b'\0\1\0\1' + source * 2
        yield from whole([pim(kind, body), pim(kind, group + unicast + FILL[:8]), pim(kind, body, 4), pim(kind, body, 0x14)])
        yield from cuts(pim(kind, body), 34)


def ospf_lsas():
    def update(kind, body, lsa_id=bytes.fromhex('01000001')):
        lsa = struct.pack('!HBB4s4sIHH', 10, 0x22, kind, lsa_id, b'\1\1\1\1', 0x80000001, 0, 20 + len(body)) + body
        return ether(ip(struct.pack('!BBH4s4sHH8sI', 2, 4, 28 + len(lsa), b'\1\1\1\1', bytes(4), 0, 0, b'password', 1) + lsa, 89))

    tlv = lambda kind, value: struct.pack('!HH', kind, len(value)) + value + bytes(-len(value) % 4)
    yield from whole(update(kind, FILL[:n]) for kind in range(1, 8) for n in (4, 8, 12, 16, 24))
    for kind in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14, 15, 16, 17, 99):
        yield from whole(update(10, tlv(2, tlv(kind, FILL[:n]) + tlv(1, b'\1'))) for n in (*LENGTHS, 32, 36, 44))
    yield from whole(update(9, tlv(kind, FILL[:n]), bytes.fromhex('03000001')) for kind in range(1, 6) for n in LENGTHS)


def pgm_messages():
    def packet(kind, flags, body):
        return ether(ip(struct.pack('!HHBBH6sH', 1000, 2000, kind, flags, 0, b'source', 0) + body, 113))

    for family in (1, 2, 3):
        address = struct.pack('!HH', family, 0) + FILL[:16 if family == 2 else 4]
        seq = struct.pack('!IHH', 1, 2, 0)
        bodies = {0: struct.pack('!III', 1, 2, 3) + address, 1: seq + address + FILL[:12], 2: seq, 3: b'', 4: FILL[:8], 5: FILL[:8],
                  8: seq[:4] + address * 2, 9: seq[:4] + address + bytes(4) + address, 10: seq[:4] + address + address[:8] * 2,
                  11: seq, 12: b'', 13: seq}
        for kind, body in bodies.items():
            yield from cuts(packet(kind, 0, body), 34)
        option = lambda kind, n: struct.pack('!BBHBBHHH', 0, 4, 4 + n, kind, n, 0, family, 0) + FILL[:max(0, n - 8)]
        for kind in (*range(22), 0x83, 0x86):
            yield from whole(packet(4, 1, FILL[:8] + option(kind, n)) for n in range(3, 32))
            yield from cuts(packet(4, 1, FILL[:8] + option(kind, 12)), 58)


def mobile_headers():
    def packet(protocol, flags, rest, held=None):
        head = struct.pack('!BBH4s', protocol, flags, 0, b'\x0a\2\2\2') + (b'\x0a\1\1\1' if flags & 0x80 else b'')
        return head[:2] + struct.pack('!H', checksum(head) if held is None else held) + head[4:] + rest

    for flags in (0, 1, 0x7f, 0x80, 0xff):
        yield from whole(ether(ip(packet(17, flags, FILL[:n]), 55)) for n in LENGTHS)
        yield from whole(ether(ip(packet(protocol, flags, FILL[:8], held), 55)) for protocol in (0, 4, 6, 55) for held in (None, 0, 7))
        yield from whole([ether(ip6(packet(17, flags, FILL[:8]), 55), 0x86dd)])
        yield from cuts(ether(ip(packet(17, flags, FILL[:8]), 55)), 34)


def gre_headers():
    for flags in (0, 0x8000, 0x4000, 0x2000, 0x1000, 0xb000, 0x2001, 0x3001, 0x3081, 7):
        packet = ether(ip(struct.pack('!HHHHII', flags, 0x880b if flags & 7 else 0x800, 0, 0, 5, 6) + QUOTED4, 47))
        yield from cuts(packet, 34)


OPTIONS = [], ['-v']
FAMILIES = {
    'tcp-options': tcp_options, 'ip-options': ip_options, 'ip-protocols': ip_protocols, 'icmp': icmp_messages,
    'icmp6': icmp6_messages, 'igmp': igmp_messages, 'radius': radius_attributes, 'bgp': bgp_attributes, 'pim': pim_messages,
    'ospf': ospf_lsas, 'gre': gre_headers, 'mobile': mobile_headers,
    'pgm': pgm_messages,
}
