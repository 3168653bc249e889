"""Control protocols that captures rarely hold: one of each message and object, put together from the RFCs."""
import struct

from packets_routing import a4, a6, over_udp


# ---- LMP (RFC 4204; service discovery: OIF UNI 1.0)

def lmp_object(klass, ctype, value, negotiable=False):
    return struct.pack('!BBH', ctype | negotiable << 7, klass, 4 + len(value)) + value


def lmp_message(kind, *objects, flags=0):
    body = b''.join(lmp_object(*o) for o in objects)
    return over_udp(struct.pack('!BBBBHH', 0x10, 0, flags, kind, 8 + len(body), 0) + body, 701, '10.0.0.2')


def lmp():
    message_id, ack, link, interface = (5, 1, b'\0\0\0\7'), (5, 2, b'\0\0\0\7'), (3, 1, a4('192.0.2.1')), (4, 1, a4('192.0.2.9'))
    local, remote = (1, 1, b'\0\0\0\1'), (1, 2, b'\0\0\0\2')
    node, peer = (2, 1, a4('10.0.0.1')), (2, 2, a4('10.0.0.2'))
    configuration = (6, 1, struct.pack('!HH', 150, 500), True)
    verify = (10, 1, b'\0\0\0\x0b')
    begin = (8, 1, struct.pack('!HHIBBHfI', 3, 20, 30, 8, 0, 0x8100, 1.25e9, 1550), True)
    port = b'\1\x0c\x96\5' + struct.pack('!ff', 1.25e8, 1.25e9) + b'\2\x08\0\0' + struct.pack('!I', 1550)
    yield lmp_message(1, local, message_id, node, configuration, flags=1)
    yield lmp_message(2, local, node, remote, ack, peer)
    yield lmp_message(3, local, node, remote, ack, peer, configuration)
    yield lmp_message(4, local, (7, 1, struct.pack('!II', 5, 4)), flags=2)
    yield lmp_message(5, link, message_id, (3, 2, a4('192.0.2.2')), begin)
    yield lmp_message(6, link, ack, (9, 1, struct.pack('!HH', 50, 0x8000), True), verify)
    yield lmp_message(7, link, ack, (20, 1, b'\0\0\0\x1f'))
    for kind in (8, 9, 10, 11, 12, 13):
        yield lmp_message(kind, message_id, verify, interface)
    for ids in (3, 4):
        yield lmp_message(11, *[(ids, c, a6('2001:db8::%x' % c) if c in (3, 4) else b'\0\0\2' + bytes([c])) for c in range(1, 7)])
    yield lmp_message(14, message_id, (11, 1, b'\3\0\0\0' + a4('192.0.2.1') + a4('192.0.2.2')),
                      (11, 2, b'\1\0\0\0' + a6('2001:db8::1') + a6('2001:db8::2')), (11, 3, struct.pack('!III', 0x02000000, 7, 8)))
    yield lmp_message(14, message_id, (12, 1, b'\7\0\0\0' + a4('192.0.2.1') + a4('192.0.2.2') + port),
                      (12, 2, b'\0\0\0\0' + a6('2001:db8::1') + a6('2001:db8::2') + port[:12]), (12, 3, struct.pack('!III', 0, 7, 8)))
    yield lmp_message(15, ack)
    yield lmp_message(16, ack, (20, 2, b'\0\0\0\x3f'), (12, 1, b'\0\0\0\0' + a4('192.0.2.1') + a4('192.0.2.2') + port))
    yield lmp_message(16, ack, (12, 1, b'\0\0\0\0' + a4('192.0.2.1') + a4('192.0.2.2') + b'\x09\x08\0\0what'))
    yield lmp_message(17, link, message_id, (13, 1, b''.join(a4('192.0.2.1') + struct.pack('!I', v) for v in (1, 0x80000002, 0xc0000003, 9))),
                      (13, 2, a6('2001:db8::1') + b'\x80\0\0\1'), (13, 3, struct.pack('!II', 7, 1)))
    yield lmp_message(18, ack)
    yield lmp_message(19, link, message_id, (14, 1, a4('192.0.2.1') + a4('192.0.2.2')), (14, 2, a6('2001:db8::1')), (14, 3, b'\0\0\0\7'))
    yield lmp_message(20, ack, (13, 1, a4('192.0.2.1') + b'\0\0\0\1'))
    yield lmp_message(50, local, message_id, (51, 1, b'\3\1\0\0'), (51, 2, struct.pack('!BBBBHHHH', 5, 8, 7, 1, 1, 4, 1, 64) + a4('192.0.2.1')),
                      (51, 2, struct.pack('!BBBBHHHH', 6, 8, 1, 0, 1, 4, 1, 64) + a4('192.0.2.1')),
                      (51, 3, b'\0\0\0\3\0\0\0\1'), (51, 4, b'\0\0\0\7'))
    yield lmp_message(51, local, ack)
    yield lmp_message(52, local, ack)
    yield lmp_message(52, (99, 1, b'what'))
    yield lmp_message(4, (1, 1, b'\0\0\0\1\0\0\0\2'), (7, 2, b'\0\0\0\1'), (12, 1, b'\0\0\0\0' + a4('192.0.2.1') + a4('192.0.2.2') + b'\2\x10\0\0'))


def everything():
    return [p for protocol in (lmp,) for p in protocol()]
