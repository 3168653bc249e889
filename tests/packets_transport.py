"""Packets of transport protocols for the value checks: TCP with every option."""
import struct

from packets import ether, ip, tcp

A, B = '10.0.0.1', '10.0.0.2'
FIN, SYN, RST, PSH, ACK, URG = 1, 2, 4, 8, 16, 32
KEY1, KEY2 = bytes(range(1, 9)), bytes(range(11, 19))


def option(kind, content=b''):
    return bytes([kind, len(content) + 2]) + content


# ---- TCP: RFC 9293

class Connection:
    """Segments of one connection, with sequence numbers that go on."""

    def __init__(self, port, first=b'', second=b''):
        self.port, self.next, self.made = port, [1000, 5000], []
        self.send(0, SYN, first)
        self.send(1, SYN | ACK, second)
        self.send(0, ACK)

    def send(self, end, flags, options=b'', data=b'', urgent=0, acked=None):
        src, dst, sport, dport = (A, B, self.port, 80) if end == 0 else (B, A, 80, self.port)
        ack = self.next[1 - end] if acked is None else acked
        segment = tcp(data, sport, dport, self.next[end], ack if flags & ACK else 0, flags, src, dst, options + b'\1' * (-len(options) % 4))
        if urgent:
            segment = tcp_urgent(segment, urgent)
        self.made.append(ether(ip(segment, 6, src, dst)))
        self.next[end] += len(data) + bool(flags & (SYN | FIN))


def tcp_urgent(segment, pointer):
    """The urgent pointer set, and the checksum with it (RFC 1624)."""
    c = (~struct.unpack('!H', segment[16:18])[0] & 0xffff) + pointer
    return segment[:16] + struct.pack('!HH', ~(c + (c >> 16)) & 0xffff, pointer) + segment[20:]


def tcp_common():
    offer = option(2, b'\5\xb4') + option(4) + option(8, struct.pack('!II', 100, 0)) + b'\1' + option(3, b'\7')
    c = Connection(40100, offer, offer)
    stamp = b'\1\1' + option(8, struct.pack('!II', 101, 100))
    c.send(0, PSH | ACK, stamp, b'hello')
    c.send(1, ACK, stamp + b'\1\1' + option(5, struct.pack('!II', 1100, 1200)))
    c.send(1, ACK, b'\1\1' + option(5, struct.pack('!IIII', 1100, 1150, 1100, 1200)))
    c.send(1, ACK, b'\1\1' + option(5, struct.pack('!II', 1001, 1006)))
    c.send(0, PSH | ACK | URG, b'', b'urgent', urgent=6)
    c.send(1, ACK | 0x1c0, option(28, b'\x80\5') + option(28, b'\0\x1e'))
    c.send(0, FIN | ACK)
    c.send(1, FIN | ACK, b'\0\0\0\0')
    c.send(0, RST, b'', b'no reason')
    return c.made


def tcp_rare():
    wide = Connection(40101, option(3, b'\x0e') + option(34), option(3, b'\x0f') + option(34, b'cookies!'))
    tried = Connection(40102, option(254, b'\xf9\x89'), option(254, b'\xf9\x89cookie'))
    for content in (option(6, KEY1[:4]), option(7, KEY1[:4]), option(11, KEY1[:4]), option(12, KEY1[:4]), option(13, KEY1[:4]),
                    option(19, KEY1 + KEY2), option(20, b'\xa5\x09'), b'\1\1' + option(21, b'\0\3\0\4'), option(22), option(23), option(27, b'\x35\7' + KEY1[:4]),
                    option(29, b'\1\2' + KEY1), option(78, b'\1\5\x0a\0\0\1\x0a\0\0\2\x1e\x78\x1e\x79'), option(76, b'\1\2\x0a\0\0\1\7\x08'),
                    option(76, b'\x11\2\x0a\0\0\1\x0a\0\0\2\x1e\x78'), option(76, b'\x10\2\x0a\0\0\1'), option(76, b'\x12\2\0\1\2\3'),
                    option(253, b'\x12\x34data'), option(99, b'unknown')):
        wide.send(0, ACK, content)
    return wide.made + tried.made


# ---- Multipath TCP: RFC 6824, RFC 8684

def mptcp():
    def of(content):
        return option(30, content)
    keys = KEY1 + KEY2
    c = Connection(40103, of(b'\1\x81'), of(b'\1\x81' + KEY1))
    c.send(0, ACK, of(b'\1\x81' + keys))
    c.send(0, ACK, of(b'\1\x81' + keys + struct.pack('!H', 5)), b'hello')
    c.send(0, ACK, of(b'\1\x81' + keys + struct.pack('!HH', 5, 0xbeef)), b'hello')
    for flags in (0x01, 0x03, 0x05, 0x0f, 0x14, 0x1f):
        body = bytes([0x20, flags])
        body += KEY1[:8 if flags & 2 else 4] if flags & 1 else b''
        body += KEY2[:8 if flags & 8 else 4] + struct.pack('!IH', 5, 100) if flags & 4 else b''
        c.send(0, ACK, of(body))
    c.send(0, ACK, of(b'\x20\4' + KEY1[:4] + struct.pack('!IHH', 5, 100, 0xcafe)))
    addresses = b'\x0a\0\0\x09', bytes(15) + b'\1'
    for body in [b'\x34\5' + addresses[0], b'\x36\5' + addresses[1] + b'\x1f\x90', b'\x31\5' + addresses[0], b'\x30\5' + addresses[0] + b'\x1f\x90' + KEY1,
                 b'\x30\5' + addresses[1] + KEY1, b'\x40\5', b'\x40\5\6\7', b'\x51', b'\x50\x09', b'\x6f\x77' + KEY1, b'\x7f\x77' + KEY1, b'\x85\3', b'\x8a\1']:
        c.send(0, ACK, of(body))
    old = Connection(40104, of(b'\0\x81' + KEY1), of(b'\0\x41' + KEY2))
    joined = Connection(40105, of(b'\x11\7' + KEY1), of(b'\x10\x08' + KEY1 + KEY2[:4]))
    joined.send(0, ACK, of(b'\x10\0' + bytes(range(20))))
    return c.made + old.made + joined.made


def everything():
    return [p for make in (tcp_common, tcp_rare, mptcp) for p in make()]
