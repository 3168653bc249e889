"""Packets of transport protocols for the value checks: TCP with every option, SCTP with every chunk, parameter and cause."""
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


# ---- SCTP: RFC 9260, 3758 (forward TSN), 4820 (padding), 4895 (AUTH), 5061 (address changes), 6525 (reconfiguration), 8260 (I-DATA)

def crc32c(data):
    c = 0xffffffff
    for byte in data:
        c ^= byte
        for _ in range(8):
            c = c >> 1 ^ (0x82f63b78 if c & 1 else 0)
    return c ^ 0xffffffff


def sctp(*chunks, back=False, tag=0x01020304, port=2000):
    head = struct.pack('!HHI', *((80, port) if back else (port, 80)), tag)
    body = b''.join(chunks)
    packet = head + struct.pack('<I', crc32c(head + bytes(4) + body)) + body
    return ether(ip(packet, 132, B, A) if back else ip(packet, 132, A, B))


def chunk(kind, value=b'', flags=0):
    return struct.pack('!BBH', kind, flags, 4 + len(value)) + value + bytes(-len(value) % 4)


def tlv(kind, value=b''):
    return struct.pack('!HH', kind, 4 + len(value)) + value + bytes(-len(value) % 4)


def word(*values):
    return struct.pack(f'!{len(values)}I', *values)


def sctp_association():
    address4, address6 = tlv(5, b'\xc0\0\2\1'), tlv(6, b'\x20\1\x0d\xb8' + bytes(11) + b'\1')
    offer = struct.pack('!IIHHI', 0x11111111, 65536, 10, 20, 1000)
    answer = struct.pack('!IIHHI', 0x22222222, 32768, 30, 40, 2000)
    common = [address4, address6, tlv(9, word(5000)), tlv(11, b'host.example.org\0'), tlv(12, b'\0\5\0\6'), tlv(0x8000), tlv(0x8002, bytes(range(32))),
              tlv(0x8003, b'\xc1\x80'), tlv(0x8004, b'\0\1\0\3'), tlv(0x8008, b'\xc1\x80\xc0\x82\x0f'), tlv(0xc000), tlv(0xc006, word(0xabcdef))]
    yield sctp(chunk(1, offer + b''.join(common)), tag=0)
    yield sctp(chunk(2, answer + tlv(7, bytes(range(21))) + tlv(8, tlv(0x8fff, b'xyz')) + address4), back=True, tag=0x11111111)
    yield sctp(chunk(10, bytes(range(21))), chunk(0, struct.pack('!IHHI', 1000, 3, 7, 0) + b'hello', 0x0b), tag=0x22222222)
    yield sctp(chunk(11), chunk(3, struct.pack('!IIHH', 1000, 30000, 0, 0)), back=True, tag=0x11111111)
    yield sctp(chunk(0, struct.pack('!IHHI', 1001, 3, 8, 46) + b'more', 6), chunk(0, struct.pack('!IHHI', 1003, 4, 0, 47) + b'late', 3), tag=0x22222222)
    yield sctp(chunk(3, struct.pack('!IIHHHHHHII', 1000, 30000, 2, 2, 2, 3, 5, 5, 999, 1000)), back=True, tag=0x11111111)
    yield sctp(chunk(4, tlv(1, b'information')), tag=0x22222222)
    yield sctp(chunk(5, tlv(1, b'information')), back=True, tag=0x11111111)
    yield sctp(chunk(12, word(1000)), chunk(13, word(1001)), chunk(132, bytes(7)), tag=0x22222222)
    yield sctp(chunk(192, word(1003) + struct.pack('!HHHH', 3, 8, 4, 0)), tag=0x22222222)
    yield sctp(chunk(15, struct.pack('!HH', 5, 1) + bytes(range(20))), chunk(193, word(77) + address4 + tlv(0xc001, word(1) + address4) +
                                                                            tlv(0xc002, word(2) + address6) + tlv(0xc004, word(3) + address4)), tag=0x22222222)
    yield sctp(chunk(128, word(77) + tlv(0xc005, word(1)) + tlv(0xc003, word(2) + tlv(0xa0, b'data'))), back=True, tag=0x11111111)
    yield sctp(chunk(130, tlv(13, word(1, 2, 3) + b'\0\3\0\4') + tlv(14, word(5) + b'\0\6')), tag=0x22222222)
    yield sctp(chunk(130, tlv(16, word(1, 1, 4, 5)) + tlv(16, word(2, 6))), chunk(130, tlv(15, word(8))), back=True, tag=0x11111111)
    yield sctp(chunk(130, tlv(17, word(9) + b'\0\2\0\0') + tlv(18, word(10) + b'\0\3\0\0')), tag=0x22222222)
    yield sctp(chunk(7, word(2000)), tag=0x22222222)
    yield sctp(chunk(8), back=True, tag=0x11111111)
    yield sctp(chunk(14, flags=1), tag=0x11111111)


def sctp_other():
    """Errors; messages of I-DATA and forward TSNs of RFC 8260; NR-SACK and PKTDROP of drafts."""
    causes = [(1, b'\0\5\0\0'), (2, word(2) + b'\0\7\0\x09'), (3, word(99)), (4, b''), (5, tlv(5, b'\xc0\0\2\1')), (6, chunk(0x55, b'what')), (7, b''),
              (8, tlv(0x8fff, b'xyz')), (9, word(1000)), (10, b''), (11, tlv(5, b'\xc0\0\2\1')), (12, b'bored'), (13, b'you did'), (0xa0, tlv(0xc002, word(1) + tlv(5, b'\xc0\0\2\1'))),
              (0x105, struct.pack('!H', 7))]
    for number in range(0, len(causes), 3):
        yield sctp(chunk(9, b''.join(tlv(*c) for c in causes[number:number + 3])), port=2001)
    yield sctp(chunk(64, struct.pack('!IHHII', 1, 3, 0, 7, 51) + b'first', 2), chunk(64, struct.pack('!IHHII', 2, 3, 0, 7, 1) + b'last', 1), port=2002)
    yield sctp(chunk(194, word(5) + struct.pack('!HHIHHI', 3, 1, 8, 4, 0, 9)), port=2002)
    yield sctp(chunk(16, struct.pack('!IIHHHHHHHHI', 5, 3000, 1, 1, 1, 0, 2, 3, 1, 1, 4)), port=2003, back=True)
    yield sctp(chunk(129, struct.pack('!IIHH', 100, 200, 40, 0) + b'dropped!', 5), port=2003)
    yield sctp(chunk(6, tlv(12, b'gone'), flags=1), port=2003)
    yield sctp(chunk(0x55, b'unknown!'), port=2003)


def everything():
    return [p for make in (tcp_common, tcp_rare, mptcp, sctp_association, sctp_other) for p in make()]
