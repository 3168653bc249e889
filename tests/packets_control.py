"""Control protocols that captures rarely hold: one of each message and object, put together from the RFCs."""
import itertools
import struct

from packets import ether, ip, tcp, udp
from packets_routing import a4, a6, over_ip, over_udp, summed


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


# ---- ForCES (RFC 5810) over SCTP (RFC 5811)

def sctp_data(payload, sport, dport):
    chunk = struct.pack('!BBHIHHI', 0, 3, 16 + len(payload), 7, 0, 1, 0) + payload + b'\0' * (-len(payload) % 4)
    return ether(ip(struct.pack('!HHII', sport, dport, 0x01020304, 0) + chunk, 132))


def forces_tlv(kind, *parts):
    value = b''.join(parts)
    return struct.pack('!HH', kind, 4 + len(value)) + value + b'\0' * (-len(value) % 4)


def forces_message(kind, *tlvs, flags=0x38400000, port=6704):
    body = b''.join(tlvs)
    return sctp_data(struct.pack('!BBHIIQI', 0x10, kind, 6 + len(body) // 4, 2, 0x40000001, 5, flags) + body, 57077, port)


def forces_path(ids, *data, flags=0):
    return forces_tlv(0x110, struct.pack(f'!HH{len(ids)}I', flags, len(ids), *ids), *data)


def forces_lfb(klass, *operations):
    return forces_tlv(0x1000, struct.pack('!II', klass, 1), *operations)


def forces():
    def ilv(kind, value):
        return struct.pack('!II', kind, 8 + len(value)) + value + b'\0' * (-len(value) % 4)
    full, sparse = forces_tlv(0x112, b'all of it'), forces_tlv(0x113, ilv(1, b'one!'), ilv(2, b'two'))
    result, key = forces_tlv(0x114, b'\0\0\0\0'), forces_tlv(0x111, b'\0\0\0\7', full)
    yield forces_message(1)
    yield forces_message(1, forces_lfb(1, forces_tlv(11, forces_path((1, 2), full))), forces_lfb(2, forces_tlv(11, forces_path((1,), sparse))), flags=0xf8400000)
    for code in range(5):
        yield forces_message(0x11, forces_tlv(0x10, struct.pack('!I', code)))
    for reason in range(6):
        yield forces_message(2, forces_tlv(0x11, struct.pack('!I', reason)), flags=0x40680000)
    yield forces_message(3, forces_lfb(3, forces_tlv(1, forces_path((1,), full), forces_path((2, 3), sparse)), forces_tlv(2, forces_path((60, 1), full)),
                                       forces_tlv(5, forces_path((4,))), forces_tlv(12, forces_path((1,))), forces_tlv(14, forces_path((1,)))), flags=0x80b00000)
    yield forces_message(0x13, forces_lfb(3, *[forces_tlv(op, forces_path((1,), result)) for op in (3, 4, 6, 13)]))
    for code in (1, 23, 24, 255):
        yield forces_message(0x13, forces_lfb(3, forces_tlv(3, forces_path((1,), forces_tlv(0x114, bytes([code, 0, 0, 0]))))))
    yield forces_message(4, forces_lfb(1, forces_tlv(7, forces_path((1,)), forces_path((2,), struct.pack('!III', 12, 5, 9), flags=2)),
                                       forces_tlv(8, forces_path((3,), struct.pack('!IHHI', 0, 0x112, 8, 9), key, flags=1))), port=6705)
    yield forces_message(0x14, forces_lfb(1, forces_tlv(9, forces_path((1,), full), forces_path((2,), sparse), forces_path((3,), result)),
                                          forces_tlv(10, forces_path((1,), forces_path((2,), full), forces_path((3,), forces_path((4,), full))))), port=6705)
    yield forces_message(5, forces_lfb(1, forces_tlv(11, forces_path((60, 2), full)), forces_tlv(9, forces_path((1,)))), port=6705)
    yield forces_message(6, forces_tlv(1, forces_tlv(0x115, ilv(1, b'port'), ilv(9, b'x')), forces_tlv(0x116, b'a packet of theirs')), port=6706)
    yield forces_message(15, flags=0xc0400000, port=6706)
    yield forces_message(15, forces_tlv(0x10, b'\0\0\0\0', b'\0\0\0\0'), port=6706)
    yield forces_message(9)
    yield forces_message(4)
    two = struct.pack('!BBHIIQI', 0x10, 15, 6, 0xffffffff, 0xc0000001, 6, 0)
    yield ether(ip(struct.pack('!HHII', 6706, 6704, 1, 0) + 2 * (struct.pack('!BBHIHHI', 0, 3, 40, 7, 0, 1, 23) + two), 132))


# ---- HNCP (RFC 7788) and DNCP (RFC 7787)

def hncp_tlv(kind, *parts):
    value = b''.join(parts)
    return struct.pack('!HH', kind, len(value)) + value + b'\0' * (-len(value) % 4)


def hncp():
    def message(*tlvs):
        return over_udp(b''.join(tlvs), 8231, '10.0.0.2')
    node, four = b'\x31\xda\x78\xd2', bytes(10) + b'\xff\xff'
    endpoint = hncp_tlv(3, node, b'\0\0\0\3')
    state = node + struct.pack('!II', 19, 160088) + b'\x80\0\x88\xc8\xe0\x71\x46\x38'
    yield message(endpoint, hncp_tlv(4, b'\x2a\xe5\xf7\x72\x55\x20\x0b\xcc'), hncp_tlv(9, b'\0\0\0\3', struct.pack('!I', 20500)))
    yield message(hncp_tlv(1))
    yield message(hncp_tlv(2, node), hncp_tlv(2, b'ABCD'), endpoint)
    yield message(endpoint, hncp_tlv(5, state), hncp_tlv(5, state))
    dhcp4 = hncp_tlv(37, b'\6\x08' + a4('192.168.1.254') + a4('9.9.9.9') + b'\x2a\4' + a4('192.0.2.7') + b'\x77\x0e\1a\7example\0\1b\0\x0f\1x')
    dhcp6 = hncp_tlv(38, struct.pack('!HH', 23, 32) + a6('2001:db8::1') + a6('2001:db8::2') + struct.pack('!HH', 24, 10) + b'\1a\3net\0\1b\0' +
                     struct.pack('!HH', 31, 16) + a6('2001:db8::3') + struct.pack('!HH', 99, 1) + b'x')
    policies = [hncp_tlv(43, p) for p in (b'\0', b'\x1c\x20\1\x0d\xb8', b'\x81\1a\3net\0', b'\x82opaque', b'\x83', b'\xff')]
    prefixes = hncp_tlv(34, struct.pack('!IIB', 599, 2990, 48), a6('2001:db8:5::')[:6], b'\0', *policies), \
        hncp_tlv(34, struct.pack('!IIB', 599, 299, 104), four, b'\x0a\0\0', policies[0])
    yield message(endpoint, hncp_tlv(5, state, hncp_tlv(8, b'ABCD', b'\0\0\0\1\0\0\0\2'), hncp_tlv(32, b'\0\0\x04\x44', b'agent/1.0\0'),
                                     hncp_tlv(10, b'\3\0\0\0', bytes(range(32)), b'Common'), hncp_tlv(33, *prefixes, dhcp4, dhcp6), *prefixes))
    yield message(hncp_tlv(5, state, hncp_tlv(35, b'\0\0\0\3\2\x40', a6('2001:db8:5:6::')[:8], b'\0\0'), hncp_tlv(35, b'\0\0\0\3\2\x78', four, b'\x0a\0\x63'),
                           hncp_tlv(36, b'\0\0\0\3', a6('2001:db8::9')), hncp_tlv(36, b'\0\0\0\3', four, a4('10.0.99.2')),
                           hncp_tlv(39, four, a4('10.0.99.2'), b'\6\3lan\4home\0'), hncp_tlv(39, a6('2001:db8::9'), b'\1\4home\0'), hncp_tlv(40, b'\1r\4home\0'),
                           hncp_tlv(41, four, a4('10.0.99.2'), b'\6router\0', hncp_tlv(1)), hncp_tlv(42, bytes(range(32)))))
    yield message(dhcp4, dhcp6, hncp_tlv(33), hncp_tlv(0), hncp_tlv(6, b'?'), hncp_tlv(50), hncp_tlv(51), hncp_tlv(600), hncp_tlv(800), hncp_tlv(9999))
    yield message(endpoint, hncp_tlv(4, b'short'), hncp_tlv(37, b'\6\3abc'), endpoint)


# ---- EGP (RFC 904), IGRP, MSDP (RFC 3618), RPKI to router (RFC 6810, 8210)

def egp():
    def message(kind, code, status, body, version=2):
        return over_ip(struct.pack('!BBBBHHH', version, kind, code, status, 0, 64512, 9) + body, 8, '10.0.0.2')
    intervals = struct.pack('!HHH', 30, 120, 0)
    for code, status in ((0, 1), (1, 2), (0, 9), (2, 4), (3, 5), (4, 0), (3, 1), (9, 0)):
        yield message(3, code, status, intervals)
    for code, status in ((0, 1), (1, 2), (0, 7), (5, 0)):
        yield message(5, code, status, bytes(6))
    yield message(2, 0, 1, b'\0\0' + a4('10.1.0.0'))
    for source, hosts in (('10.0.0.0', (b'\0\0\1', b'\0\0\2')), ('10.0.0.150', (b'\1\2', b'\1\3')), ('10.0.0.200', (b'\1', b'\2')), ('10.0.0.230', (b'', b''))):
        nets = b'\2\1\2\x0b\x0c\3\1\x80\1', b'\1\5\1\xc0\1\2'
        yield message(1, 0, 0x81, b'\1\1' + a4(source) + hosts[0] + nets[0] + hosts[1] + nets[1] + b'\0' * (0 if hosts[0] else 8))
    for reason in (0, 3, 6, 9):
        yield message(8, 0, 1, struct.pack('!H', reason) + bytes(4))
    yield message(4, 0, 0, bytes(6))
    yield message(5, 0, 0, bytes(6), version=3)


def igrp():
    def message(command, counts, *routes):
        head = struct.pack('!BBHHHHH', 0x10 | command, 7, 100, *counts, 0)
        return over_ip(summed(head + b''.join(routes), 10), 9, '255.255.255.255')

    def route(network, delay, bandwidth, hops=1):
        return network + delay.to_bytes(3, 'big') + bandwidth.to_bytes(3, 'big') + struct.pack('!HBBB', 1500, 255, 1, hops)
    yield message(2, (0, 0, 0))
    yield message(1, (1, 1, 1), route(b'\1\2\0', 100, 6476), route(b'\x0a\1\2', 2000, 0), route(b'\xc0\1\2', 0xffffff, 1, 255))
    yield message(1, (1, 0, 0), route(b'\1\2\0', 100, 6476), route(b'\1\3\0', 100, 6476))
    yield message(1, (0, 2, 0), route(b'\1\2\0', 100, 6476))
    yield message(9, (0, 0, 0))


CLIENTS = itertools.count(40000)


def over_tcp(payload, port):
    """Each in a connection of its own."""
    return ether(ip(tcp(payload, next(CLIENTS), port, 1, 1, 0x18), 6))


def msdp():
    def one(kind, body):
        return struct.pack('!BH', kind, 3 + len(body)) + body
    entry = b'\0\0\0\x20' + a4('224.1.2.3') + a4('10.1.1.1')
    data = ip(udp(b'data', 1000, 2000, '10.1.1.1', '224.1.2.3'), 17, '10.1.1.1', '224.1.2.3')
    yield over_tcp(one(1, b'\2' + a4('10.0.0.7') + 2 * entry), 639)
    yield over_tcp(one(4, b'') + one(1, b'\1' + a4('10.0.0.7') + entry + data), 639)
    yield over_tcp(one(2, b'\0' + a4('224.1.2.3')) + one(3, b'\1' + a4('10.0.0.7') + entry), 639)
    yield over_tcp(one(5, b'\x83\0') + one(6, b'xx') + one(7, b'') + one(4, b'x'), 639)
    yield over_tcp(one(9, b''), 639)


def rpki():
    def pdu(version, kind, session, body=b''):
        return struct.pack('!BBHI', version, kind, session, 8 + len(body)) + body
    serial, times = struct.pack('!I', 5), struct.pack('!III', 3600, 600, 7200)
    for version in (0, 1, 2):
        yield over_tcp(pdu(version, 0, 7, serial), 323)
        yield over_tcp(pdu(version, 1, 7, serial) + pdu(version, 2, 0), 323)
        yield over_tcp(pdu(version, 3, 7), 323)
        yield over_tcp(pdu(version, 4, 0, b'\1\x18\x19\0' + a4('192.0.2.0') + struct.pack('!I', 64500)), 323)
        yield over_tcp(pdu(version, 6, 0, b'\0\x20\x30\0' + a6('2001:db8::') + struct.pack('!I', 64501)), 323)
        yield over_tcp(pdu(version, 7, 7, serial + (times if version else b'')), 323)
        yield over_tcp(pdu(version, 8, 0), 323)
        yield over_tcp(pdu(version, 10, 3, struct.pack('!I', 8) + pdu(version, 2, 0) + struct.pack('!I', 3) + b'why'), 323)
    yield over_tcp(pdu(1, 9, 0x100, bytes(range(20)) + struct.pack('!I', 64502) + b'\x30\x59key'), 323)
    yield over_tcp(pdu(2, 11, 0x100, struct.pack('!III', 64503, 64504, 64505)), 323)


# ---- LWAPP (RFC 5412), EtherIP (RFC 3378)

def lwapp():
    def transport(flags, body, radio=1):
        return struct.pack('!BBHBB', radio << 3 | flags, 7, len(body), 200, 9) + body

    def control(kind, body=b''):
        return struct.pack('!BBHI', kind, 3, len(body), 0x11223344) + body
    station = b'\2\0\0\0\0\x0a'
    yield over_udp(station + transport(4, control(1, b'\1\0\2ab')), 12223, '10.0.0.2')
    for kind in (2, 3, 4, 10, 13, 22, 40, 99):
        yield ether(ip(udp(transport(4, control(kind) + control(5, b'xyz')), 12223, 5000), 17))
    yield ether(ip(udp(transport(5, control(2))[:-1], 12223, 5000), 17))
    for flags in (0, 1, 2, 3, 4):
        yield over_udp(transport(flags, b'\x08\1\0\0' + bytes(range(30))), 12222, '10.0.0.2')
    yield over_udp(b'\x40' + transport(0, b'')[1:], 12222, '10.0.0.2')


def etherip():
    frame = ether(ip(udp(b'inner', 1000, 2000, '192.0.2.1', '192.0.2.2'), 17, '192.0.2.1', '192.0.2.2'))
    yield over_ip(b'\x30\0' + frame, 97, '10.0.0.2')
    yield over_ip(b'\x20\1' + frame, 97, '10.0.0.2')


# ---- Spanning tree (IEEE 802.1Q clause 14); VRRP with what vendors add, RIP with a routing domain

def stp():
    def bpdu(body):
        llc = b'\x42\x42\x03' + body
        return bytes.fromhex('0180c2000000020000000001') + struct.pack('!H', len(llc)) + llc + bytes(max(0, 46 - len(llc)))
    root, bridge = b'\x80\x0a\2\0\0\0\0\1', b'\x90\x0a\2\0\0\0\0\2'

    def common(version, kind, flags):
        return struct.pack('!HBBB', 0, version, kind, flags) + root + struct.pack('!I', 20000) + bridge + struct.pack('!HHHHH', 0x8002, 256, 5120, 512, 3840)
    yield bpdu(common(0, 0, 0x81))
    yield bpdu(struct.pack('!HBB', 0, 0, 0x80))
    for flags in (0x3c, 0x7c, 0x0e, 0x4a):
        yield bpdu(common(2, 2, flags) + b'\0')
    config = b'\0' + b'region'.ljust(32, b'\0') + struct.pack('!H', 3) + bytes(range(16))
    msti = b''.join(struct.pack('!B8sIBBB', 0x7c, struct.pack('!H', 0x8000 | i) + b'\2\0\0\0\0\1', 20000, 0x90, 0x80, 19) for i in (1, 2))
    cist = struct.pack('!I', 200) + bridge + b'\x14'
    yield bpdu(common(3, 2, 0x7c) + b'\0' + struct.pack('!H', 64 + len(msti)) + config + cist + msti)
    yield bpdu(common(3, 2, 0x7c) + b'\0' + struct.pack('!H', 64) + config + cist)


def vrrp_and_rip():
    yield over_ip(summed(struct.pack('!BBBBBBH4s8s16s', 0x21, 1, 100, 1, 254, 1, 0, a4('10.0.0.254'), b'', bytes(range(16))), 6), 112, '224.0.0.18')
    route = struct.pack('!HH4s4s4sI', 2, 7, a4('10.1.0.0'), a4('255.255.0.0'), a4('10.0.0.9'), 3)
    yield over_udp(b'\2\2\0\x09' + route, 520, '224.0.0.9')


def nested():
    """More paths within paths than are read."""
    path = forces_tlv(0x112, b'deep')
    for ident in range(110):
        path = forces_path((ident,), path)
    yield forces_message(0x14, forces_lfb(1, forces_tlv(9, path)))


def everything():
    return [p for protocol in (lmp, forces, hncp, egp, igrp, msdp, rpki, lwapp, etherip, stp, vrrp_and_rip) for p in protocol()]
