"""Packets of every kind (see packets_every.py) of transports, what stands between IP and them, and text protocols on TCP."""
import socket
import struct

from packets import checksum, ether, ip, ip6, pseudo, tcp, udp
from packets_every import ADDRESS6, FILL, LENGTHS, QUOTED4, QUOTED6, around, cuts, datagram, segment, whole

over4 = lambda payload, protocol: ether(ip(payload, protocol))
over6 = lambda payload, protocol: ether(ip6(payload, protocol), 0x86dd)


# ---- SCTP: RFC 9260, RFC 5061, RFC 4895, RFC 8260

def sctp(chunks):
    return over4(struct.pack('!HHII', 1025, 2000, 7, 0) + chunks, 132)


def sctp_chunks():
    chunk = lambda kind, flags, value: struct.pack('!BBH', kind, flags, 4 + len(value)) + value + bytes(-len(value) % 4)
    for kind in (*range(24), 64, 128, 129, 130, 132, 192, 193, 194, 255):
        yield from whole(sctp(chunk(kind, flags, FILL[:n])) for flags in (0, 1, 2, 3, 4, 7, 8, 15, 255) for n in (*LENGTHS, 40))
        yield from whole(sctp(chunk(kind, 3, bytes(n)) + chunk(4, 0, b'\0\1\0\4')) for n in LENGTHS)
        yield from whole(sctp(struct.pack('!BBH', kind, 0, n) + FILL[:24]) for n in (0, 1, 3, 4, 5, 12, 16, 27, 28, 29, 400))
        yield from cuts(sctp(chunk(kind, 3, FILL[:24])), 34)
    for payload in (*range(0, 75), 255):
        yield from whole([sctp(chunk(0, 3, struct.pack('!IHHI', 1, 2, 3, payload) + FILL[:10])), sctp(chunk(64, 3, struct.pack('!IHHII', 1, 2, 3, 4, payload) + FILL[:10]))])
    for gaps in range(4):
        for duplicates in range(4):
            yield from whole(sctp(chunk(3, 0, struct.pack('!IIHH', 7, 65535, gaps, duplicates) + struct.pack('!12H', *range(1, 13))[:n])) for n in (0, 4, 8, 12, 16, 24))


def sctp_parameters():
    chunk = lambda kind, value: struct.pack('!BBH', kind, 0, 4 + len(value)) + value + bytes(-len(value) % 4)
    tlv = lambda kind, value: struct.pack('!HH', kind, 4 + len(value)) + value + bytes(-len(value) % 4)
    for kind in (*range(20), 0x8000, 0x8001, 0x8002, 0x8003, 0x8004, 0x8008, *range(0xc000, 0xc009), 0xffff):
        for head in (1, 2):
            yield from whole(sctp(chunk(head, struct.pack('!IIHHI', 1, 2, 3, 4, 5) + tlv(kind, FILL[:n]) + tlv(9, b''))) for n in LENGTHS)
        yield from whole(sctp(chunk(head, lead + tlv(kind, FILL[:n]))) for head, lead in ((4, b''), (5, b''), (6, b''), (9, b''), (10, b''), (193, b'\0\0\0\1' + tlv(5, b'\x0a\0\0\1')), (128, b'\0\0\0\1'), (130, b'')) for n in LENGTHS)
        yield from cuts(sctp(chunk(1, struct.pack('!IIHHI', 1, 2, 3, 4, 5) + tlv(kind, FILL[:8]))), 60)
    for kind in range(20):
        yield from whole(sctp(chunk(head, struct.pack('!HH', kind, n) + FILL[:12])) for head in (6, 9) for n in (0, 1, 3, 4, 5, 8, 12, 16, 17))
    base = struct.pack('!HHII', 1025, 2000, 7, 0) + chunk(1, struct.pack('!IIHHI', 1, 2, 3, 4, 5) + tlv(5, b'\x0a\0\0\1') + tlv(12, b'\0\5\0\6'))
    yield from around(lambda p: over4(p, 132), base, range(len(base)))


# ---- DCCP: RFC 4340

def dccp_packets():
    def dccp(kind, options=b'', extended=1, ack=b'', payload=b'', reserved=0, ccval=0):
        head = struct.pack('!HH', 1025, 2000)
        sequence = struct.pack('!BBHI', reserved << 5 | kind << 1 | 1, 0, 1, 5) if extended else struct.pack('!I', (reserved << 5 | kind << 1) << 24 | 5)
        size = 8 + len(sequence) + len(ack) + len(options)
        return over4(head + struct.pack('!BBH', -(-size // 4), ccval << 4, 0) + sequence + ack + options + bytes(-len(options) % 4) + payload, 33)
    for kind in range(16):
        for extended in (0, 1):
            for ack in (b'', b'\0\0\0\7', b'\0\0\0\0\0\0\0\7', b'\0\0\0\0\0\0\0\7abcd', bytes(4) + b'svc1', b'svc1'):
                yield from whole(dccp(kind, b'', extended, ack, payload) for payload in (b'', b'hello'))
        yield from cuts(dccp(kind, b'\1\2\5ab', 1, b'\0\0\0\0\0\0\0\7\0\0\0\1', b'xy'), 34)
    for option in range(256):
        for ack in (b'\0\0\0\0\0\0\0\7', ):
            yield from whole(dccp(4, bytes([option, n + 2]) + FILL[:n], 1, ack) for n in (0, 1, 2, 3, 4, 5, 6, 8, 10))
            yield from whole(dccp(4, bytes([option, n]) + FILL[:4], 1, ack) for n in (0, 1, 2, 3, 9, 255))
    for feature in range(16):
        yield from whole(dccp(4, bytes([option, n + 3, feature]) + FILL[:n], 1, b'\0\0\0\0\0\0\0\7') for option in range(32, 37) for n in range(5))
    for code in range(16):
        yield from whole([dccp(7, b'', 1, b'\0\0\0\0\0\0\0\7' + bytes([code, 1, 2, 3]))])


# ---- PGM: RFC 3208

def pgm_packets():
    def pgm(kind, body, options=0, port=0, udp_port=None):
        head = struct.pack('!HHBBH6sH', 1025, 2000, kind, options, port, b'source', len(FILL[:4])) + body
        return over4(head, 113)
    nla4, nla6 = b'\0\1\0\0\x0a\0\0\1', b'\0\2\0\0' + ADDRESS6
    bodies = lambda kind: struct.pack('!III', 1, 2, 3)
    for kind in range(20):
        for nla in (nla4, nla6, b'\0\3\0\0abcd'):
            for flags in (0, 1, 0x40, 0x80, 0x81, 0xc0, 0xff):
                yield from whole(pgm(kind, bodies(kind)[:4 * n] + nla + nla + b'data', flags) for n in (1, 2, 3))
        yield from cuts(pgm(kind, struct.pack('!III', 1, 2, 3) + nla4 + nla4 + b'abcd'), 34)
        yield from cuts(pgm(kind, struct.pack('!II', 1, 2) + nla6 + nla6 + b'abcd'), 50)
    option = lambda kind, value, last=0x80: bytes([kind | last, len(value) + 2]) + value
    for kind in range(32):
        for n in (*LENGTHS, 34):
            body = option(kind, FILL[:n])
            length = struct.pack('!BBH', 0, 4, 4 + len(body))
            yield from whole(pgm(4, struct.pack('!II', 1, 2) + length + body + b'data', 1) for _ in (1,))
            yield from whole(pgm(4, struct.pack('!II', 1, 2) + struct.pack('!BBH', 0, 4, 4 + len(body) + 4) + option(kind, FILL[:n], 0) + option(5, b'\0\0') + b'data', 1) for _ in (1,))
        yield from whole(pgm(4, struct.pack('!II', 1, 2) + struct.pack('!BBH', 0, 4, 20) + bytes([kind | 0x80, n]) + FILL[:14], 1) for n in range(20))
        yield from whole(pgm(4, struct.pack('!II', 1, 2) + struct.pack('!BBH', 0, 4, 28) + bytes([kind | 0x80, n + 8, 0, 0]) + nla4 + FILL[:n], 1) for n in (0, 4, 8, 12, 20, 24))
        yield from cuts(pgm(4, struct.pack('!II', 1, 2) + struct.pack('!BBH', 0, 4, 16) + bytes([kind | 0x80, 12]) + FILL[:10], 1), 50)


# ---- RTP, RTCP and others by -T: RFC 3550

def rtp_packets():
    at = lambda p: datagram(p, 5004)
    for first in range(0, 256, 1):
        yield from whole([at(bytes([first, 0]) + FILL[:30])])
    for kind in range(256):
        yield from whole([at(bytes([0x80, kind]) + FILL[:30]), at(bytes([0x92, kind]) + FILL[:38])])
    base = bytes([0xb1, 8]) + struct.pack('!HIII', 7, 160, 0xdecafbad, 5) + struct.pack('!HH', 0x1234, 1) + b'extn' + FILL[:12]
    yield from around(at, base, range(20))
    yield from cuts(at(base), 42)


def rtcp_packets():
    at = lambda p: datagram(p, 5005)
    for kind in range(190, 215):
        for count in (0, 1, 2, 31):
            yield from whole(at(struct.pack('!BBH', 0x80 | count, kind, n) + (FILL * 2)[:m]) for n in (0, 1, 2, 6, 7, 12, 13, 400) for m in (4, 8, 24, 28, 52))
        yield from cuts(at(struct.pack('!BBH', 0x81, kind, 7) + FILL[:28]), 42)
    item = lambda kind, value: bytes([kind, len(value)]) + value
    for kind in range(16):
        for n in (0, 1, 5, 12):
            body = struct.pack('!I', 7) + item(kind, FILL[:n]) + b'\0'
            body += bytes(-len(body) % 4)
            yield from whole([at(struct.pack('!BBH', 0x81, 202, len(body) // 4) + body), at(struct.pack('!BBH', 0x82, 202, len(body) // 2) + body * 2)])


def vat_packets():
    for first in range(256):
        yield from whole([datagram(bytes([first, 1]) + FILL[:20], 5004), datagram(bytes([first & 0x3f, 0x40 | first >> 2]) + FILL[:4], 5004)])
    yield from cuts(datagram(b'\0\1' + FILL[:20], 5004), 42)


def white_board_packets():
    at = lambda p: datagram(p, 5004)
    for kind in range(20):
        body = struct.pack('!IIIBBH', 0x0a000001, 7, 8, kind, 0, 24) + FILL[:40]
        yield from whole([at(body), at(body[:24]), at(bytes(12) + body[12:]), at(body[:13] + b'\x80' + body[14:])])
        yield from cuts(at(body), 42)
        yield from around(at, body, range(12, 40))


# ---- AH, ESP, IPComp: RFC 4302, 4303, 3173

def ipsec_packets():
    for n in range(16):
        for then in (6, 17, 4, 41, 50, 51, 59, 0, 255):
            head = struct.pack('!BBHII', then, n, 0, 5, 6) + FILL[:max(0, n * 4 - 4)]
            yield from whole([over4(head + udp(b'abcd', 1000, 2000), 51), over6(head + udp(b'abcd', 1000, 2000), 51)])
    base = struct.pack('!BBHII', 17, 4, 0, 5, 6) + FILL[:12] + udp(b'abcd', 1000, 2000)
    for over in (over4, over6):
        yield from cuts(over(base, 51), 34)
        yield from around(lambda p: over(p, 51), base, range(12))
        yield from cuts(over(struct.pack('!II', 5, 6) + FILL[:20], 50), 34)
        yield from whole(over(FILL[:n], protocol) for protocol in (50, 108) for n in range(40))
        for then in range(256):
            yield from whole([over(struct.pack('!BBH', then, 0, cpi) + FILL[:12], 108) for cpi in (0, 1, 2, 3, 4, 300)])
    yield from whole(datagram(lead + FILL[:n], 4500) for lead in (b'\xff', bytes(4), b'\0\0\0\5\0\0\0\6', b'\0') for n in (0, 1, 3, 4, 8, 30))


# ---- IPv6 extension headers: RFC 8200, 8754, 6275

def extension_headers():
    tail = udp(b'abcd', 1000, 2000, '2001:db8::1', '2001:db8::2')
    option = lambda kind, value: bytes([kind, len(value)]) + value
    for protocol in (0, 60):
        for kind in range(256):
            for n in (0, 1, 2, 4, 5, 8, 12, 16, 18):
                options = option(kind, FILL[:n])
                options += bytes(-(len(options) + 2) % 8)
                yield from whole([over6(bytes([17, (len(options) + 2) // 8 - 1]) + options + tail, protocol)])
        for kind in (0, 1, 5, 0x6d, 0xc2, 0xc9, 0x8b, 0x63, 0x23, 0x22, 0x26, 0x31):
            yield from whole(over6(bytes([17, 1, kind, n]) + FILL[:12] + tail, protocol) for n in range(20))
            yield from cuts(over6(bytes([17, 1, kind, 4]) + FILL[:12] + tail, protocol), 54)
    for then in range(256):
        yield from whole(over6(bytes([then, 0]) + b'\1\4\0\0\0\0' + tail, protocol) for protocol in (0, 60))
        yield from whole([over6(struct.pack('!BBHI', then, 0, flags, 7) + tail, 44) for flags in (0, 1, 8, 9)])
    yield from cuts(over6(struct.pack('!BBHI', 17, 0, 1, 7) + tail, 44), 54)


def routing_headers():
    tail = udp(b'abcd', 1000, 2000, '2001:db8::1', '2001:db8::2')
    for kind in (*range(10), 253, 254, 255):
        for n in range(7):
            for segments in (0, 1, 2, 3, 255):
                yield from whole([over6(bytes([17, n, kind, segments]) + bytes(4) + (ADDRESS6 * 4)[:8 * n] + tail, 43)])
        yield from cuts(over6(bytes([17, 4, kind, 2]) + b'\1\0\0\5' + ADDRESS6 * 2 + tail, 43), 54)
        yield from around(lambda p: over6(p, 43), bytes([17, 4, kind, 2]) + b'\1\0\0\5' + ADDRESS6 * 2 + tail, range(8))


# ---- Text protocols and the like on TCP

TEXTS = {
    20: b'data', 21: b'220 ready\r\n230 in\r\n', 25: b'MAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\n', 43: b'example.org\r\n', 80: b'GET /a/b HTTP/1.1\r\nHost: a\r\nAccept: b\r\n\r\nbody\r\n',
    554: b'RTSP/1.0 200 OK\r\nCSeq: 2\r\n\r\n', 6379: b'*2\r\n$3\r\nGET\r\n$1\r\na\r\n', 22: b'SSH-2.0-Open\r\n',
    23: b'\xff\xfb\1\xff\xfd\3', 587: b'250 ok\r\n', 8080: b'HTTP/1.1 404 Not Found\r\nServer: x\r\n\r\n', 10288: b'RPY 0 0 . 0 10\r\nx', 8554: b'DESCRIBE rtsp://a RTSP/1.0\r\n\r\n',
}
WORDS = (b'GET', b'PUT', b'COPY', b'HEAD', b'LOCK', b'MOVE', b'POLL', b'POST', b'BCOPY', b'BMOVE', b'MKCOL', b'TRACE', b'LABEL', b'MERGE', b'DELETE', b'SEARCH', b'UNLOCK', b'REPORT', b'UPDATE', b'NOTIFY', b'BDELETE',
         b'CONNECT', b'OPTIONS', b'CHECKIN', b'PROPFIND', b'CHECKOUT', b'CCM_POST', b'SUBSCRIBE', b'PROPPATCH', b'BPROPFIND', b'BPROPPATCH', b'UNCHECKOUT', b'MKACTIVITY', b'MKWORKSPACE', b'UNSUBSCRIBE', b'RPC_CONNECT',
         b'VERSION-CONTROL', b'BASELINE-CONTROL', b'PATCH', b'HTTP/1.1', b'HTTP/2', b'ACCT', b'APPE', b'CWD', b'EPRT', b'LIST', b'PASS', b'QUIT', b'RETR', b'STOR', b'USER', b'XPWD', b'DATA', b'EHLO', b'EXPN', b'HELO', b'HELP',
         b'MAIL', b'NOOP', b'RCPT', b'RSET', b'SAML', b'SEND', b'SOML', b'TURN', b'VRFY', b'ACK', b'BYE', b'CANCEL', b'DO', b'INFO', b'INVITE', b'MESSAGE', b'PRACK', b'QAUTH', b'REFER', b'REGISTER', b'SPRACK', b'SIP/2.0', b'ANNOUNCE',
         b'DESCRIBE', b'GET_PARAMETER', b'PAUSE', b'PLAY', b'RECORD', b'REDIRECT', b'SETUP', b'SET_PARAMETER', b'TEARDOWN', b'RTSP/1.0', b'MSG', b'ERR', b'NUL', b'ANS', b'SEQ', b'END', b'PROFILE', b'lower', b'123', b'1a3')


def text_protocols():
    for port, text in TEXTS.items():  # not SIP on TCP and port 3128, which only 5.0 has
        yield from cuts(segment(text, port), 54)
        yield from whole(segment(text[:n], port) for n in range(len(text)))
        yield from whole(segment(word + rest, port) for word in WORDS for rest in (b'', b' ', b' a\r\n', b'\n', b'-x\r\ny\r\n', b' \x01\xff\r\nz\r\n', b'\r\r\nq'))
        yield from around(lambda p: segment(p, port), text, range(min(20, len(text))))
    for port in (69, 554, 5060):
        yield from whole(datagram(word + rest, port) for word in WORDS for rest in (b'', b' a\r\n', b'\n', b' \x01\xff\r\nz\r\n'))
    for code in (*range(0, 1000, 7), b'200', b'20', b'2000'):
        yield from whole(segment(b'%d ok\r\nnext\r\n' % code if isinstance(code, int) else code, port) for port in (21, 25, 80, 43))


def telnet_commands():
    for command in range(235, 256):
        for option in (*range(60), 128, 138, 139, 140, 255):
            yield from whole([segment(bytes([255, command, option]) + b'x', 23)])
            yield from whole([segment(bytes([255, 250, option]) + body + b'\xff\xf0', 23) for body in (b'\0', b'\1abc', b'\2\0\3', b'')] if command == 250 else ())
    for option in range(60):
        for sub in range(8):
            yield from whole(segment(bytes([255, 250, option, sub]) + FILL[:n] + tail, 23) for n in range(5) for tail in (b'\xff\xf0', b'', b'\xff', b'\xff\xff\xff\xf0'))
    yield from cuts(segment(b'login: \xff\xfb\1\xff\xfa\x18\1\xff\xf0\xff\xff\0', 23), 54)


def resp_values():
    values = (b'+OK\r\n', b'-ERR x\r\n', b':12\r\n', b'$3\r\nabc\r\n', b'$-1\r\n', b'$-2\r\n', b'*2\r\n+a\r\n+b\r\n', b'*-1\r\n', b'*0\r\n', b'$0\r\n\r\n', b'PING\r\n', b'$99\r\nabc\r\n', b'*3\r\n:1\r\n$1\r\na\r\n*1\r\n+x\r\n', b'$3 abc\r\n', b'*a\r\n', b'$99999999999\r\n',
              b'*3\r\n', b':\r\n', b'+\n', b'-\r', b'$3\r\nabcd\r\n', b'*1000000\r\n:1\r\n', b'_\r\n', b'#t\r\n', b',1.5\r\n', b'(123\r\n', b'!3\r\nabc\r\n', b'=7\r\ntxt:abc\r\n', b'%1\r\n+a\r\n:1\r\n', b'~1\r\n:1\r\n', b'>1\r\n+a\r\n')
    for a in values:
        yield from cuts(segment(a, 6379), 54)
        yield from whole(segment(a[:n], 6379) for n in range(len(a)))
        yield from whole(segment(a + b, 6379) for b in values)
        yield from around(lambda p: segment(p, 6379), a, range(min(8, len(a))))


def tftp_messages():
    for op in range(10):
        for body in (b'file\0octet\0', b'file\0netascii\0blksize\x001024\0tsize\x000\0', b'file\0', b'file', b'\0\1data', b'\0\0', b'\0\5why\0', b'\0\x08x\0', b'\0\x20', b'', b'\0', b'blksize\x00512\0timeout\0', b'a\x01\xff\0mail\0'):
            yield from cuts(datagram(struct.pack('!H', op) + body, 69), 42)
            yield from whole([datagram(struct.pack('!H', op) + body[:n], 69) for n in range(len(body))])
    yield from whole(datagram(struct.pack('!HH', 5, code) + b'text\0', 69) for code in range(12))


def other_ports():
    for port in (137, 138, 139, 445, 111, 513, 514, 520, 1812, 3544, 5355, 4789, 1900, 7, 9, 13, 19, 37, 79, 110, 119, 143, 179, 194, 389, 443, 465, 636, 873, 993, 1080, 1433, 3306, 3389, 5432, 5900, 6000, 11211, 27017):
        yield from whole([datagram(FILL[:n], port) for n in (0, 1, 4, 12, 40)] + [segment(FILL[:n], port) for n in (0, 1, 4, 12, 40)])


T = lambda word: ([f'-T{word}'], [f'-T{word}', '-vv'])
FAMILIES = {
    'sctp-chunks': sctp_chunks, 'sctp-parameters': sctp_parameters, 'dccp': dccp_packets, 'pgm': pgm_packets,
    'rtp': (1, rtp_packets, T('rtp')), 'rtcp': (1, rtcp_packets, T('rtcp')), 'vat': (1, vat_packets, T('vat')), 'wb': (1, white_board_packets, T('wb')),
    'ipsec': ipsec_packets, 'extension-headers': extension_headers, 'routing-headers': routing_headers, 'text': text_protocols,
    'telnet': telnet_commands, 'resp': resp_values, 'tftp': tftp_messages, 'ports': other_ports,
}
OPTIONS = [], ['-vv']
