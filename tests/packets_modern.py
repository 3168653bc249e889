"""Packets of protocols that tcpdump does not have: TLS, DTLS, QUIC, HTTP/2, WireGuard, MQTT, GTP-U, databases."""
import struct

import aes
from packets import dns, ether, ip, tcp, udp

A, B = '10.0.0.1', '10.0.0.2'
RANDOM = bytes(range(32))


class Talk:
    """Segments of one TCP connection, or datagrams between two ports."""

    def __init__(self, client, server):
        self.ports, self.sequence, self.packets = (client, server), [1000, 5000], []

    def segment(self, side, data):
        src, dst = (A, B) if side == 0 else (B, A)
        sport, dport = self.ports if side == 0 else self.ports[::-1]
        self.packets.append(ether(ip(tcp(data, sport, dport, self.sequence[side], self.sequence[1 - side], 24, src, dst), 6, src, dst)))
        self.sequence[side] += len(data)

    def datagram(self, side, data):
        src, dst = (A, B) if side == 0 else (B, A)
        sport, dport = self.ports if side == 0 else self.ports[::-1]
        self.packets.append(ether(ip(udp(data, sport, dport, src, dst), 17, src, dst)))


def sized(n, data):
    return len(data).to_bytes(n, 'big') + data


# ---- TLS


def extension(kind, data):
    return struct.pack('!H', kind) + sized(2, data)


def client_hello(name=b'www.example.test', protocols=(b'h2', b'http/1.1'), padding=0):
    extensions = extension(0, sized(2, b'\0' + sized(2, name))) + extension(10, sized(2, b'\0\x1d\0\x17')) + extension(11, sized(1, b'\0')) + \
        extension(13, sized(2, b'\4\3\x08\4\4\1')) + extension(16, sized(2, b''.join(sized(1, p) for p in protocols))) + \
        extension(43, sized(1, b'\x0a\x0a\3\4\3\3')) + extension(45, sized(1, b'\1')) + \
        extension(51, sized(2, b'\0\x1d' + sized(2, bytes(range(32, 64))))) + extension(0xff01, b'\0')
    if padding:
        extensions += extension(21, bytes(padding))
    body = b'\3\3' + RANDOM + sized(1, RANDOM[::-1]) + sized(2, b'\x13\1\x13\2\xc0\x2f') + sized(1, b'\0') + sized(2, extensions)
    return b'\1' + sized(3, body)


def server_hello(version=0x0304, cipher=0x1301):
    extensions = extension(43, b'\3\4') + extension(51, b'\0\x1d' + sized(2, bytes(range(64, 96)))) if version == 0x0304 else \
        extension(0, b'') + extension(16, sized(2, sized(1, b'h2')))
    body = b'\3\3' + RANDOM[::-1] + sized(1, b'') + struct.pack('!HB', cipher, 0) + sized(2, extensions)
    return b'\2' + sized(3, body)


def record(kind, data, version=0x0303):
    return struct.pack('!BH', kind, version) + sized(2, data)


def tls():
    t = Talk(40001, 443)
    hello = record(22, client_hello(padding=1500), 0x0301) # two segments
    t.segment(0, hello[:1000])
    t.segment(0, hello[1000:])
    t.segment(1, record(22, server_hello()) + record(20, b'\1') + record(23, bytes(100)) + record(23, bytes(60))[:30])
    t.segment(1, record(23, bytes(60))[30:] + record(23, bytes(40)))
    t.segment(0, record(20, b'\1') + record(23, bytes(53)))
    old = Talk(40002, 4443)
    old.segment(0, record(22, client_hello(b'old.example.test'), 0x0301))
    certificates = sized(3, sized(3, b'0\3\2\1\5') + sized(3, b'0\3\2\1\6'))
    exchange = b'\3\0\x1d' + sized(1, bytes(32)) + b'\4\1' + sized(2, bytes(64))
    asked = sized(1, b'\1\x40') + sized(2, b'\4\1\4\3') + sized(2, b'')
    old.segment(1, record(22, server_hello(0x0303, 0xc02f) + b'\x0b' + sized(3, certificates) + b'\x0c' + sized(3, exchange) +
                          b'\x0d' + sized(3, asked) + b'\x0e\0\0\0'))
    old.segment(0, record(22, b'\x10' + sized(3, sized(1, bytes(32)))) + record(20, b'\1') + record(22, bytes(40)))
    old.segment(1, record(22, b'\4' + sized(3, struct.pack('!I', 300) + sized(2, bytes(16)))) + record(20, b'\1') + record(22, bytes(40)))
    old.segment(0, record(21, b'\2\x28'))
    return t.packets + old.packets


def starttls():
    """SMTP that turns to TLS, and an SSLRequest of PostgreSQL."""
    mail, base = Talk(40011, 25), Talk(40012, 5432)
    for side, text in ((1, b'220 mx.example.test\r\n'), (0, b'EHLO a\r\n'), (1, b'250 STARTTLS\r\n'), (0, b'STARTTLS\r\n'), (1, b'220 go\r\n')):
        mail.segment(side, text)
    base.segment(0, bytes.fromhex('0000000804d2162f'))
    base.segment(1, b'S')
    for t in (mail, base):
        hello = record(22, client_hello(b'mx.example.test', ()), 0x0301)
        t.segment(0, hello[:100])
        t.segment(0, hello[100:])
        t.segment(1, record(22, server_hello()) + record(20, b'\1') + record(23, bytes(100)))
    return mail.packets + base.packets


# ---- DTLS (RFC 6347, RFC 9147)

def dtls_record(kind, data, sequence, epoch=0, version=0xfefd):
    return struct.pack('!BHHHI', kind, version, epoch, 0, sequence) + sized(2, data)


def dtls_message(kind, body, sequence, offset=0, part=None):
    part = body if part is None else part
    return struct.pack('!B', kind) + len(body).to_bytes(3, 'big') + struct.pack('!H', sequence) + offset.to_bytes(3, 'big') + sized(3, part)


def dtls_hello(cookie, versions=b''):
    suites = struct.pack('!HH', 0xc02b, 0xc02f)
    extensions = extension(10, sized(2, struct.pack('!HH', 29, 23))) + (extension(43, sized(1, versions)) if versions else b'')
    return struct.pack('!H', 0xfefd) + RANDOM + b'\0' + sized(1, cookie) + sized(2, suites) + b'\1\0' + sized(2, extensions)


def dtls():
    t, new = Talk(50021, 4433), Talk(50022, 5684)
    server = struct.pack('!H', 0xfefd) + RANDOM + b'\0' + struct.pack('!HB', 0xc02b, 0) + sized(2, b'')
    certificate = sized(3, sized(3, b'0\x82' + bytes(300)))
    t.datagram(0, dtls_record(22, dtls_message(1, dtls_hello(b''), 0), 0, version=0xfeff))
    t.datagram(1, dtls_record(22, dtls_message(3, b'\xfe\xff' + sized(1, b'biscuit!'), 0), 0, version=0xfeff))
    t.datagram(0, dtls_record(22, dtls_message(1, dtls_hello(b'biscuit!'), 1), 1))
    t.datagram(1, dtls_record(22, dtls_message(2, server, 1), 1) + dtls_record(22, dtls_message(11, certificate, 2, 0, certificate[:200]), 2))
    t.datagram(1, dtls_record(22, dtls_message(11, certificate, 2, 200, certificate[200:]), 3) + dtls_record(22, dtls_message(14, b'', 3), 4))
    t.datagram(0, dtls_record(20, b'\1', 2) + dtls_record(22, bytes(48), 0, 1))
    t.datagram(0, dtls_record(23, bytes(64), 1, 1))
    t.datagram(1, dtls_record(21, b'\2\x28', 5))
    t.datagram(1, dtls_record(21, bytes(40), 6, 1))
    new.datagram(0, dtls_record(22, dtls_message(1, dtls_hello(b'', b'\xfe\xfc\xfe\xfd'), 0), 0))
    chosen = struct.pack('!H', 0xfefd) + RANDOM + b'\0' + struct.pack('!HB', 0x1301, 0) + sized(2, extension(43, b'\xfe\xfc'))
    new.datagram(1, dtls_record(22, dtls_message(2, chosen, 0), 0) + b'\x2e\0\1' + sized(2, bytes(50)) + b'\x2e\0\2' + sized(2, bytes(30)))
    new.datagram(0, b'\x2b\0\1' + bytes(40))
    return t.packets + new.packets


# ---- QUIC (RFC 9000, 9001, 9369)

SALTS = {1: bytes.fromhex('38762cf7f55934b34d179ae6a4c80cadccbb7f0a'), 0x6b3343cf: bytes.fromhex('0dede3def700a6db819381be6e269dcbf9bd2ed9')}


def number(v):
    return bytes([v]) if v < 64 else struct.pack('!H', 0x4000 | v)


def initial(version, id, to, source, side, n, frames, token=b''):
    """A protected Initial packet; `id` is the connection ID that the keys come from."""
    label = b'quic' if version == 1 else b'quicv2'
    secret = aes.expand_label(aes.extract(SALTS[version], id), b'client in' if side == 0 else b'server in', 32)
    key, iv, mask_key = (aes.expand_label(secret, label + b' ' + what, size) for what, size in ((b'key', 16), (b'iv', 12), (b'hp', 16)))
    frames += bytes(max(0, 1100 - len(frames))) if side == 0 else b''
    first = 0xc1 if version == 1 else 0xd1
    head = bytes([first]) + struct.pack('!I', version) + sized(1, to) + sized(1, source) + number(len(token)) + token + \
        number(2 + len(frames) + 16)
    whole = head + struct.pack('!H', n)
    nonce = (int.from_bytes(iv, 'big') ^ n).to_bytes(12, 'big')
    sealed = aes.seal(key, nonce, whole, frames)
    mask = aes.block(mask_key, sealed[2:18])
    protected = bytes([whole[0] ^ mask[0] & 15]) + whole[1:-2] + bytes(a ^ b for a, b in zip(whole[-2:], mask[1:]))
    return protected + sealed


def crypto(offset, data):
    return b'\6' + number(offset) + number(len(data)) + data


def quic():
    packets = []
    for version, port, client in ((1, 443, 50001), (0x6b3343cf, 4433, 50002)):
        t = Talk(client, port)
        id, source, chosen = struct.pack('!II', version, 7), b'\xc1\xc2' + struct.pack('!H', client), b'\xd1\xd2\xd3' + struct.pack('!H', client)
        hello = client_hello(b'quic.example.test', (b'h3',))
        t.datagram(0, initial(version, id, id, source, 0, 0, crypto(120, hello[120:]) + b'\1' + crypto(0, hello[:50])))
        t.datagram(0, initial(version, id, id, source, 0, 1, crypto(50, hello[50:120])))
        t.datagram(1, initial(version, id, source, chosen, 1, 0, b'\2\1\0\0\1' + crypto(0, server_hello())))
        t.datagram(0, initial(version, id, chosen, source, 0, 2, b'\3\0\0\0\0\1\2\3', token=b'token'))
        t.datagram(1, initial(version, id, source, chosen, 1, 1, b'\x1c\2\6\7too bad'))
        packets += t.packets
    return packets


# ---- HTTP/2 (RFC 9113); header fields as literals without indexing, and from the static table


def frame(kind, flags, stream, data):
    return len(data).to_bytes(3, 'big') + struct.pack('!BBI', kind, flags, stream) + data


def literal(name, value, index=0x40):
    return bytes([index]) + sized(1, name) + sized(1, value)


def http2():
    t = Talk(40003, 8080)
    settings = struct.pack('!HIHIHIHIHIHI', 1, 4096, 2, 0, 3, 100, 4, 65535, 5, 16384, 6, 8192)
    request = b'\x82\x86' + bytes([0x41]) + sized(1, b'www.example.test') + bytes([0x44]) + sized(1, b'/index.html') + literal(b'user-agent', b'test')
    t.segment(0, b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' + frame(4, 0, 0, settings) + frame(8, 0, 0, struct.pack('!I', 1000)))
    t.segment(0, frame(1, 0x25, 1, struct.pack('!IB', 0x80000003, 15) + request))
    t.segment(1, frame(4, 0, 0, b'') + frame(4, 1, 0, b'') + frame(1, 4, 1, b'\x88' + literal(b'content-type', b'text/plain') +
                                                                    literal(b'content-length', b'11')))
    body = frame(0, 8, 1, b'\4hello ' + bytes(4)) + frame(0, 1, 1, b'world')
    t.segment(1, body[:12])
    t.segment(1, body[12:] + frame(6, 0, 0, bytes(range(8))))
    t.segment(0, frame(6, 1, 0, bytes(range(8))) + frame(1, 1, 3, b'\x82\x87\xbf') + frame(9, 4, 3, b'\xbe\x44' + sized(1, b'/other')))
    t.segment(1, frame(5, 4, 1, struct.pack('!I', 2) + b'\x82') + frame(3, 0, 3, struct.pack('!I', 8)) + frame(2, 0, 5, struct.pack('!IB', 1, 200)))
    t.segment(1, frame(7, 0, 0, struct.pack('!II', 3, 11) + b'calm') + frame(0x10, 0, 0, b'\0\0\0\1u=1'))
    return t.packets


# ---- MQTT 3.1.1 and 5.0


def mqtt_message(head, body):
    n, length = len(body), b''
    while True:
        length += bytes([n & 0x7f | (0x80 if n > 0x7f else 0)])
        n >>= 7
        if not n:
            return bytes([head]) + length + body


def mqtt_talk(client, version):
    t = Talk(client, 1883)
    text = lambda s: sized(2, s)
    properties = lambda p: sized(1, p) if version == 5 else b''
    number16 = lambda v: struct.pack('!H', v)
    t.segment(0, mqtt_message(0x10, text(b'MQTT') + bytes([version, 0xee]) + number16(60) + properties(b'\x11\0\0\1\0\x21\0\x0a\x26' + text(b'a') + text(b'b')) +
                              text(b'client') + properties(b'\x18\0\0\0\5\3' + text(b'text')) + text(b'last/will') + text(b'gone') + text(b'user') + text(b'secret')))
    t.segment(1, mqtt_message(0x20, b'\1\0' + properties(b'\x24\1\x22\0\x0a\x12' + text(b'assigned'))))
    t.segment(0, mqtt_message(0x82, number16(1) + properties(b'\x0b\x05') + text(b'a/#') + b'\1' + text(b'b') + b'\2'))
    t.segment(1, mqtt_message(0x90, number16(1) + properties(b'') + b'\1\2'))
    publish = mqtt_message(0x3b, text(b'a/long') + number16(2) + properties(b'\x23\0\1\1\1') + b'm' * 300)
    t.segment(0, publish[:200])
    t.segment(0, publish[200:])
    reason = bytes([0x10]) + properties(b'\x1f' + text(b'none')) if version == 5 else b''
    for kind, side in ((0x40, 1), (0x50, 1), (0x62, 0), (0x70, 1)):
        t.segment(side, mqtt_message(kind, number16(2) + reason))
    t.segment(1, mqtt_message(0x31, text(b'b') + properties(b'') + b'now') + mqtt_message(0x30, text(b'b') + properties(b'') + b'then'))
    t.segment(0, mqtt_message(0xa2, number16(3) + properties(b'') + text(b'a/#')))
    t.segment(1, mqtt_message(0xb0, number16(3) + (properties(b'') + b'\0' if version == 5 else b'')))
    t.segment(0, mqtt_message(0xc0, b'') + mqtt_message(0xe0, b'\4' + properties(b'') if version == 5 else b''))
    t.segment(1, mqtt_message(0xd0, b''))
    if version == 5:
        t.segment(0, mqtt_message(0xf0, b'\x18' + properties(b'\x15' + text(b'method') + b'\x16' + text(b'data'))))
    return t.packets


# ---- WireGuard, GTP-U


def wireguard():
    t = Talk(51820, 51820)
    sender, receiver = b'\1\2\3\4', b'\5\6\7\x08'
    t.datagram(0, b'\1\0\0\0' + sender + bytes(range(32)) + bytes(48 + 28) + bytes(range(16)) + bytes(16))
    t.datagram(1, b'\2\0\0\0' + receiver + sender + bytes(range(32, 64)) + bytes(16) + bytes(range(16, 32)) + bytes(16))
    t.datagram(1, b'\3\0\0\0' + sender + bytes(range(24)) + bytes(range(32)))
    t.datagram(0, b'\4\0\0\0' + receiver + struct.pack('<Q', 0) + bytes(16))
    t.datagram(0, b'\4\0\0\0' + receiver + struct.pack('<Q', 1) + bytes(112))
    return t.packets


def gtp():
    t = Talk(2152, 2152)
    inner = ip(udp(dns(7, 0x100, 'inner.example.test'), 40000, 53, '192.0.2.1', '192.0.2.2'), 17, '192.0.2.1', '192.0.2.2')
    message = lambda flags, kind, tunnel, data: struct.pack('!BBHI', flags, kind, len(data), tunnel) + data
    t.datagram(0, message(0x30, 255, 0x1234, inner))
    t.datagram(0, message(0x34, 255, 0x1234, b'\0\0\0\x85' + b'\1\x10\x09\0' + inner))
    t.datagram(0, message(0x32, 1, 0, b'\0\5\0\0'))
    t.datagram(1, message(0x32, 2, 0, b'\0\5\0\0\x0e\0'))
    t.datagram(0, message(0x30, 254, 0x1234, b''))
    return t.packets


# ---- Databases


def pgsql():
    t = Talk(40004, 5432)
    message = lambda kind, data: kind + struct.pack('!I', len(data) + 4) + data
    t.segment(0, message(b'', struct.pack('!I', 80877103)))
    t.segment(1, b'N')
    t.segment(0, message(b'', struct.pack('!HH', 3, 0) + b'user\0test\0database\0shop\0\0'))
    t.segment(1, message(b'R', struct.pack('!I', 0)) + message(b'S', b'server_version\x0015.4\0') + message(b'K', struct.pack('!II', 77, 99)) +
              message(b'Z', b'I'))
    t.segment(0, message(b'Q', b'select name from goods\0'))
    row = message(b'T', struct.pack('!H', 1) + b'name\0' + struct.pack('!IHIhiH', 16384, 1, 25, -1, -1, 0)) + \
        message(b'D', struct.pack('!Hi', 1, 5) + b'spoon')
    t.segment(1, row[:40])
    t.segment(1, row[40:] + message(b'C', b'SELECT 1\0') + message(b'Z', b'I'))
    t.segment(0, message(b'P', b's1\0select $1\0' + struct.pack('!HI', 1, 23)) + message(b'D', b'Ss1\0') + message(b'S', b''))
    t.segment(1, message(b'E', b'SERROR\0C42601\0Msyntax error\0P8\0\0'))
    t.segment(0, message(b'X', b''))
    return t.packets


def mysql():
    t = Talk(40005, 3306)
    packet = lambda n, data: len(data).to_bytes(3, 'little') + bytes([n]) + data
    t.segment(1, packet(0, b'\x0a8.0.35\0' + struct.pack('<I', 12) + b'saltsalt\0' + struct.pack('<HBHHB', 0xffff, 33, 2, 0x80ff, 21) + bytes(10) +
                        b'moresaltsalt\0mysql_native_password\0'))
    t.segment(0, packet(1, struct.pack('<IIB', 0x8208, 1 << 24, 33) + bytes(23) + b'test\0' + sized(1, bytes(20)) + b'shop\0'))
    t.segment(1, packet(2, b'\0\0\0\2\0\0\0'))
    t.segment(0, packet(0, b'\3select 1'))
    t.segment(1, packet(1, b'\xff' + struct.pack('<H', 1064) + b'#42000syntax'))
    t.segment(0, packet(0, b'\1'))
    return t.packets


def kafka():
    t = Talk(40006, 9092)
    t.segment(0, sized(4, struct.pack('!hhi', 18, 0, 1) + sized(2, b'test')))
    t.segment(1, sized(4, struct.pack('!ihI', 1, 0, 0)))
    t.segment(0, sized(4, struct.pack('!hhi', 3, 0, 2) + sized(2, b'test') + struct.pack('!I', 0)))
    return t.packets


def memcached():
    t = Talk(40007, 11211)
    t.segment(0, b'set key 5 60 4\r\ndata\r\n')
    t.segment(1, b'STORED\r\n')
    t.segment(0, b'get key\r\n')
    t.segment(1, b'VALUE key 5 4\r\ndata\r\nEND\r\n')
    return t.packets


def everything():
    return tls() + quic() + http2() + mqtt_talk(40008, 4) + mqtt_talk(40009, 5) + wireguard() + gtp() + pgsql() + mysql() + kafka() + memcached() + starttls() + dtls()
