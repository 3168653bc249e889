"""Routing protocols' packets, put together from the RFCs: one of each message, for the values of fields."""
import socket
import struct

from packets import checksum, ether, ip, ip6, pseudo, tcp, udp

ALL_ROUTERS = '224.0.0.5'


def a4(text):
    return socket.inet_aton(text)


def a6(text):
    return socket.inet_pton(socket.AF_INET6, text)


def tlv(kind, value, head='!HH', counts=0):
    return struct.pack(head, kind, len(value) + counts) + value


def over_ip(payload, proto, dst='224.0.0.5', src='10.0.0.1'):
    return ether(ip(payload, proto, src=src, dst=dst, ttl=1))


def over_ip6(payload, proto, src='fe80::1', dst='ff02::5'):
    return ether(ip6(payload, proto, src, dst, hops=1), 0x86dd)


def over_udp(payload, port, dst='224.0.0.9'):
    return ether(ip(udp(payload, port, port, dst=dst), 17, dst=dst, ttl=1))


def summed(packet, at, prefix=b''):
    return packet[:at] + struct.pack('!H', checksum(prefix + packet)) + packet[at + 2:]


# ---- RIP (RFC 2453), HSRP (RFC 2281), VRRP (RFC 3768, 5798), BFD (RFC 5880)

def rip():
    route = struct.pack('!HH4s4s4sI', 2, 7, a4('10.1.0.0'), a4('255.255.0.0'), a4('10.0.0.9'), 3)
    auth = struct.pack('!HH16s', 0xffff, 2, b'secret')
    md5 = struct.pack('!HHHBBIII', 0xffff, 3, 44, 5, 16, 7, 0, 0)
    for body in (b'\2\2\0\0' + md5 + route + struct.pack('!HH16s', 0xffff, 1, b'd' * 16), b'\2\2\0\0' + route + route, b'\2\2\0\0' + auth + route, b'\2\1\0\0' + struct.pack('!HH4s8xI', 2, 0, a4('10.2.0.0'), 5),
                 b'\1\2\0\0' + struct.pack('!HH12xI', 0, 0, 16)):
        yield over_udp(body, 520)


def hsrp():
    for op, state in ((0, 16), (1, 8), (2, 4)):
        yield over_udp(struct.pack('!BBBBBBBB8s4s', 0, op, state, 3, 10, 120, 1, 0, b'cisco', a4('10.0.0.254')), 1985, '224.0.0.2')


def hsrp_advertisement():
    yield over_udp(struct.pack('!BBHHBBHHI', 0, 3, 1, 10, 3, 0, 4, 2, 0), 1985, '224.0.0.2')


def vrrp():
    simple = struct.pack('!BBBBBBH4s8s', 0x21, 1, 100, 1, 1, 1, 0, a4('10.0.0.254'), b'secret')
    yield over_ip(summed(simple, 6), 112, '224.0.0.18')
    v6 = struct.pack('!BBBBHH16s', 0x31, 2, 200, 1, 100, 0, a6('fe80::99'))
    yield over_ip6(summed(v6, 6, pseudo('fe80::1', 'ff02::12', 112, len(v6))), 112, dst='ff02::12')
    yield over_ip(summed(struct.pack('!BBBBBBH4s4s8s', 0x21, 1, 100, 2, 0, 1, 0, a4('10.0.0.254'), a4('10.0.0.253'), b''), 6), 112, '224.0.0.18')
    v3 = struct.pack('!BBBBHH4s', 0x31, 2, 200, 1, 100, 0, a4('10.0.0.254'))
    yield over_ip(summed(v3, 6, pseudo('10.0.0.1', '224.0.0.18', 112, len(v3))[:8] + struct.pack('!BBH', 0, 112, len(v3))), 112, '224.0.0.18')


def bfd():
    times = struct.pack('!IIIII', 1, 2, 300000, 300000, 50000)
    yield over_udp(struct.pack('!BBBB', 0x20, 0xc0, 3, 24) + times, 3784, '10.0.0.2')
    yield over_udp(struct.pack('!BBBB', 0x21, 0x48, 5, 24) + times, 3784, '10.0.0.2')
    yield over_udp(struct.pack('!BBBB', 0x20, 0x44, 3, 33) + times + struct.pack('!BBB6s', 1, 9, 2, b'secret'), 3784, '10.0.0.2')
    yield over_udp(struct.pack('!BBBB', 0x20, 0xc4, 3, 48) + times + struct.pack('!BBBBI16s', 2, 24, 2, 0, 5, b'k' * 16), 3784, '10.0.0.2')


# ---- OSPF (RFC 2328)

def ospf_packet(kind, body, auth=0, data=b'\0' * 8):
    head = struct.pack('!BBH4s4sHH', 2, kind, 24 + len(body), a4('1.1.1.1'), a4('0.0.0.7'), 0, auth)
    return head[:12] + struct.pack('!H', checksum(head + body)) + head[14:] + data + body


def lsa(kind, body, ident='10.0.0.1', age=30):
    return struct.pack('!HBB4s4sIHH', age, 2, kind, a4(ident), a4('2.2.2.2'), 0x80000003, 0x4242, 20 + len(body)) + body


def ospf():
    hello = struct.pack('!4sHBBI4s4s4s', a4('255.255.255.0'), 10, 2, 1, 40, a4('10.0.0.1'), a4('10.0.0.2'), a4('3.3.3.3'))
    yield over_ip(ospf_packet(1, hello), 89)
    yield over_ip(ospf_packet(1, hello, 1, b'secret\0\0'), 89)
    yield over_ip(ospf_packet(1, hello, 2, struct.pack('!HBBI', 0, 5, 16, 77)) + b'd' * 16, 89)
    router = struct.pack('!BBH', 3, 0, 2) + struct.pack('!4s4sBBH', a4('2.2.2.2'), a4('10.0.0.1'), 1, 0, 10) + \
        struct.pack('!4s4sBBH', a4('10.3.0.0'), a4('255.255.0.0'), 3, 0, 5)
    yield over_ip(ospf_packet(2, struct.pack('!HBBI', 1500, 2, 7, 99) + lsa(1, router)[:20]), 89, '10.0.0.2')
    yield over_ip(ospf_packet(3, struct.pack('!I4s4s', 1, a4('10.0.0.1'), a4('2.2.2.2'))), 89, '10.0.0.2')
    bodies = [(1, router), (2, a4('255.255.255.0') + a4('1.1.1.1') + a4('2.2.2.2')), (3, struct.pack('!4sI', a4('255.255.0.0'), 20)),
              (5, struct.pack('!4sI4sI', a4('255.0.0.0'), 0x80000014, a4('10.0.0.9'), 7))]
    for kind, body in bodies:
        yield over_ip(ospf_packet(4, struct.pack('!I', 1) + lsa(kind, body)), 89)
    yield over_ip(ospf_packet(5, lsa(1, router)[:20] + lsa(2, bodies[1][1])[:20]), 89)


def ospf3():
    def packet(kind, body):
        head = struct.pack('!BBH4s4sHBB', 3, kind, 16 + len(body), a4('1.1.1.1'), a4('0.0.0.0'), 0, 1, 0)
        return over_ip6(summed(head + body, 12, pseudo('fe80::1', 'ff02::5', 89, len(head + body))), 89)

    def lsa6(kind, body):
        return struct.pack('!HH4s4sIHH', 30, kind, a4('0.0.0.5'), a4('2.2.2.2'), 0x80000003, 0x4242, 20 + len(body)) + body
    prefix = struct.pack('!BBH8s', 64, 2, 10, a6('2001:db8::')[:8])
    yield packet(1, struct.pack('!IIHH4s4s4s', 6, 0x64000013, 10, 40, a4('1.1.1.1'), a4('2.2.2.2'), a4('3.3.3.3')))
    yield packet(2, struct.pack('!IHBBI', 0x13, 1500, 0, 7, 99) + lsa6(0x2001, b'')[:20])
    for kind, body in ((0x2001, struct.pack('!IBBHII4s', 0x03000013, 1, 0, 64, 1, 2, a4('3.3.3.3'))), (0x2002, struct.pack('!I4s', 0x13, a4('3.3.3.3'))),
                       (0x2009, struct.pack('!HH4s4s', 1, 0x2001, a4('0.0.0.0'), a4('2.2.2.2')) + prefix),
                       (0x0008, struct.pack('!I16sI', 0x01000013, a6('fe80::1'), 1) + prefix[:2] + b'\0\0' + prefix[4:])):
        yield packet(4, struct.pack('!I', 1) + lsa6(kind, body))


# ---- IS-IS (ISO 10589, RFC 1195)

def isis():
    def frame(kind, length, body):
        pdu = struct.pack('!BBBBBBBB', 0x83, length, 1, 0, kind, 1, 0, 0) + body
        packet = b'\xfe\xfe\3' + pdu
        return b'\1\x80\xc2\0\0\x14' + bytes.fromhex('020000000001') + struct.pack('!H', len(packet)) + packet
    one = bytes.fromhex('000000000001')
    area = tlv(1, b'\3\x49\0\1', '!BB')
    tlvs = area + tlv(129, b'\xcc\x8e', '!BB') + tlv(132, a4('10.0.0.1'), '!BB') + tlv(137, b'router-one', '!BB')
    hello = struct.pack('!B6sHHB7s', 3, one, 30, 27 + len(tlvs), 64, one + b'\1') + tlvs
    yield frame(15, 27, hello)
    yield frame(17, 20, struct.pack('!B6sHHB', 3, one, 30, 20 + len(tlvs), 1) + tlvs)
    reach = tlv(22, bytes.fromhex('00000000000202') + struct.pack('!I', 10)[1:] + b'\0', '!BB') + \
        tlv(135, struct.pack('!IB2s', 20, 16, a4('10.1.0.0')), '!BB') + tlv(134, a4('1.1.1.1'), '!BB')
    body = tlvs + reach
    yield frame(18, 27, struct.pack('!HH8sIHB', 27 + len(body), 1199, one + b'\0\0', 5, 0x4242, 3) + body)
    entry = tlv(9, struct.pack('!H8sIH', 1199, one + b'\0\0', 5, 0x4242), '!BB')
    yield frame(24, 33, struct.pack('!H7s8s8s', 33 + len(entry), one + b'\0', b'\0' * 8, b'\xff' * 8) + entry)
    yield frame(26, 17, struct.pack('!H7s', 17 + len(entry), one + b'\0') + entry)


# ---- PIM (RFC 7761), LDP (RFC 5036), RSVP (RFC 2205, 3209)

def pim():
    def packet(kind, body, dst='224.0.0.13', covered=None):
        head = struct.pack('!BBH', 0x20 | kind, 0, 0)
        return over_ip(head[:2] + struct.pack('!H', checksum(head + (body if covered is None else body[:covered]))) + body, 103, dst)
    unicast, group, source = b'\1\0' + a4('10.0.0.9'), b'\1\0\0\x20' + a4('239.1.1.1'), b'\1\0\4\x20' + a4('10.5.0.1')
    yield packet(0, tlv(1, b'\0\x69') + tlv(2, struct.pack('!HH', 500, 2500)) + tlv(19, struct.pack('!I', 1)) + tlv(20, struct.pack('!I', 77)))
    yield packet(1, struct.pack('!I', 0x40000000) + ip(b'data', 17, src='10.5.0.1', dst='239.1.1.1'), '10.0.0.9', 4)
    yield packet(2, group + b'\1\0' + a4('10.5.0.1'), '10.0.0.2')
    yield packet(3, unicast + struct.pack('!BBH', 0, 1, 210) + group + struct.pack('!HH', 1, 1) + source + source)
    yield packet(4, struct.pack('!HBB', 42, 30, 192) + unicast + group + struct.pack('!BBH', 1, 1, 0) + unicast + struct.pack('!HBB', 150, 0, 0))
    yield packet(5, group + b'\1\0' + a4('10.5.0.1') + struct.pack('!II', 0x80000064, 10))
    yield packet(8, struct.pack('!BBH', 1, 192, 150) + unicast + group, '10.0.0.9')


def ldp():
    def pdu(*messages):
        body = b''.join(messages)
        return struct.pack('!HH4sH', 1, 6 + len(body), a4('1.1.1.1'), 0) + body

    def message(kind, number, *values):
        body = struct.pack('!I', number) + b''.join(values)
        return tlv(kind, body)
    hello = message(0x100, 1, tlv(0x400, struct.pack('!HH', 15, 0)), tlv(0x401, a4('1.1.1.1')), tlv(0x402, struct.pack('!I', 3)))
    yield ether(ip(udp(pdu(hello), 646, 646, dst='224.0.0.2'), 17, dst='224.0.0.2', ttl=1))
    fec = tlv(0x100, b'\2\0\1\x10' + a4('10.1.0.0')[:2])
    rest = [pdu(message(0x200, 2, tlv(0x500, struct.pack('!HHBBH4sH', 1, 180, 0, 0, 4096, a4('2.2.2.2'), 0)))),
            pdu(message(0x201, 3), message(0x300, 4, tlv(0x101, b'\0\1' + a4('10.0.0.1') + a4('1.1.1.1')))),
            pdu(message(0x400, 5, fec, tlv(0x200, struct.pack('!I', 24000)))), pdu(message(0x402, 6, fec, tlv(0x200, struct.pack('!I', 24000)))),
            pdu(message(1, 7, tlv(0x300, struct.pack('!IIH', 0x8000000a, 5, 0x400))))]
    seq = 1
    for body in rest:
        yield ether(ip(tcp(body, 646, 40000, seq, 1, 0x18), 6))
        seq += len(body)


def rsvp():
    def packet(kind, *objects):
        body = b''.join(objects)
        return over_ip(summed(struct.pack('!BBHBBH', 0x10, kind, 0, 63, 0, 8 + len(body)) + body, 2), 46, '10.0.0.2')

    def obj(number, ctype, body):
        return struct.pack('!HBB', 4 + len(body), number, ctype) + body
    session = obj(1, 7, a4('10.0.0.9') + struct.pack('!HH', 0, 5) + a4('10.0.0.1'))
    hop, times = obj(3, 1, a4('10.0.0.1') + struct.pack('!I', 77)), obj(5, 1, struct.pack('!I', 30000))
    sender = a4('10.0.0.1') + struct.pack('!HH', 0, 3)
    bucket = struct.pack('!BBHfffII', 127, 0, 5, 1e6, 2e3, 3e6, 100, 1500)
    yield packet(1, session, hop, times, obj(20, 1, b'\1\x08' + a4('10.0.0.2') + b'\x20\0'), obj(19, 1, b'\0\0\x08\0'),
                 obj(207, 7, b'\7\6\4\4lsp1'), obj(11, 7, sender), obj(12, 2, struct.pack('!BBHBBH', 0, 0, 7, 1, 0, 6) + bucket))
    yield packet(2, session, hop, times, obj(8, 1, struct.pack('!I', 0x12)), obj(9, 2, struct.pack('!BBHBBH', 0, 0, 7, 5, 0, 6) + bucket),
                 obj(10, 7, sender), obj(16, 1, struct.pack('!I', 16)))
    yield packet(3, session, obj(6, 1, a4('10.0.0.2') + struct.pack('!BBH', 1, 24, 5)), obj(11, 7, sender))
    yield packet(1, obj(1, 1, a4('10.0.0.9') + struct.pack('!BBH', 17, 1, 5004)), hop, times, obj(11, 1, a4('10.0.0.1') + struct.pack('!HH', 0, 5000)))
    yield packet(7, session, obj(6, 1, a4('10.0.0.2') + struct.pack('!BBH', 0, 0, 0)), obj(15, 1, a4('10.0.0.1')), obj(8, 1, struct.pack('!I', 10)))
    yield packet(20, obj(22, 1, struct.pack('!II', 0x11223344, 0x55667788)), obj(131, 1, struct.pack('!II', 60000, 120000)))
    yield packet(13, obj(24, 1, struct.pack('!II', 0x01000005, 99)))


# ---- BGP (RFC 4271)

def bgp():
    def message(kind, body=b''):
        return b'\xff' * 16 + struct.pack('!HB', 19 + len(body), kind) + body

    def attribute(flags, kind, value):
        return struct.pack('!BBB', flags, kind, len(value)) + value
    capabilities = b''.join(tlv(2, tlv(code, value, '!BB'), '!BB') for code, value in (
        (1, b'\0\1\0\1'), (2, b''), (65, struct.pack('!I', 65001)), (64, b'\x80\x78\0\1\1\0'), (69, b'\0\1\1\3')))
    opened = message(1, struct.pack('!BHH4sB', 4, 65001, 180, a4('1.1.1.1'), len(capabilities)) + capabilities)
    path = struct.pack('!BBHHHBBH', 2, 3, 65001, 65002, 65003, 1, 1, 65004)
    attributes = attribute(0x40, 1, b'\0') + attribute(0x40, 2, path) + attribute(0x40, 3, a4('10.0.0.1')) + \
        attribute(0x80, 4, struct.pack('!I', 50)) + attribute(0x40, 5, struct.pack('!I', 100)) + \
        attribute(0xc0, 7, struct.pack('!H4s', 65001, a4('9.9.9.9'))) + attribute(0xc0, 8, struct.pack('!HHI', 65001, 77, 0xffffff01)) + \
        attribute(0x80, 9, a4('8.8.8.8')) + attribute(0x80, 10, a4('7.7.7.7'))
    nlri = b'\x10\x0a\1\x18\x0a\2\3'
    update = message(2, struct.pack('!H', 3) + b'\x10\x0a\x09' + struct.pack('!H', len(attributes)) + attributes + nlri)
    reach = struct.pack('!HBB16sB', 2, 1, 16, a6('2001:db8::1'), 0) + b'\x30' + a6('2001:db8:5::')[:6]
    withdrawn = attribute(0x80, 15, b'\0\2\1\x20' + a6('2001:db8::')[:4])
    both = attribute(0x40, 1, b'\2') + attribute(0x80, 14, reach) + withdrawn
    update6 = message(2, struct.pack('!HH', 0, len(both)) + both)
    seq = 1
    for body in (opened, message(4), update, update6, message(5, b'\0\1\0\1'), message(3, b'\6\2'), message(4) + update):
        yield ether(ip(tcp(body, 179, 40001, seq, 1, 0x18), 6))
        seq += len(body)


def everything():
    return [p for protocol in (rip, hsrp, hsrp_advertisement, vrrp, bfd, ospf, ospf3, isis, pim, ldp, rsvp, bgp) for p in protocol()]
