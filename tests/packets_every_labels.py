"""Packets of every kind (see packets_every.py) of labels and tunnels, of what controls switches, and of files and calls over the network."""
import struct

from packets import checksum, ether, ip, ip6, tcp, udp
from packets_apps import rpc_call, rpc_reply
import packets_apps
from packets_every import ADDRESS6, FILL, LENGTHS, QUOTED4, QUOTED6, around, cuts, datagram, datagram6, segment, whole
from packets_every_routes import changed, over4, short, tlv

FRAME = ether(QUOTED4)
padded4 = lambda value: value + bytes(-len(value) % 4)


# ---- LDP (RFC 5036), RSVP (RFC 2205, 3209, 3473), LMP (RFC 4204), LSP ping (RFC 8029), MPLS (RFC 3032)

def ldp_messages():
    def pdu(body, version=1):
        return struct.pack('!HH4sH', version, 6 + len(body), b'\1\1\1\1', 0) + body
    message = lambda kind, values: tlv(kind, struct.pack('!I', 7) + values)
    for kind in (*range(8), 0x100, 0x200, 0x201, 0x300, 0x301, 0x400, 0x401, 0x402, 0x403, 0x404, 0x3e00, 0x3f00, 0x8001):
        yield from whole([segment(pdu(message(kind, FILL[:n])), 646) for n in (0, 4, 8)] + [datagram(pdu(message(kind, tlv(0x400, b'\0\x0f\0\0'))), 646)])
        yield from cuts(segment(pdu(message(kind, tlv(0x100, b'\2\0\1\x10\x0a\1') + tlv(0x200, b'\0\0\1\0'))), 646), 54)
    for value in (*range(0x100, 0x108), *range(0x110, 0x113), *range(0x200, 0x205), *range(0x300, 0x305), *range(0x400, 0x408), *range(0x500, 0x510), 0x600, 0x601, 0x80e, 0x96a, 0x3e00, 0x3f00):
        for unknown in (0, 0x8000, 0x4000):
            yield from whole(segment(pdu(message(0x400, tlv(value | unknown, FILL[:n]))), 646) for n in (*LENGTHS, 40))
        yield from whole(segment(pdu(message(0x200, tlv(value, bytes(n)))), 646) for n in LENGTHS)
        yield from whole(segment(pdu(message(0x400, struct.pack('!HH', value, n) + FILL[:12])), 646) for n in (0, 11, 13, 400))
        yield from cuts(segment(pdu(message(0x400, tlv(value, FILL[:16]))), 646), 70)
    for element in (*range(6), 0x80, 0x81, 0x82):
        for family in (0, 1, 2, 3):
            for plen in (0, 8, 24, 32, 33, 64, 128, 129):
                yield from whole(segment(pdu(message(0x400, tlv(0x100, struct.pack('!BHB', element, family, plen) + FILL[:n]))), 646) for n in (0, 3, 4, 8, 16))
    for kind in range(0, 40):
        for length in range(0, 20, 2):
            yield from whole([segment(pdu(message(0x400, tlv(0x100, struct.pack('!BHBII', 0x80, c | kind, n, 5, 6) + bytes([length, length + 2]) + FILL[:12]))), 646) for c in (0, 0x8000) for n in (0, 4, 16)])
    for code in range(64):
        yield from whole([segment(pdu(message(1, tlv(0x300, struct.pack('!IIH', bits | code, 5, 0x400)))), 646) for bits in (0, 0x80000000, 0x40000000, 0xc0000000)])


def rsvp_objects():
    def packet(kind, body, version=1, flags=0):
        head = struct.pack('!BBHBBH', version << 4 | flags, kind, 0, 63, 0, 8 + len(body)) + body
        return over4(head[:2] + struct.pack('!H', checksum(head)) + head[4:], 46)
    item = lambda number, ctype, body: struct.pack('!HBB', 4 + len(body), number, ctype) + body
    for kind in range(40):
        yield from whole([packet(kind, item(1, 7, FILL[:12]), version, flags) for version in (0, 1, 2) for flags in (0, 1)])
    for number in (*range(40), *range(60, 70), *range(124, 140), *range(160, 170), *range(190, 256)):
        for ctype in (*range(10), 255):
            yield from whole(packet(1, item(number, ctype, FILL[:n])) for n in (0, 4, 8, 12, 16, 20, 24, 28, 36, 44, 56))
        for ctype in range(1, 5):
            yield from cuts(packet(1, item(number, ctype, FILL[:24])), 42)
            yield from whole(packet(1, item(number, ctype, bytes(n))) for n in (4, 8, 12, 16, 24))


def rsvp_parts():
    def packet(body):
        return over4(struct.pack('!BBHBBH', 0x10, 1, 0, 63, 0, 8 + len(body)) + body, 46)
    item = lambda number, ctype, body: struct.pack('!HBB', 4 + len(body), number, ctype) + body
    for number in (20, 21, 232):
        for kind in range(256):
            yield from whole(packet(item(number, 1, padded4(bytes([kind, n]) + FILL[:n - 2]))) for n in (2, 4, 8, 12, 20, 24))
    for service in range(8):
        for parameter in (*range(12), 126, 127, 128, 129, 130, 131, 132, 133, 255):
            for number, ctype in ((9, 2), (12, 2), (13, 2)):
                yield from whole(packet(item(number, ctype, struct.pack('!BBHBBHBBH', 0, 0, 2 + n, service, 0, 1 + n, parameter, 0, n) + FILL[:4 * n])) for n in (0, 1, 2, 3, 5))
    for error in range(30):
        for value in (*range(16), 0x8001, 0xffff):
            yield from whole([packet(item(6, ctype, address + struct.pack('!BBH', 1, error, value))) for ctype, address in ((1, b'\x0a\0\0\2'), (2, ADDRESS6))])
    for kind in range(12):
        yield from whole(packet(item(229, 1, padded4(struct.pack('!HH', n + 4, kind << 8 | 1) + FILL[:n]))) for n in (0, 4, 8, 12, 20))
        yield from whole(packet(item(132, 1, padded4(struct.pack('!HH', kind, n + 4) + FILL[:n]))) for n in (0, 4, 8, 12, 20))


def lmp_objects():
    def packet(kind, body, version=1):
        return datagram(struct.pack('!BBBBHH', version << 4, 0, 0, kind, 8 + len(body), 0) + body, 701)
    item = lambda number, ctype, body: struct.pack('!BBH', ctype, number, 4 + len(body)) + body
    for kind in range(40):
        yield from whole([packet(kind, item(1, 1, FILL[:4]), version) for version in (0, 1, 2)])
    for number in (*range(36), 51, 255):
        for ctype in (*range(8), 0x81, 0xff):
            yield from whole(packet(1, item(number, ctype, FILL[:n])) for n in (0, 4, 8, 12, 16, 20, 24, 36))
        for ctype in range(1, 4):
            yield from cuts(packet(1, item(number, ctype, FILL[:24])), 50)
    for kind in range(8):
        yield from whole(packet(14, item(11, ctype, FILL[:8] + bytes([kind, n]) + FILL[:max(0, n - 2)])) for ctype in (1, 2, 3) for n in (0, 2, 4, 8, 12, 16))


def lsp_ping():
    head = lambda version=1, kind=1, mode=2, code=0: struct.pack('!HHBBBBIIIIII', version, 0, kind, mode, code, 1, 7, 8, 3913056000, 5, 3913056001, 6)
    at = lambda p: datagram(p, 3503)
    item = lambda kind, value: padded4(tlv(kind, value))
    yield from whole([at(head(version, kind, mode, code)) for version in (0, 1, 2) for kind in range(4) for mode in range(6) for code in (0, 1, 3)] + [at(head(code=code)) for code in range(20)])
    for kind in (*range(24), 0x3fff, 0xf000, 0xffff):
        yield from whole(at(head() + item(kind, FILL[:n])) for n in (*LENGTHS, 28, 36, 44))
        yield from cuts(at(head() + item(kind, FILL[:20])), 70)
        yield from whole(at(head() + item(1, item(kind, FILL[:n]))) for n in (*LENGTHS, 7, 9, 14, 17, 28, 36, 40, 44, 56))
        yield from whole(at(head() + item(1, item(kind, bytes(n)))) for n in LENGTHS)
        yield from cuts(at(head() + item(1, item(kind, FILL[:20]))), 74)
    for address in range(6):
        yield from whole(at(head() + item(2, struct.pack('!HBB', 1500, address, flags) + FILL[:n])) for flags in (0, 3) for n in (0, 4, 8, 12, 16, 32, 36, 48))


def mpls_packets():
    for ethertype in (0x8847, 0x8848):
        for label in (*range(20), 16, 100, 1048575):
            for bits in (0x01ff, 0x0000, 0x0100, 0x0301):
                for body in (QUOTED4, QUOTED6, FILL[:30], b'\0\0\0\0' + FRAME, b'\x83' + FILL[:20], b''):
                    yield from whole([ether(struct.pack('!I', label << 12 | bits) + body, ethertype)])
        yield from cuts(ether(struct.pack('!III', 16 << 12, 17 << 12, 18 << 12 | 0x1ff) + QUOTED4, ethertype), 14)
    for first in range(256):
        yield from whole([ether(struct.pack('!I', 16 << 12 | 0x1ff) + bytes([first]) + QUOTED4[1:], 0x8847)])


# ---- L2TP (RFC 2661), PPTP (RFC 2637), VXLAN, Geneve, NSH, GRE's, LISP, NHRP

def l2tp_avps():
    def packet(avps, flags=0xc802):
        return datagram(struct.pack('!HHHHHH', flags, 12 + len(avps), 1, 2, 3, 4) + avps, 1701)
    avp = lambda kind, value, flags=0x8000, vendor=0: struct.pack('!HHH', flags | 6 + len(value), vendor, kind) + value
    for kind in (*range(50), 255):
        for flags in (0x8000, 0, 0x4000, 0xc000, 0x0400):
            yield from whole(packet(avp(kind, FILL[:n], flags)) for n in (*LENGTHS, 26))
        yield from whole(packet(avp(kind, bytes(n)) + avp(0, b'\0\1')) for n in LENGTHS)
        yield from whole([packet(avp(kind, FILL[:8], 0x8000, vendor)) for vendor in (9, 311, 2636, 65535)])
        yield from cuts(packet(avp(0, b'\0\1') + avp(kind, FILL[:12])), 42)
        yield from whole(packet(struct.pack('!HHH', 0x8000 | n, 0, kind) + FILL[:20]) for n in (0, 5, 6, 7, 27, 400))
    yield from whole(packet(avp(0, struct.pack('!H', kind))) for kind in range(30))
    yield from whole(packet(avp(1, struct.pack('!HH', code, error) + b'text')) for code in range(12) for error in range(12))
    for flags in range(0, 0x10000, 0x0100):
        yield from whole([datagram(struct.pack('!H', flags | version) + FILL[:24], 1701) for version in (1, 2, 3)])
    yield from around(lambda p: datagram(p, 1701), struct.pack('!HHHHHH', 0xc802, 20, 1, 2, 3, 4) + avp(0, b'\0\1'), range(20))
    yield from cuts(datagram(struct.pack('!HHHHHH', 0x4b02, 30, 1, 2, 3, 4) + b'\0\2ab' + b'\xff\3\xc0\x21' + FILL[:12], 1701), 42)


def pptp_messages():
    for kind in range(18):
        for body in (FILL, bytes(160), FILL * 3):
            yield from whole([segment(struct.pack('!HHIHH', n, 1, magic, kind, 0) + body[:n - 12], 1723) for n in (12, 16, 20, 24, 32, 40, 148, 156, 168) for magic in (0x1a2b3c4d,)])
        yield from cuts(segment(struct.pack('!HHIHH', 168, 1, 0x1a2b3c4d, kind, 0) + (FILL * 3)[:156], 1723), 54)
        base = struct.pack('!HHIHH', 156, 1, 0x1a2b3c4d, kind, 0) + bytes(4) + (FILL * 3)[:140]
        yield from around(lambda p: segment(p, 1723), base, range(28))


def vxlan_packets():
    for port in (4789, 4790, 8472):
        for flags in range(256):
            yield from whole([datagram(bytes([flags, 0x40, 1, next_protocol]) + struct.pack('!I', 123 << 8) + FRAME, port) for next_protocol in (0, 3)])
        for next_protocol in range(20):
            yield from whole([datagram(bytes([0x0c, 0, 0, next_protocol]) + struct.pack('!I', 123 << 8 | 5) + body, port) for body in (QUOTED4, QUOTED6, FRAME, FILL[:20], b'')])
        yield from cuts(datagram(b'\x0c\0\0\3' + struct.pack('!I', 123 << 8) + FRAME, port), 42)


def geneve_packets():
    at = lambda p: datagram(p, 6081)
    for first in range(256):
        yield from whole([at(bytes([first, bits]) + b'\x65\x58' + struct.pack('!I', 123 << 8) + FILL[:(first & 63) * 4] + FRAME) for bits in (0, 0x40)])
    for option in range(256):
        for n in range(6):
            yield from whole([at(bytes([3, 0x40]) + struct.pack('!HI', 0x6558, 123 << 8) + struct.pack('!HBB', kind, option, n) + FILL[:8] + FRAME) for kind in (0x101, 0x100)])
    for kind in (0, 0x800, 0x86dd, 0x6558, 0x8847, 0x9999):
        yield from whole([at(bytes([0, 0]) + struct.pack('!HI', kind, 123 << 8 | 7) + body) for body in (QUOTED4, FRAME, FILL[:9], b'')])
    yield from cuts(at(bytes([2, 0xc0]) + struct.pack('!HI', 0x6558, 123 << 8) + b'\1\1\x81\1abcd' + FRAME), 42)


def nsh_packets():
    for first in range(0, 256, 3):
        yield from whole([ether(bytes([first, second, md, then]) + FILL[:40], 0x894f) for second in (0x42, 0xc6, 0x46, 0x03) for md in (1, 2) for then in (1, 3)])
    for then in range(256):
        yield from whole([ether(bytes([0x0f, 0xc6, md, then]) + struct.pack('!I', 0x00007bfe) + FILL[:16] + body, 0x894f) for md in range(4) for body in (QUOTED4, FILL[:20])])
    for n in range(20):
        yield from whole([ether(bytes([0x0f, 0xc0 | length, 2, 3]) + struct.pack('!I', 0x7bfe) + struct.pack('!HBB', 0x102, 5, n) + FILL[:24] + FRAME, 0x894f) for length in (2, 3, 4, 5, 8)])
    yield from cuts(ether(bytes([0x0f, 0xc6, 1, 3]) + struct.pack('!I', 0x7bfe) + FILL[:16] + FRAME, 0x894f), 14)


def lisp_messages():
    record = struct.pack('!IBBHHH', 1440, 1, 24, 0x1000, 5, 1) + b'\x0a\1\2\0' + struct.pack('!BBBBHH', 1, 100, 255, 0, 7, 1) + b'\x0a\0\0\1'
    for kind in range(16):
        for flags in (0, 4, 8, 12):
            head = bytes([kind << 4 | flags, 1, 2, 1]) + FILL[:8]
            yield from whole([datagram(head + body, 4342) for body in (record, b'\0\1\0\x14' + FILL[:20] + record, record * 2, b'')])
        yield from cuts(datagram(bytes([kind << 4 | 8, 0, 0, 1]) + FILL[:8] + b'\0\1\0\x14' + FILL[:20] + record, 4342), 42)
        yield from around(lambda p: datagram(p, 4342), bytes([kind << 4, 0, 0, 1]) + FILL[:8] + b'\0\1\0\x04' + FILL[:4] + record, range(4, 40))


def nhrp_packets():
    for op in range(1, 12):
        for family in (0, 1, 2, 8):
            mandatory = struct.pack('!BBHI', 4, 4, 0x8000, 7) + b'\x0a\0\0\1' * 3
            body = struct.pack('!HHHBHHHBBBB', family, 0x800, 0, 0, 0, 0, 0, 0, 0, 0, 0)
            fixed = struct.pack('!HHIBBHHHBBBB', family, 0x800, 0, 0, 255, 28 + len(mandatory) + 12, 0, 0, 1, op, 4, 0)
            cie = struct.pack('!BBHHHBBBB', 0, 32, 0, 1500, 300, 4, 0, 4, 0) + b'\x0a\0\0\1\x0a\0\0\2'
            yield from whole([over4(fixed + mandatory + cie * n, 54) for n in range(3)] + [ether(struct.pack('!HHHH', 0x2000, 0x2001, 0, 0)[:4] + fixed + mandatory + cie, 0x800)])
        base = fixed + mandatory + cie
        yield from around(lambda p: over4(p, 54), base, range(len(base)))
        yield from cuts(over4(base, 54), 34)


# ---- Mobile IPv6: RFC 6275

def mobility_messages():
    over6 = lambda payload: ether(ip6(payload, 135), 0x86dd)
    for kind in range(24):
        for n in range(1, 6):
            yield from whole([over6(struct.pack('!BBBBH', 59, n, kind, 0, 0) + (fill * 2)[:8 * n + 2]) for fill in (FILL, bytes(40))])
        yield from cuts(over6(struct.pack('!BBBBH', 59, 4, kind, 0, 0) + FILL[:34]), 54)
    for option in range(32):
        for size in (*LENGTHS, 17, 18):
            value = bytes([option, size]) + FILL[:size]
            value += bytes(-(len(value) + 4) % 8)
            yield from whole([over6(struct.pack('!BBBBH', 59, (12 + len(value)) // 8 - 1, kind, 0, 0) + FILL[:6] + value) for kind in (5, 6)])


# ---- Switches: OpenFlow 1.0 and 1.3, ForCES (RFC 5810)

def openflow_messages(version):
    def messages():
        for port in (6653,):
            for kind in range(36):
                for n in (0, 1, 4, 8, 16, 24, 32, 48, 64, 72, 80, 100):
                    yield from whole([segment(struct.pack('!BBHI', version, kind, 8 + n, 7) + (fill * 3)[:n], port) for fill in (FILL, bytes(50))])
                yield from cuts(segment(struct.pack('!BBHI', version, kind, 8 + 80, 7) + (FILL * 2)[:80], port), 54)
                yield from around(lambda p: segment(p, port), struct.pack('!BBHI', version, kind, 8 + 64, 7) + bytes(64), range(8, 48))
            for kind in range(16):
                for body in (FILL, bytes(60)):
                    yield from whole(segment(struct.pack('!BBHIHH', version, reply, 12 + n, 7, kind, flags) + (body * 9)[:n], port) for reply in (16, 17, 18, 19) for flags in (0, 1) for n in (0, 4, 8, 24, 44, 64, 88, 104))
                yield from whole(segment(struct.pack('!BBHIHH', version, 1, 12 + 8, 7, kind, code) + FILL[:8], port) for code in range(20))
            for action in (*range(32), 0xffff):
                for n in (0, 4, 8, 12, 16, 24):
                    one = struct.pack('!HH', action, 4 + n) + FILL[:n]
                    yield from whole([segment(struct.pack('!BBHIIHH', version, 13, 16 + len(one), 7, 0xffffffff, 1, len(one)) + one, port),
                                      segment(struct.pack('!BBHI', version, 14, 72 + len(one), 7) + bytes(64) + one, port)])
    return messages


def forces_messages():
    def packet(kind, body, port=1025, length=None):
        message = struct.pack('!BBHIIQI', 0x10, kind, (24 + len(body)) // 4 if length is None else length, 0x40000001, 2, 5, 0xf8400000) + body
        chunk = struct.pack('!BBHIHHI', 0, 3, 16 + len(message), 1, 2, 3, 22) + message
        return over4(struct.pack('!HHII', 6704, 6704, 7, 0) + chunk, 132)
    item = lambda kind, value: padded4(struct.pack('!HH', kind, 4 + len(value)) + value)
    for kind in range(32):
        yield from whole(packet(kind, body) for body in (b'', item(0x10, bytes(8)), item(0x11, b'\0\0\0\1'), item(0x12, b'\0\0\0\0'), item(0x13, b'\0\0\0\1')))
        yield from whole(packet(kind, item(0x10, bytes(8)), length=n) for n in (0, 5, 6, 7, 8, 9, 10, 100))
    for operation in range(16):
        for inner in (0x110, 0x111, 0x112, 0x113, 0x114, 0x115, 0x116):
            path = struct.pack('!HHI', 0, 1, 7) + item(inner, FILL[:8])
            for kind in (3, 4, 5, 19, 20):
                yield from whole([packet(kind, item(0x1000, struct.pack('!II', 3, 1) + item(operation, item(0x110, path))))])
    for operation in range(1, 12):
        path = struct.pack('!HHII', 0xc000, 2, 7, 8) + item(0x111, struct.pack('!I', 1) + b'abcd')
        body = item(0x1000, struct.pack('!II', 3, 1) + item(operation, item(0x110, path)))
        yield from cuts(packet(3, body), 60)
        for i in range(len(body)):
            for v in (0, 1, 2, 4, 8, 16, 128, 255):
                yield from whole([packet(3, body[:i] + bytes([v]) + body[i + 1:])])
    yield from whole(packet(6, item(kind, FILL[:n])) for kind in (0x115, 0x116) for n in LENGTHS)


# ---- Calls and files: Sun RPC and NFS (RFC 5531, 1094, 1813), Rx and AFS, Zephyr, ZMTP, LWAPP

def nfs_calls():
    word = packets_apps.word
    handle, text = packets_apps.HANDLE, packets_apps.text
    bodies = (handle, handle + text(b'name') + bytes(40), bytes(32) + text(b'name') + bytes(40), FILL[:40], bytes(64), handle + struct.pack('!QI', 4096, 1024) + FILL[:20])
    def call(version, procedure, body, program=100003):
        return struct.pack('!IIIIII', 0x1000 + procedure, 0, 2, program, version, procedure) + struct.pack('!IIII', 0, 0, 0, 0) + body
    def answered(version, procedure, body, answer):
        question = ether(ip(udp(call(version, procedure, body), 900, 2049), 17))
        reply = ether(ip(udp(struct.pack('!IIIIII', 0x1000 + procedure, 1, 0, 0, 0, 0) + answer, 2049, 900, '10.0.0.2', '10.0.0.1'), 17, src='10.0.0.2', dst='10.0.0.1'))
        return [(question, len(question)), (reply, len(reply))]
    for version in (2, 3):
        for procedure in range(24):
            for body in bodies:
                for answer in (word(0) + packets_apps.ATTRIBUTES + FILL[:60], word(0) + FILL, word(0) + bytes(100), word(2), word(70) + bytes(4), word(0) + handle + packets_apps.ATTRIBUTES + bytes(8)):
                    yield from answered(version, procedure, body, answer)
            question = answered(version, procedure, bodies[1], word(0) + packets_apps.ATTRIBUTES + packets_apps.ATTRIBUTES + FILL[:40])
            for data, length in question:
                yield from cuts(data, 42)
    for program in (100000, 100005, 100003, 100021, 1):
        yield from whole([datagram(call(version, procedure, FILL[:20], program), port) for version in range(5) for procedure in range(6) for port in (111, 2049)])
    for accept in range(8):
        yield from whole([datagram(struct.pack('!IIIIII', 5, 1, 0, 0, 0, accept) + FILL[:8], 2049, True), datagram(struct.pack('!IIII', 5, 1, 1, accept) + FILL[:8], 2049, True)])
    for flavor in (*range(8), 390004, 6):
        yield from whole([datagram(struct.pack('!IIIIII', 5, 0, 2, 100003, 3, 1) + struct.pack('!II', flavor, 20) + FILL[:20] + bytes(8) + handle, 2049)])


def rx_packets():
    def rx(kind, flags, body, service=1, port=7001, back=False):
        return datagram(struct.pack('!IIIIIBBBBHH', 0x11223344, 4, 5, 1, 6, kind, flags, 0, 2, 0, service) + body, port, back)
    for kind in range(16):
        for flags in range(0, 64):
            yield from whole([rx(kind, flags, FILL[:30])])
        yield from cuts(rx(kind, 5, FILL[:40]), 42)
    for reason in range(12):
        yield from whole([rx(2, 0, struct.pack('!HHIIIBB', 0, 0, 1, 0, 6, reason, n) + bytes([0, 1, 0, 1, 1][:n]) + FILL[:12]) for n in range(6)])
    for port in range(7000, 7010):
        for op in (*range(0, 40), *range(64, 80), *range(100, 112), *range(120, 175), *range(200, 214), *range(500, 540), 10000, 20001, 65536, 65537):
            yield from whole([rx(1, 5, struct.pack('!I', op) + fill, port=port) for fill in (bytes(12) + FILL[:28], struct.pack('!I', 4) + b'name' + bytes(24))])
            yield from whole([rx(1, 4, FILL[:40], port=port, back=True)])


def zephyr_notices():
    def notice(kind, strings, fields=17):
        parts = [b'ZEPH0.2', b'0x%08X' % fields, b'0x%08X' % kind, b'0x01 0x02', b'0x1000', b'0x01', b'0x02', b'auth', *strings]
        return datagram(b'\0'.join(parts) + b'\0', 2103)
    names = [b'class', b'instance', b'opcode', b'sender', b'recipient', b'format', b'0x00', b'0', b'id', b'message']
    for kind in range(12):
        for klass in (b'class', b'USER_LOCATE', b'ZEPHYR_CTL', b'HM_CTL', b'LOGIN', b''):
            for instance in (b'instance', b'CLIENT', b'HM', b'USER', b''):
                for opcode in (b'opcode', b'SUBSCRIBE', b'UNSUBSCRIBE', b'CLEARSUB', b'GIMMESUBS', b'GIMMEDEFS', b'BOOT', b'FLUSH', b'DETACH', b'USER_FLUSH', b'LOCATE', b'NONE', b'ANNOUNCE', b'OPSTAFF', b''):
                    yield from whole([notice(kind, [klass, instance, opcode] + names[3:])])
        yield from cuts(notice(kind, names), 42)
    yield from whole([notice(1, names, fields) for fields in (0, 1, 8, 12, 16, 17, 18, 300)] + [datagram(b'ZEPH0.1\0' + FILL[:20], 2103), datagram(b'ZEPH', 2104)])


def zmtp_frames():
    for first in range(256):
        yield from whole([segment(bytes([first, 0]) + FILL[:6] + b'\x7f' + FILL[:n], 5555) for n in (0, 2, 20)] + [segment(bytes([first]) + FILL[:n], 5555) for n in (0, 1, 5)])
    greeting = b'\xff\0\0\0\0\0\0\0\1\x7f\3\0NULL' + bytes(16) + b'\0' + bytes(31)
    yield from around(lambda p: segment(p, 5555), greeting, range(16))
    yield from cuts(segment(greeting + b'\4\x05abcde', 5555), 54)


def lwapp_packets():
    for port in (12222, 12223):
        for first in range(256):
            yield from whole([datagram(lead + bytes([first, 5]) + struct.pack('!HBB', 12, 1, 2) + FILL[:24], port) for lead in (b'', b'\2\0\0\0\0\1')])
        for kind in range(64):
            yield from whole([datagram(b'\2\0\0\0\0\1' + bytes([4, 5]) + struct.pack('!HBB', 20, 1, 2) + struct.pack('!BBHI', kind, 7, n, 9) + FILL[:16], port) for n in (0, 4, 8, 12, 400)])
        yield from cuts(datagram(b'\2\0\0\0\0\1' + bytes([4, 5]) + struct.pack('!HBB', 20, 1, 2) + struct.pack('!BBHI', 1, 7, 12, 9) + FILL[:16], port), 42)


FAMILIES = {
    'ldp': ldp_messages, 'rsvp': rsvp_objects, 'rsvp-parts': rsvp_parts, 'lmp': lmp_objects, 'lsp-ping': lsp_ping, 'mpls': mpls_packets,
    'l2tp': l2tp_avps, 'pptp': pptp_messages, 'vxlan': vxlan_packets, 'geneve': geneve_packets, 'nsh': nsh_packets, 'lisp': lisp_messages, 'nhrp': nhrp_packets,
    'mobility': mobility_messages, 'openflow-10': openflow_messages(1), 'openflow-13': openflow_messages(4), 'forces': forces_messages,
    'nfs': nfs_calls, 'rx': rx_packets, 'zephyr': zephyr_notices, 'zmtp': (1, zmtp_frames, (['-Tzmtp1'], ['-Tzmtp1', '-vv'])), 'lwapp': lwapp_packets,
    'ldp-changed': changed('ldp', 54), 'rsvp-changed': changed('rsvp', 34),
}
OPTIONS = [], ['-vv']
