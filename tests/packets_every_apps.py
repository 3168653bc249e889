"""Packets of every kind (see packets_every.py) of what rides on UDP and TCP: names, addresses, time, management, keys."""
import socket
import struct

from packets import ether, ip, ip6, tcp, udp
from packets_apps import ber, bindings, dhcp_message, integer, labels, ntp_control, ntp_private, ntp_time, oid, pdu, record, snmp_message, snmp_v3
from packets_every import ADDRESS6, FILL, LENGTHS, around, cuts, datagram, datagram6, segment, whole

NAMES = (b'\3abc\0', b'\1a\2bc\3def\0', b'\xc0\x0c', b'\3abc\xc0\x0c', b'\0', b'\3ab', b'\xc0\x40', b'\x41\x18\x55', b'\x80a', b'\xc0', b'\5a b\x01\xff\0')


# ---- DNS: RFC 1035

def dns_head(flags, counts, ident=7):
    return struct.pack('!HHHHHH', ident, flags, *counts)


def dns_answer(rr, flags=0x8580):
    return dns_head(flags, (1, 1, 0, 0)) + labels('a.b.org') + b'\0\1\0\1' + rr


DNS_TYPES = (*range(70), *range(99, 110), 128, *range(249, 262), 512, 32768, 32769, 65281, 65535)


def dns_records():
    for kind in DNS_TYPES:
        rr = lambda data, n=None, kind=kind: b'\xc0\x0c' + struct.pack('!HHIH', kind, 1, 300, len(data) if n is None else n) + data
        yield from whole(datagram(dns_answer(rr(FILL[:n])), 53, True) for n in LENGTHS)
        yield from whole(datagram(dns_answer(rr(bytes(n))), 53, True) for n in LENGTHS)
        yield from whole(datagram(dns_answer(rr(lead + name + FILL[:n], n=declared)), 53, True)
                         for lead in (b'', b'\0\x0a', b'\0\1\0\2\0\x50') for name in NAMES for n in (0, 9) for declared in (None, 5))
        yield from whole(datagram(dns_head(0x100, (1, 0, 0, 0)) + labels('a.b.org') + struct.pack('!HH', kind, c), 53) for c in (0, 1, 3, 4, 254, 255, 0x8001))
        yield from cuts(datagram(dns_answer(rr(b'\0\x0a' + b'\3abc\1d\xc0\x0c' + FILL[:8])), 53, True), 42)
    for owner in NAMES:
        rr = owner + struct.pack('!HHIH', 1, 1, 300, 4) + b'\x0a\0\0\1'
        for flags, counts in ((0x8180, (0, 1, 0, 0)), (0x8180, (0, 2, 0, 0)), (0, (0, 0, 1, 1))):
            yield from cuts(datagram(dns_head(flags, counts) + rr * 2, 53), 54)
            yield from whole([datagram(dns_head(flags, (1, *counts[1:])) + owner + b'\0\1\0\1' + rr, 53)])
    for length in (0, 1, 3, 7, 8, 16, 64, 128, 129, 200):
        yield from whole(datagram(dns_answer(b'\xc0\x0c' + struct.pack('!HHIH', 38, 1, 300, 30) + bytes([length]) + FILL[:n] + b'\1p\0'), 53, True) for n in (0, 1, 8, 15, 16))


def dns_headers():
    question = labels('a.b.org') + b'\0\1\0\1'
    answer = b'\xc0\x0c\0\1\0\1\0\0\0\x05\0\4\x0a\0\0\1'
    for bits in range(0, 0x10000, 0x10):
        flags = bits & 0xfff0 | bits >> 9 & 15
        yield from whole([datagram(dns_head(flags, (1, 1, 0, 0)) + question + answer, 53, bool(bits & 0x8000))])
    for flags in (0, 0x100, 0x8180, 0x8583, 0x2800, 0x2000, 0xa400, 0x2830, 0x0800, 0x8800):
        for rcode in range(16):
            yield from whole([datagram(dns_head(flags | rcode, (1, 1, 0, 0)) + question + answer, 53)])
        for counts in ((0, 0, 0, 0), (1, 0, 0, 0), (2, 1, 0, 0), (0, 1, 0, 0), (1, 1, 1, 1), (1, 2, 3, 4), (0, 0, 1, 0), (0, 0, 0, 1), (1, 0xffff, 0, 0), (1, 1, 2, 0), (1, 0, 1, 0), (1, 0, 0, 1)):
            packet = dns_head(flags, counts) + question + answer * 3
            yield from cuts(datagram(packet, 53), 42)
            yield from whole([datagram(packet, 5353), datagram(packet, 5355), datagram(packet, 137), segment(struct.pack('!H', len(packet)) + packet, 53)])
    message = dns_head(0x8580, (1, 1, 0, 0)) + question + answer
    for n in (0, 1, len(message) - 1, len(message), len(message) + 1, 500):
        yield from cuts(segment(struct.pack('!H', n) + message, 53), 54)
    yield from whole([segment((struct.pack('!H', len(message)) + message) * 3, 53)])


def dns_mdns():
    for kind in (1, 12, 16, 28, 33, 47, 255):
        for kind_class in (1, 255, 0x8001, 0x80ff, 3):
            question = b'\4_ftp\4_tcp\5local\0' + struct.pack('!HH', kind, kind_class)
            answer = b'\xc0\x0c' + struct.pack('!HHIH', kind, kind_class, 120, 6) + b'\3abc\xc0\x0c'
            yield from whole(datagram(dns_head(flags, counts, 0) + question + answer * 3, 5353) for flags in (0, 0x8400, 0x200)
                             for counts in ((1, 0, 0, 0), (2, 0, 0, 0), (0, 0, 1, 1), (1, 1, 0, 0), (1, 3, 0, 0)))


def dns_options():
    def packet(options, kind_class=1232, ttl=0x8000, name=b'\0', extra=b''):
        rr = name + struct.pack('!HHIH', 41, kind_class, ttl, len(options)) + options
        return datagram(dns_head(0x120, (1, 0, 0, 1)) + labels('a.org') + b'\0\1\0\1' + rr + extra, 53)
    option = lambda code, value: struct.pack('!HH', code, len(value)) + value
    for code in (*range(24), 26946, 65001, 65535):
        yield from whole(packet(option(code, FILL[:n])) for n in (*LENGTHS, 40, 41))
        yield from whole(packet(option(code, bytes(n))) for n in LENGTHS)
        yield from whole(packet(struct.pack('!HH', code, n) + FILL[:8]) for n in (7, 9, 200))
        yield from cuts(packet(option(10, b'cookie!!') + option(code, FILL[:8])), 60)
    yield from whole(packet(option(8, struct.pack('!HBB', family, source, scope) + FILL[:n])) for family in range(4) for source in (0, 1, 8, 20, 24, 32, 33, 56, 128, 129)
                     for scope in (0, 24) for n in (0, 1, 3, 4, 5, 7, 16, 17))
    yield from whole(packet(option(15, struct.pack('!H', n) + FILL[:m])) for n in range(40) for m in (0, 5))
    yield from whole(packet(option(11, b'\0\x64'), kind_class, ttl) for kind_class in (0, 512, 4096, 65535) for ttl in (0, 0x8000, 0x01000000, 0x00010000, 0xffffffff, 0x4000))


def dns_tsig():
    for algorithm in NAMES:
        for error in (0, 9, 15, *range(16, 26)):
            data = algorithm + struct.pack('!HIHH', 0, 1700000000, 300, 16) + FILL[:16] + struct.pack('!HHH', 7, error, 0)
            for kind in (250, 249):
                rr = labels('key') + struct.pack('!HHIH', kind, 255, 0, len(data)) + data
                yield from whole(datagram(dns_head(flags, (0, 0, 0, 1)) + rr, 53) for flags in (0, 0x8580))
    data = labels('hmac-md5') + struct.pack('!HIHH', 0, 1700000000, 300, 16) + FILL[:16] + struct.pack('!HHH', 7, 0, 6) + bytes(6)
    for n in range(len(data)):
        yield from whole([datagram(dns_head(0, (0, 0, 0, 1)) + labels('key') + struct.pack('!HHIH', 250, 255, 0, n) + data[:n], 53)])
    yield from cuts(datagram(dns_head(0, (0, 0, 0, 1)) + labels('key') + struct.pack('!HHIH', 250, 255, 0, len(data)) + data, 53), 54)


# ---- DHCP: RFC 2131, RFC 2132

def dhcp_packet(options, op=1, **words):
    return datagram(dhcp_message(op, options, **words), 67)


def dhcp_options():
    for code in range(1, 256):
        yield from whole(dhcp_packet([(53, b'\1'), (code, FILL[:n])]) for n in (*LENGTHS, 17, 32))
        yield from whole(dhcp_packet([(code, bytes(n))]) for n in (1, 2, 4, 8, 16))
        yield from whole(dhcp_packet([(code, bytes([v]))]) for v in range(1, 20))
        if code < 130 or code in (*range(175, 178), 210, 249, 252):
            yield from cuts(dhcp_packet([(53, b'\1'), (code, FILL[:9])]), 282)[:-16]
    for n in range(36):
        for mask in (0, 1, 8, 9, 16, 24, 25, 32, 33, 200):
            yield from whole(dhcp_packet([(code, bytes([mask]) + FILL[:n])]) for code in (121, 249))
    for sub in range(1, 20):
        yield from whole(dhcp_packet([(82, bytes([sub, n]) + FILL[:m])]) for n in LENGTHS for m in (n, 0, 4))
        yield from whole(dhcp_packet([(82, b'\1\2ab' + bytes([sub, n]) + FILL[:n] + b'\2')]) for n in LENGTHS)
    yield from whole(dhcp_packet([(code, bytes([flags, a, b]) + FILL[:n])]) for code in (81,) for flags in (0, 1, 2, 4, 8, 15, 255) for a, b in ((0, 0), (255, 2)) for n in (0, 5))
    yield from whole(dhcp_packet([(code, bytes([kind]) + FILL[:n])]) for code in (61, 78, 79, 120, 123, 124, 125) for kind in (0, 1, 2, 6, 255) for n in (*LENGTHS, 7, 17))


def dhcp_heads():
    yield from whole(dhcp_packet([(53, bytes([v]))], op=op) for v in range(40) for op in (0, 1, 2, 3))
    yield from whole(dhcp_packet([(52, bytes([v]))], sname=b'\3\4\1\2\3\4\xff', file=b'\6\4\1\2\3\4\xff') for v in range(6))
    base = dhcp_message(2, [(53, b'\5')], sname=b'server', file=b'file')
    yield from around(lambda p: datagram(p, 67, True), base, range(64))
    yield from around(lambda p: datagram(p, 67, True), base, range(232, 250))
    yield from cuts(datagram(base, 67, True), 42)
    for cookie in (b'\x63\x82\x53\x63', b'CMU\0', b'\0\0\0\0', b'CMU\1', b'\x63\x82\x53\x64', b'\xff\xff\xff\xff'):
        yield from whole(datagram(base[:236] + cookie + FILL[:n], port) for n in (0, 4, 30, 60) for port in (67, 68, 4011))


# ---- DHCPv6: RFC 8415

DUIDS = (b'', b'\0', b'\0\1', b'\0\1\0\1\0\0\0\x05\2\0\0\0\0\1', b'\0\2\0\0\0\x09abc', b'\0\3\0\1\2\0\0\0\0\1', b'\0\4' + FILL[:16], b'\0\5abc', b'\0\1\0', b'\0\2\0\0', b'\0\3\0')


def dhcp6_option(code, value):
    return struct.pack('!HH', code, len(value)) + value


def dhcp6_options():
    packet = lambda options: datagram6(b'\1\x12\x34\x56' + options, 547)
    for code in (*range(90), 94, 95, 112, 113, 135, 136, 143, 144, 145, 65535):
        yield from whole(packet(dhcp6_option(code, FILL[:n])) for n in (*LENGTHS, 7, 9, 17, 25, 32, 41))
        yield from whole(packet(dhcp6_option(code, bytes(n))) for n in LENGTHS)
        yield from whole(packet(struct.pack('!HH', code, n) + FILL[:12]) for n in (11, 13, 40, 65535))
        yield from whole(packet(dhcp6_option(code, bytes(n) + dhcp6_option(13, b'\0\2why'))) for n in (0, 4, 8, 9, 12, 16, 24, 25))
        yield from cuts(packet(dhcp6_option(code, FILL[:12]) + dhcp6_option(8, b'\0\1')), 62)
    for code in (1, 2):
        yield from whole(packet(dhcp6_option(code, duid)) for duid in DUIDS)
    yield from whole(packet(dhcp6_option(13, struct.pack('!H', status))) for status in range(30))
    yield from whole(packet(dhcp6_option(6, struct.pack('!H', code))) for code in range(160))
    yield from whole(packet(dhcp6_option(11, bytes([protocol, 1, rdm]) + FILL[:n])) for protocol in range(6) for rdm in range(3) for n in (0, 7, 8, 9, 12, 25, 28))
    yield from whole(packet(dhcp6_option(code, bytes([5]) + name)) for code in (39, 24, 21, 29, 30, 51, 64) for name in NAMES)
    yield from whole(packet(dhcp6_option(code, name)) for code in (39, 24, 21, 29, 30, 51, 64, 31, 65) for name in NAMES)


def dhcp6_messages():
    for kind in range(40):
        relayed = bytes([kind, 3]) + ADDRESS6 * 2 + dhcp6_option(9, b'\1\0\0\1' + dhcp6_option(8, b'\0\1'))
        yield from whole(datagram6(p, port) for p in (relayed, bytes([kind, 1, 2, 3]) + dhcp6_option(1, DUIDS[3]), bytes([kind])) for port in (546, 547))
        yield from cuts(datagram6(relayed, 547), 62)


# ---- NTP: RFC 5905, RFC 9327

def ntp_packets():
    for first in range(256):
        yield from whole([datagram(bytes([first]) + ntp_time(3)[1:], 123)])
        if first & 7 in (0, 3, 5, 6, 7):
            yield from whole(datagram((bytes([first]) + ntp_time(3)[1:])[:n], 123) for n in range(48))
    for stratum in (0, 1, 2, 15, 16, 17, 255):
        yield from whole(datagram(ntp_time(mode, stratum=stratum, refid=refid), 123) for mode in (3, 4) for refid in (b'GPS\0', bytes(4), b'\x0a\0\0\1', b'\xff\1\0\0'))
        yield from whole([datagram6(ntp_time(4, stratum=stratum), 123)])
    yield from around(lambda p: datagram(p, 123), ntp_time(4), range(48))
    yield from whole(datagram(ntp_time(3, tail=FILL[:n]), 123) for n in range(76))
    yield from cuts(datagram(ntp_time(3, tail=FILL[:24]), 123), 42)
    for operation in range(256):
        yield from whole([datagram(ntp_control(operation, 5, 0x0615, 17, b'version="4", leap=0'), 123)])
    yield from around(lambda p: datagram(p, 123), ntp_control(0x82, 5, 0x0615, 17, b'version="4"'), range(16))
    yield from cuts(datagram(ntp_control(0x82, 5, 0x0615, 17, b'version="4"'), 123), 42)
    for code in range(64):
        for response in (0, 1):
            yield from whole([datagram(ntp_private(response, code, 1, 8, FILL[:n]), 123) for n in (0, 8, 40)])
    yield from around(lambda p: datagram(p, 123), ntp_private(1, 42, 2, 8, FILL[:16]), range(12))


# ---- SNMP: RFC 3416, RFC 3412

def snmp_values():
    name = '1.3.6.1.2.1.1.5.0'
    for tag in range(256):
        for n in (0, 1, 2, 3, 4, 5, 8, 9, 16):
            for version in (0, 1):
                yield from whole([datagram(snmp_message(version, b'public', pdu(0xa2, 1, 0, 0, (name, ber(tag, FILL[:n])))), 161)])
        yield from whole([datagram(snmp_message(1, b'public', pdu(tag, 1, 2, 3, (name, ber(5, b'')))), 161), datagram(snmp_message(0, b'public', pdu(tag, 1, 2, 3, (name, ber(5, b'')))), 161),
                          datagram(ber(tag, integer(1)), 161), datagram(snmp_message(1, b'public', ber(0xa0, ber(tag, b'\1') + integer(0) * 2)), 161)])
    for value in (0, 1, 127, 128, 255, -1, -128, -129, 2**31 - 1, -2**31, 2**32 - 1, 2**40, -2**40):
        yield from whole(datagram(snmp_message(1, b'public', pdu(0xa2, 1, 0, 0, (name, integer(value, tag)))), 161) for tag in (2, 0x41, 0x42, 0x43, 0x46, 0x47))
    for name in ('0.0', '1.3', '2.5.1', '1.3.6.1', '1.3.6.1.4.1.9.1', '1.3.6.1.2.1', '1.2.3.4.5.6.7.8.9.300.70000.4294967295', '1.3.6.1.6.3.1.1.4.1.0', '1.3.6.1.2.1.2.2.1.10.1'):
        yield from whole(datagram(snmp_message(1, b'public', pdu(0xa2, 1, 0, 0, (name, oid(name)))), 161) for _ in (1,))


def snmp_messages():
    name = '1.3.6.1.2.1.1.5.0'
    for version in range(6):
        yield from whole(datagram(snmp_message(version, community, pdu(kind, 1, error, index, (name, ber(5, b'')))), port)
                         for community in (b'', b'public', b'a b\x01\xff') for kind in range(0xa0, 0xaa) for error in (0, 5, 18, 19, -1) for index in (0, 2) for port in (161, 162))
    for generic in range(-1, 9):
        for enterprise in ('1.3.6.1.4.1.8072', '1.3.6.1.2.1.11'):
            trap = ber(0xa4, oid(enterprise) + ber(0x40, b'\x0a\0\0\1') + integer(generic) + integer(42) + integer(12345, 0x43) + bindings((name, ber(4, b'host'))))
            yield from whole([datagram(snmp_message(0, b'public', trap), 162)])
    yield from cuts(datagram(snmp_message(0, b'public', trap), 162), 42)
    yield from around(lambda p: datagram(p, 162), snmp_message(0, b'public', trap), range(56))
    for flags in range(9):
        for model in range(5):
            scoped = ber(0x30, ber(4, b'\x80\0\x1f\x88\4abcd') + ber(4, b'context') + pdu(0xa0, 9, 0, 0, (name, ber(5, b''))))
            yield from whole(datagram(snmp_v3(flags, model, b'\x80\0\x1f\x88\4abcd', b'admin', content, bytes(n)), 161) for content in (scoped, ber(4, FILL[:20])) for n in (0, 12))
    get = snmp_message(1, b'public', pdu(0xa5, 4, 1, 10, (name, ber(5, b'')), (name, ber(2, b'\1'))))
    three = snmp_v3(4, 3, b'\x80\0\x1f\x88\4abcd', b'admin', scoped)
    for message in (get, three):
        yield from around(lambda p: datagram(p, 161), message, range(len(message)))
        yield from cuts(datagram(message, 161), 42)


# ---- Kerberos: RFC 4120 and version 4

def kerberos_messages():
    text = b'user\0inst\0REALM\0'
    for version in (0, 4, 5, 6, 255):
        for kind in range(32):
            for order in (0, 1):
                body = bytes([version, kind << 1 | order]) + text + FILL[:4] + b'\x60' + b'service\0host\0' + FILL[:20]
                yield from whole(datagram(body, port) for port in (88, 750))
    for kind in (1, 2, 3, 4, 5, 6, 7, 8, 32):
        body = bytes([4, kind << 1]) + text + FILL[:4] + b'\x60' + b'service\0host\0' + FILL[:20]
        yield from cuts(datagram(body, 88), 42)
        yield from around(lambda p: datagram(p, 88), body, range(24))
    yield from cuts(datagram(ber(0x6a, ber(0x30, integer(5))), 88), 42)


# ---- syslog: RFC 3164

def syslog_messages():
    for priority in range(260):
        yield from whole([datagram(b'<%d>Oct 11 22:14:15 host su: failed\n' % priority, 514)])
    for message in (b'', b'<', b'<1', b'<1>', b'<1>x', b'<1234>x', b'<12345>x', b'<12', b'<a>x', b'<12a>text', b'text', b'<191>' + bytes(range(256)), b'<192>', b'< 13>hello', b'<-1>m', b'<013>m', b'<00000013>m'):
        yield from cuts(datagram(message, 514), 42)


# ---- lwres, timed, CNFP (NetFlow), SOME/IP

def lwres_messages():
    for version in (0, 1):
        for op in (0, 0x00010001, 0x00010002, 0x00010003, 0x10001):
            for flags in (0, 1, 0x8000, 0x8001):
                for result in range(8):
                    body = struct.pack('!IHHIII', 64, version, flags, 9, op, result) + struct.pack('!IHH', 4096, 0, 0)
                    for tail in (struct.pack('!IIH', 1, 3, 4) + b'host\0', struct.pack('!IIH', 1, 1, 4) + b'\x0a\0\0\1', struct.pack('!IHHHHH', 1, 1, 28, 4, 0, 0) + b'host\0',
                                 struct.pack('!IHHHH', 1, 1, 1, 2, 1) + b'\4host\0' b'abcdefgh', FILL[:30]):
                        yield from whole([datagram(body + tail, 921)])
    for flags in (0, 0x8000):
        for op in (0x00010001, 0x00010002, 0x00010003):
            body = struct.pack('!IHHIII', 64, 0, flags, 9, op, 0) + struct.pack('!IHH', 4096, 0, 0)
            for tail in (struct.pack('!IIH', 1, 3, 4) + b'host\0', struct.pack('!IHHH', 1, 1, 1, 4) + b'host\0' + struct.pack('!IH', 1, 4) + b'\x0a\0\0\1' + FILL[:8],
                         struct.pack('!IIHH', 1, 1, 1, 4) + b'host\0\0\1a\0' + struct.pack('!IH', 2, 16) + ADDRESS6, FILL[:30]):
                yield from cuts(datagram(body + tail, 921), 42)
                yield from around(lambda p: datagram(p, 921), body + tail, range(4, len(body + tail)))


def timed_messages():
    for kind in range(26):
        for version in (0, 1, 2):
            body = bytes([kind, version]) + struct.pack('!HIi', 7, 5, -3) + b'name\0' + FILL[:20]
            yield from whole([datagram(body, 525)])
        yield from cuts(datagram(bytes([kind, 1]) + struct.pack('!HIi', 7, 1700000000, 5) + b'name\0', 525), 42)
    yield from around(lambda p: datagram(p, 525), bytes([1, 1]) + struct.pack('!HIi', 7, 5, -3) + b'name\0', range(14))


def cnfp_messages():
    for version in (1, 5, 6, 7, 9):
        head = struct.pack('!HHIII', version, 2, 1000, 1700000000, 5000) + (struct.pack('!IBBH', 7, 1, 2, 3) if version != 1 else b'')
        for protocol in (1, 6, 17, 47, 255):
            one = FILL[:36] + struct.pack('!BBBBBB', 0, 0x12, protocol, 0, 24, 16) + FILL[:10]
            yield from cuts(datagram(head + one * 2, 2055), 42)
            yield from whole(datagram((head + one * 3)[:n], 2055) for n in range(16, 140))
        yield from around(lambda p: datagram(p, 2055), head + one * 2, range(70))


def someip_messages():
    for version in (0, 1, 2):
        for kind in (0, 1, 2, 0x20, 0x21, 0x22, 0x40, 0x80, 0x81, 0xa0, 0xa1, 0xc0, 0xff):
            for code in (*range(12), 0x20, 0x5e, 0x5f, 0xff):
                yield from whole(datagram(struct.pack('!HHIHHBBBB', 0x1234, 0x8001, 8 + n, 1, 2, version, 3, kind, code) + FILL[:20], 30490) for n in (20,))
    base = struct.pack('!HHIHHBBBB', 0xffff, 0x8100, 28, 1, 2, 1, 3, 2, 0) + FILL[:20]
    yield from around(lambda p: datagram(p, 30490), base, range(16))
    yield from cuts(datagram(base, 30490), 42)
    yield from whole(datagram(base[:n], 30490) for n in range(30))


# ---- sFlow: version 5

def sflow_messages():
    address = b'\0\0\0\1\x0a\0\0\1'
    head = lambda n, version=5, agent=address: struct.pack('!I', version) + agent + struct.pack('!IIII', 1, 2, 300, n)
    samples = lambda kind, body: struct.pack('!II', kind, len(body)) + body
    flow = lambda records: struct.pack('!IIIIIIII', 1, 7, 256, 1000, 2, 3, 4, len(records)) + b''.join(records)
    expanded = lambda records: struct.pack('!IIIIIIIIIII', 1, 0, 7, 256, 1000, 2, 0, 3, 0, 4, len(records)) + b''.join(records)
    counters = lambda records: struct.pack('!III', 1, 7, len(records)) + b''.join(records)
    counters2 = lambda records: struct.pack('!IIII', 1, 0, 7, len(records)) + b''.join(records)
    one = lambda kind, n: struct.pack('!II', kind, n) + (FILL * 3)[:n]
    packet = lambda p: datagram(p, 6343)
    for kind in (*range(8), 0x1001, 4097 * 4096 + 1):
        for body in (flow([one(1, 20)]), expanded([one(1, 20)]), counters([one(1, 88)]), counters2([one(2, 52)])):
            yield from whole([packet(head(1) + samples(kind, body))])
    for maker, kinds, sample in ((flow, (*range(16), *range(1001, 1016)), 1), (expanded, (1, 2, 3, 1001, 1012), 3), (counters, (*range(8), 1001), 2), (counters2, (*range(8), 1001), 4)):
        for kind in kinds:
            for n in (0, 4, 8, 12, 16, 20, 24, 32, 40, 52, 80, 88, 100):
                yield from whole([packet(head(1) + samples(sample, maker([one(kind, n)]))), packet(head(2) + samples(sample, maker([one(kind, n)])) * 2)])
            yield from cuts(packet(head(1) + samples(sample, maker([one(kind, 88)]))), 42)
    ethernet = ether(ip(udp(b'abcd', 1, 2), 17))
    for protocol in range(18):
        raw = struct.pack('!IIII', protocol, 60, 4, len(ethernet)) + ethernet + bytes(-len(ethernet) % 4)
        yield from cuts(packet(head(1) + samples(1, flow([struct.pack('!II', 1, len(raw)) + raw]))), 90)
    base = head(1) + samples(1, flow([one(1, 20)]))
    yield from around(packet, base, range(len(base)))
    base = head(1, agent=b'\0\0\0\2' + ADDRESS6) + samples(2, counters([one(1, 88)]))
    yield from around(packet, base, range(80))
    yield from whole(packet(head(1, version) + samples(1, flow([one(1, 20)]))) for version in range(8))


# ---- ISAKMP: RFC 2408, RFC 2409, RFC 7296

def isakmp_head(first, version, exchange, flags, length, cookie=b'responde'):
    return b'initiatr' + cookie + struct.pack('!BBBBII', first, version, exchange, flags, 7, length)


def isakmp_messages():
    def packet(body, first=1, version=0x10, exchange=2, flags=0, **words):
        return datagram(isakmp_head(first, version, exchange, flags, 28 + len(body), **words) + body, 500)
    payload = lambda value, then=0, critical=0: struct.pack('!BBH', then, critical, 4 + len(value)) + value
    for version in (0x10, 0x20):
        yield from whole(packet(payload(b'abcd'), 13, version, exchange, flags) for exchange in range(256) for flags in (0, 1, 8, 0x28))
        for kind in (*range(64), 128, 132, 200):
            yield from whole(packet(payload(FILL[:n], then), kind, version) for n in (*LENGTHS, 40) for then in (0, 13))
            yield from whole(packet(payload(bytes(n), 0, 0x80), kind, version) for n in LENGTHS)
            yield from whole(packet(struct.pack('!BBH', 0, 0, n) + FILL[:20], kind, version) for n in (0, 1, 3, 4, 5, 23, 24, 25, 400))
            yield from cuts(packet(payload(FILL[:20]) + payload(b'xy'), kind, version), 62)
    yield from around(lambda p: datagram(p, 500), isakmp_head(13, 0x10, 2, 0, 36) + payload(b'abcd'), range(16, 36))
    yield from cuts(packet(payload(b'abcd'), 13), 42)
    yield from whole([packet(payload(b'abcd'), 13, cookie=bytes(8)), datagram(b'\xff', 4500), datagram(bytes(4) + isakmp_head(13, 0x20, 34, 8, 36) + payload(b'abcd'), 4500)])


def isakmp_proposals():
    payload = lambda value, then=0: struct.pack('!BBH', then, 0, 4 + len(value)) + value
    one = lambda body: datagram(isakmp_head(1, 0x10, 2, 0, 28 + len(body)) + body, 500)
    two = lambda body: datagram(isakmp_head(33, 0x20, 34, 8, 28 + len(body)) + body, 500)
    def sa1(attributes, protocol=1, transform=1, spi=b'', doi=1, situation=1):
        t = payload(struct.pack('!BBH', 1, transform, 0) + attributes)
        return payload(struct.pack('!II', doi, situation) + payload(struct.pack('!BBBB', 1, protocol, len(spi), 1) + spi + t))
    short = lambda kind, v: struct.pack('!HH', 0x8000 | kind, v)
    long = lambda kind, v: struct.pack('!HH', kind, len(v)) + v
    for protocol in range(6):
        for transform in range(16):
            yield from whole([one(sa1(short(1, 5), protocol, transform)), one(sa1(b'', protocol, transform, FILL[:4]))])
        for kind in range(20):
            yield from whole(one(sa1(short(kind, v) + short(1, 1), protocol)) for v in (*range(26), 65001))
            yield from whole(one(sa1(long(kind, FILL[:n]), protocol)) for n in (0, 1, 2, 4, 9))
    yield from whole(one(sa1(short(1, 5), doi=doi, situation=situation)) for doi in range(4) for situation in (0, 1, 2, 4, 255))
    base = isakmp_head(1, 0x10, 2, 0, 0) + sa1(short(1, 5) + long(12, b'abcd'), spi=b'spii')
    base = base[:24] + struct.pack('!I', len(base)) + base[28:]
    yield from cuts(datagram(base, 500), 42)
    yield from around(lambda p: datagram(p, 500), base, range(28, len(base)))
    def sa2(attributes, protocol=1, kind=1, ident=12, spi=b''):
        t = payload(struct.pack('!BBH', kind, 0, ident) + attributes)
        return payload(payload(struct.pack('!BBBB', 1, protocol, len(spi), 1) + spi + t))
    for kind in range(7):
        yield from whole(two(sa2(b'', protocol, kind, ident)) for protocol in (1, 3) for ident in range(40))
        yield from whole(two(sa2(short(attribute, 128), 1, kind)) for attribute in range(20))
    base = isakmp_head(33, 0x20, 34, 8, 0) + sa2(short(14, 128), spi=b'spii')
    base = base[:24] + struct.pack('!I', len(base)) + base[28:]
    yield from cuts(datagram(base, 500), 42)
    yield from around(lambda p: datagram(p, 500), base, range(28, len(base)))


def isakmp_payloads():
    payload = lambda value, then=0: struct.pack('!BBH', then, 0, 4 + len(value)) + value
    packet = lambda kind, value, version: datagram(isakmp_head(kind, version, 34 if version > 0x1f else 5, 8, 32 + len(value)) + payload(value), 500)
    for version in (0x10, 0x20):
        for kind in (5, 35, 36):  # identification
            yield from whole(packet(kind, bytes([ident, 17]) + b'\1\xf4' + FILL[:n], version) for ident in range(14) for n in (0, 3, 4, 8, 16, 17, 32))
        for kind in (11, 41):  # notification
            for notify in (*range(34), 8192, *range(16384, 16412), 16430, *range(24576, 24580), 32768, 40960, 65535):
                yield from whole(packet(kind, lead + struct.pack('!BBH', protocol, n, notify) + FILL[:n] + data, version)
                                 for lead in ((b'\0\0\0\1',) if kind == 11 else (b'',)) for protocol in (0, 1, 3) for n in (0, 4) for data in (b'', b'\x80\1\0\5\0\2\0\4\0\0\0\1'))
        for kind in (12, 42):  # delete
            yield from whole(packet(kind, lead + struct.pack('!BBH', protocol, size, n) + FILL[:16], version)
                             for lead in ((b'\0\0\0\1', b'\0\0\0\2') if kind == 12 else (b'',)) for protocol in range(5) for size in (0, 4, 16) for n in range(5))
        for kind in (6, 7, 37, 38, 39, 48):
            yield from whole(packet(kind, bytes([v]) + FILL[:n], version) for v in range(16) for n in (0, 4, 8))
        for kind in (44, 45):
            yield from whole(packet(kind, struct.pack('!BBH', n, 0, 0) + struct.pack('!BBHHH', kind_of, 17, length, 0, 65535) + FILL[:32], version) for n in (0, 1, 2) for kind_of in (7, 8, 9) for length in (8, 16, 40))


FAMILIES = {
    'dns-records': dns_records, 'dns-headers': dns_headers, 'dns-mdns': dns_mdns, 'dns-options': dns_options, 'dns-tsig': dns_tsig,
    'dhcp-options': dhcp_options, 'dhcp': dhcp_heads, 'dhcp6-options': dhcp6_options, 'dhcp6': dhcp6_messages, 'ntp': ntp_packets,
    'snmp-values': snmp_values, 'snmp': snmp_messages, 'kerberos': kerberos_messages, 'syslog': syslog_messages,
    'lwres': lwres_messages, 'timed': timed_messages, 'cnfp': cnfp_messages, 'someip': someip_messages, 'sflow': sflow_messages,
    'isakmp': isakmp_messages, 'isakmp-proposals': isakmp_proposals, 'isakmp-payloads': isakmp_payloads,
}
OPTIONS = [], ['-vv']
