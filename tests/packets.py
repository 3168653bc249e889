"""Packets put together from the RFCs' header layouts, with right checksums."""
import socket
import struct


def checksum(data):
    if len(data) % 2:
        data += b'\0'
    s = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while s >> 16:
        s = (s & 0xffff) + (s >> 16)
    return ~s & 0xffff


def ether(payload, kind=0x0800, src='02:00:00:00:00:01', dst='02:00:00:00:00:02', tags=()):
    mac = [bytes.fromhex(m.replace(':', '')) for m in (dst, src)]
    return b''.join(mac) + b''.join(struct.pack('!HH', t, v) for t, v in tags) + struct.pack('!H', kind) + payload


def ip(payload, proto, src='10.0.0.1', dst='10.0.0.2', ttl=64, ident=1, flags=0x4000, options=b'', tos=0):
    head = struct.pack('!BBHHHBBH4s4s', 0x40 | (5 + len(options) // 4), tos, 20 + len(options) + len(payload), ident, flags, ttl,
                       proto, 0, socket.inet_aton(src), socket.inet_aton(dst)) + options
    return head[:10] + struct.pack('!H', checksum(head)) + head[12:] + payload


def ip6(payload, proto, src='2001:db8::1', dst='2001:db8::2', hops=64, flow=0):
    return struct.pack('!IHBB', 6 << 28 | flow, len(payload), proto, hops) + socket.inet_pton(socket.AF_INET6, src) + \
        socket.inet_pton(socket.AF_INET6, dst) + payload


def pseudo(src, dst, proto, n):
    family = socket.AF_INET6 if ':' in src else socket.AF_INET
    return socket.inet_pton(family, src) + socket.inet_pton(family, dst) + struct.pack('!II', n, proto)


def udp(payload, sport, dport, src='10.0.0.1', dst='10.0.0.2'):
    head = struct.pack('!HHHH', sport, dport, 8 + len(payload), 0)
    c = checksum(pseudo(src, dst, 17, len(head) + len(payload)) + head + payload) or 0xffff
    return head[:6] + struct.pack('!H', c) + payload


def tcp(payload, sport, dport, seq, ack, flags, src='10.0.0.1', dst='10.0.0.2', options=b'', window=64240):
    head = struct.pack('!HHIIHHHH', sport, dport, seq, ack, (5 + len(options) // 4) << 12 | flags, window, 0, 0) + options
    c = checksum(pseudo(src, dst, 6, len(head) + len(payload)) + head + payload)
    return head[:16] + struct.pack('!H', c) + head[18:] + payload


def icmp(kind, code, rest):
    head = struct.pack('!BBH', kind, code, 0) + rest
    return head[:2] + struct.pack('!H', checksum(head)) + head[4:]


def arp(op, sha, spa, tha, tpa):
    return struct.pack('!HHBBH', 1, 0x800, 6, 4, op) + bytes.fromhex(sha.replace(':', '')) + socket.inet_aton(spa) + \
        bytes.fromhex(tha.replace(':', '')) + socket.inet_aton(tpa)


def dns(ident, flags, name, kind=1, answers=()):
    q = b''.join(bytes([len(p)]) + p.encode() for p in name.split('.')) + b'\0' + struct.pack('!HH', kind, 1)
    a = b''.join(b'\xc0\x0c' + struct.pack('!HHIH', k, 1, 300, len(d)) + d for k, d in answers)
    return struct.pack('!HHHHHH', ident, flags, 1, len(answers), 0, 0) + q + a
