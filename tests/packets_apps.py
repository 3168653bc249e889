"""Packets of application protocols for the value checks: NTP, SNMP, DHCP, RADIUS, DNS, Sun RPC with NFS, and RTP."""
import struct

from packets import ether, ip, ip6, tcp, udp


def frame(payload, sport, dport, back=False):
    src, dst = ('10.0.0.2', '10.0.0.1') if back else ('10.0.0.1', '10.0.0.2')
    return ether(ip(udp(payload, sport, dport, src=src, dst=dst), 17, src=src, dst=dst))


# ---- NTP: RFC 5905, RFC 9327

def ntp_time(mode, version=4, leap=0, stratum=2, refid=b'\xc0\xa8\x01\x01', tail=b''):
    stamp = struct.pack('!II', 3913056000, 0x80000000)
    return bytes([leap << 6 | version << 3 | mode, stratum, 6, 0xec]) + struct.pack('!II', 0x00010000, 0x0000c000) + refid + \
        stamp + struct.pack('!II', 3913056001, 0x40000000) * 2 + struct.pack('!II', 3913056002, 1) + tail


def ntp_control(bits, sequence, status, association, data):
    return bytes([0x16, bits]) + struct.pack('!HHHHH', sequence, status, association, 0, len(data)) + data + b'\0' * (-len(data) % 4)


def ntp_private(response, code, items, size, data=b''):
    return bytes([response << 7 | 0x17, 0, 3, code]) + struct.pack('!HH', items, size) + data


def ntp():
    key = struct.pack('!I', 7) + bytes(range(16))
    requests = [ntp_time(3), ntp_time(3, tail=key), ntp_time(1, leap=3, stratum=0, refid=b'INIT'), ntp_time(5, version=3, stratum=1,
                refid=b'GPS\0'), ntp_control(2, 5, 0, 0, b''), ntp_private(0, 42, 0, 0)]
    answers = [ntp_time(4), ntp_control(0x82, 5, 0x0615, 0, b'version="4", leap=0'), ntp_control(0xe1, 6, 0x9614, 17, b'srcadr=1.2.3.4'),
               ntp_control(0x81, 7, 0x0618, 0, struct.pack('!HHHH', 4711, 0x961a, 4712, 0x8011)), ntp_control(0x82, 8, 0xf415, 4711, b'x=1'),
               ntp_control(0x84, 9, 0x0102, 4711, b'timecode="1"'), ntp_private(1, 42, 1, 72, struct.pack('!IIII', 1, 2, 0, 4) + bytes(56))]
    return [frame(p, 40123, 123) for p in requests] + [frame(p, 123, 40123, True) for p in answers]


# ---- SNMP: RFC 3416, RFC 3412; BER

def ber(tag, content):
    n = len(content)
    length = bytes([n]) if n < 128 else bytes([0x81, n]) if n < 256 else b'\x82' + struct.pack('!H', n)
    return bytes([tag]) + length + content


def integer(v, tag=2):
    n = max(1, (v.bit_length() + 8) // 8)
    return ber(tag, v.to_bytes(n, 'big', signed=True))


def oid(text):
    parts = [int(p) for p in text.split('.')]
    out = bytes([parts[0] * 40 + parts[1]])
    for p in parts[2:]:
        chunk = [p & 127]
        while p := p >> 7:
            chunk.insert(0, p & 127 | 128)
        out += bytes(chunk)
    return ber(6, out)


def bindings(*pairs):
    return ber(0x30, b''.join(ber(0x30, oid(o) + v) for o, v in pairs))


def pdu(tag, request, a, b, *pairs):
    return ber(tag, integer(request) + integer(a) + integer(b) + bindings(*pairs))


def snmp_message(version, community, content):
    return ber(0x30, integer(version) + ber(4, community) + content)


def snmp_v3(flags, model, engine, user, content, auth=b'', priv=b''):
    security = ber(0x30, ber(4, engine) + integer(3) + integer(4567) + ber(4, user) + ber(4, auth) + ber(4, priv))
    return ber(0x30, integer(3) + ber(0x30, integer(77) + integer(65507) + ber(4, bytes([flags])) + integer(model)) + ber(4, security) + content)


def snmp():
    name, uptime = '1.3.6.1.2.1.1.5.0', '1.3.6.1.2.1.1.3.0'
    scoped = ber(0x30, ber(4, b'\x80\0\x1f\x88\4abcd') + ber(4, b'context') + pdu(0xa0, 9, 0, 0, (name, ber(5, b''))))
    trap1 = ber(0xa4, oid('1.3.6.1.4.1.8072') + ber(0x40, b'\x0a\0\0\1') + integer(6) + integer(42) + integer(12345, 0x43) +
                bindings((name, ber(4, b'host'))))
    messages = [snmp_message(0, b'public', pdu(0xa0, 1, 0, 0, (name, ber(5, b'')))),
                snmp_message(1, b'public', pdu(0xa1, 2, 0, 0, (name, ber(5, b'')), (uptime, ber(5, b'')))),
                snmp_message(1, b'private', pdu(0xa3, 3, 0, 0, (name, ber(4, b'other')))),
                snmp_message(1, b'public', pdu(0xa5, 4, 1, 10, (name, ber(5, b'')))),
                snmp_message(0, b'public', trap1),
                snmp_message(1, b'public', pdu(0xa7, 5, 0, 0, (uptime, integer(99, 0x43)), ('1.3.6.1.6.3.1.1.4.1.0', oid('1.3.6.1.6.3.1.1.5.1')))),
                snmp_v3(4, 3, b'\x80\0\x1f\x88\4abcd', b'admin', scoped), snmp_v3(5, 3, b'\x80\0\x1f\x88\4abcd', b'admin', scoped, bytes(12))]
    answers = [snmp_message(0, b'public', pdu(0xa2, 1, 2, 1, (name, ber(5, b'')))),
               snmp_message(1, b'public', pdu(0xa2, 2, 0, 0, (name, ber(4, b'host')), (uptime, integer(4711, 0x43)), ('1.3.6.1.2.1.2.1.0', integer(-5)),
                                              ('1.3.6.1.2.1.4.20.1.1', ber(0x40, b'\x0a\1\2\3')), ('1.3.6.1.2.1.2.2.1.10.1', integer(77777, 0x41)),
                                              ('1.3.6.1.2.1.31.1.1.1.6.1', integer(1 << 40, 0x46)), ('1.3.6.1.2.1.2.2.1.5.1', integer(1000, 0x42)),
                                              ('1.3.6.1.2.1.1.2.0', oid('1.3.6.1.4.1.8072.3.2.10')), ('1.3.6.1.2.1.99', ber(0x80, b'')), ('1.3.6.1.2.1.99.1', ber(0x82, b''))))]
    return [frame(p, 40161, 161) for p in messages] + [frame(p, 161, 40161, True) for p in answers]


# ---- DHCP: RFC 2131, RFC 2132

def dhcp_message(op, options, secs=3, flags=0x8000, sname=b'', file=b''):
    head = struct.pack('!BBBBIHH', op, 1, 6, 1, 0x3903f326, secs, flags) + bytes([0, 0, 0, 0, 10, 0, 0, 50, 10, 0, 0, 2, 10, 0, 0, 254])
    return head + bytes.fromhex('020000000001') + bytes(10) + sname.ljust(64, b'\0') + file.ljust(128, b'\0') + b'\x63\x82\x53\x63' + \
        b''.join(bytes([code, len(v)]) + v for code, v in options) + b'\xff' + bytes(20)


def dhcp():
    asked = [(53, b'\1'), (61, b'\1\2\0\0\0\0\1'), (12, b'laptop'), (50, b'\x0a\0\0\x32'), (55, bytes([1, 3, 6, 15, 28, 51, 58, 59])),
             (57, b'\5\xdc'), (60, b'MSFT 5.0'), (81, b'\0\0\0laptop.example')]
    given = [(53, b'\5'), (54, b'\x0a\0\0\2'), (51, struct.pack('!I', 3600)), (58, struct.pack('!I', 1800)), (59, struct.pack('!I', 3150)),
             (1, b'\xff\xff\xff\0'), (3, b'\x0a\0\0\1'), (6, b'\x0a\0\0\x35\x08\x08\x08\x08'), (15, b'example.org'), (28, b'\x0a\0\0\xff'),
             (42, b'\x0a\0\0\x7b'), (2, struct.pack('!i', -3600)), (26, b'\5\xdc'), (44, b'\x0a\0\0\x2c'), (46, b'\x08'), (56, b'a message'),
             (23, b'\x40'), (19, b'\0'), (17, b'/export/root'), (66, b'tftp.example'), (67, b'boot.img')]
    address, number, short, true = b'\xc0\0\2\1', b'\0\0\1\2', b'\1\2', b'\1'
    rare = [(53, b'\2')] + [(code, address) for code in (4, 5, 7, 8, 9, 10, 11, 16, 32, 41, 45, 48, 49, 65, 68, 69, 70, 71, 72, 73, 74, 75, 76, 92, 112, 118, 150)] + \
        [(code, b'text') for code in (14, 18, 40, 47, 100, 101, 113, 114, 161)] + [(code, number) for code in (24, 35, 38, 91)] + [(code, short) for code in (13, 22, 25, 93)] + \
        [(code, true) for code in (20, 27, 29, 30, 31, 34, 36, 39, 116)] + [(37, b'\x40'), (43, b'vendor'), (21, address * 2), (33, address * 2)] + \
        [(82, b'\1\4circ\2\3rem\6\3sub\5\4\xc0\0\2\1'), (77, b'\3abc\2de'), (121, b'\x18\xc0\0\2\x0a\0\0\1\0\x0a\0\0\2'), (61, b'\0opaque')]
    return [ether(ip(udp(dhcp_message(1, asked), 68, 67, src='0.0.0.0', dst='255.255.255.255'), 17, src='0.0.0.0', dst='255.255.255.255')),
            frame(dhcp_message(2, given, sname=b'server', file=b'boot/file'), 67, 68, True),
            frame(dhcp_message(1, [(53, b'\7'), (54, b'\x0a\0\0\2')], flags=0), 68, 67), frame(dhcp_message(2, rare), 67, 68, True)]


# ---- DHCPv6: RFC 8415, RFC 3319 (SIP), RFC 3646 (DNS), RFC 4649 and others of IANA's list

def option6(code, value=b''):
    return struct.pack('!HH', code, len(value)) + value


def dhcp6():
    link = bytes.fromhex('020000000001')
    llt, ll, en = struct.pack('!HHI', 1, 1, 700000000) + link, struct.pack('!HH', 3, 1) + link, struct.pack('!HI', 2, 9) + b'identity'
    address, prefix = bytes.fromhex('20010db8') + bytes(11) + b'\5', bytes.fromhex('20010db8000a') + bytes(10)
    leased, delegated = option6(5, address + word(3000) + word(5000)), option6(26, word(3600) + word(7200) + b'\x30' + prefix)
    name, status = labels('example.org'), option6(13, struct.pack('!H', 2) + b'none left')
    asked = [option6(1, llt), option6(3, word(7) + word(1000) + word(2000) + leased), option6(4, word(8)), option6(6, b'\0\x17\0\x18\0\x1f'),
             option6(8, b'\0\x64'), option6(14), option6(15, b'\0\3abc\0\2de'), option6(16, word(9) + b'\0\5class'), option6(20),
             option6(25, word(9) + word(1800) + word(2880) + delegated), option6(39, b'\1' + labels('host')[:-1])]
    given = [option6(1, en), option6(2, ll), option6(3, word(7) + word(0) + word(0) + status), option6(7, b'\xff'), option6(12, address),
             option6(17, word(9) + option6(1, b'data')), option6(21, name), option6(22, address), option6(23, address * 2), option6(24, name), option6(27, address),
             option6(28, address), option6(29, name), option6(30, name), option6(31, address), option6(32, word(86400)), option6(33, name), option6(34, address),
             option6(41, b'EST5EDT'), option6(42, b'Europe/Berlin'), option6(56, option6(1, address) + option6(3, name)), option6(59, b'http://boot/'),
             option6(64, name), option6(11, b'\3\1\0' + bytes(8) + b'\1' + bytes(range(16)))]
    relayed = option6(9, b'\1\0\0\7' + option6(8, b'\0\1'))
    agents = [relayed, option6(18, b'eth0'), option6(37, word(9) + b'remote'), option6(38, b'subscriber'), option6(43, b'\0\x25'), option6(40, address)]
    query = option6(44, b'\1' + address + option6(5, address + word(0) * 2))
    replied = option6(45, option6(1, llt) + option6(46, word(99))) + option6(47, address + b'relayed') + option6(48, address)
    messages = [b'\1\x12\x34\x56' + b''.join(asked), b'\2\x12\x34\x56' + b''.join(given), b'\x0c\1' + address + bytes(15) + b'\1' + b''.join(agents),
                b'\x0a\0\0\1' + option6(19, b'\5'), b'\x0e\0\0\2' + query, b'\x0f\0\0\3' + replied]
    a, b = 'fe80::1', 'ff02::1:2'
    return [ether(ip6(udp(m, 546, 547, a, b), 17, a, b), 0x86dd) for m in messages]


# ---- RADIUS: RFC 2865, RFC 2866, RFC 2869, RFC 3162

def radius_message(code, ident, *attributes):
    body = b''.join(bytes([kind, len(v) + 2]) + v for kind, v in attributes)
    return struct.pack('!BBH', code, ident, 20 + len(body)) + bytes(range(16)) + body


def word(v):
    return struct.pack('!I', v)


def radius():
    request = radius_message(1, 7, (1, b'alice'), (2, bytes(16)), (4, b'\x0a\0\0\3'), (5, word(17)), (61, word(15)), (6, word(2)), (7, word(1)),
                             (30, b'00-11-22-33-44-55'), (31, b'66-77-88-99-AA-BB'), (32, b'nas1'), (87, b'eth0/1'), (12, word(1400)),
                             (44, b'session1'), (24, b'state'), (80, bytes(16)), (79, b'\2\1\0\x0a\1alice'), (60, bytes(16)), (77, b'54Mbit'))
    accept = radius_message(2, 7, (8, b'\x0a\0\0\x64'), (9, b'\xff\xff\xff\0'), (10, word(3)), (11, b'filter1'), (13, word(1)), (18, b'welcome'),
                            (22, b'10.1.0.0/16 10.0.0.1 1'), (25, b'class1'), (27, word(3600)), (28, word(600)), (29, word(1)), (62, word(2)), (85, word(300)),
                            (26, word(9) + b'\1\x0fshell:priv=15'), (64, b'\0\0\0\x0d'), (65, b'\0\0\0\6'), (81, b'\x01vlan10'))
    account = radius_message(4, 8, (40, word(2)), (41, word(5)), (42, word(1000)), (43, word(2000)), (44, b'session1'), (45, word(1)), (46, word(120)),
                             (47, word(10)), (48, word(20)), (49, word(1)), (50, b'multi'), (51, word(1)), (52, word(0)), (53, word(0)), (55, word(1600000000)),
                             (1, b'alice'), (4, b'\x0a\0\0\3'))
    address6 = bytes.fromhex('20010db8') + bytes(11) + b'\5'
    more = radius_message(2, 10, (14, b'\x0a\0\0\4'), (15, word(0)), (16, word(23)), (19, b'5551234'), (20, b'caller'), (33, b'proxy'), (34, b'lat'), (35, b'node'),
                          (36, bytes(32)), (37, word(1)), (38, word(2)), (39, b'zone'), (57, word(1)), (63, b'port'), (66, b'\x01client'), (67, b'\x01server'), (68, b'tunnel'),
                          (72, word(1)), (75, word(3)), (76, word(1)), (78, b'token'), (82, b'\1id'), (83, word(5)), (86, word(6)), (88, b'pool'), (89, b'cui'),
                          (90, b'\1me'), (91, b'\1you'), (95, address6), (97, b'\0\x40' + address6[:8]), (98, address6), (99, b'route'), (100, b'pool6'), (123, b'\0\x38' + address6[:8]))
    return [frame(request, 41812, 1812), frame(accept, 1812, 41812, True), frame(account, 41813, 1813),
            frame(radius_message(5, 8), 1813, 41813, True), frame(radius_message(3, 9, (18, b'no')), 1812, 41814, True),
            frame(more, 1812, 41815, True)]


# ---- DNS: RFC 1035, RFC 2782, RFC 4034, RFC 6891, RFC 8659, RFC 9460

def labels(name):
    return b''.join(bytes([len(p)]) + p.encode() for p in name.split('.') if p) + b'\0'


def record(name, kind, data, ttl=300, kind_class=1):
    return labels(name) + struct.pack('!HHIH', kind, kind_class, ttl, len(data)) + data


def dns_message(ident, flags, questions, answers=(), authority=(), additional=()):
    return struct.pack('!HHHHHH', ident, flags, len(questions), len(answers), len(authority), len(additional)) + \
        b''.join(labels(n) + struct.pack('!HH', k, 1) for n, k in questions) + b''.join(answers) + b''.join(authority) + b''.join(additional)


def dns():
    soa = labels('ns.example.org') + labels('admin.example.org') + struct.pack('!IIIII', 2024010101, 7200, 3600, 1209600, 300)
    opt = record('', 41, struct.pack('!HH', 10, 8) + bytes(8), ttl=0x8000, kind_class=1232)
    answers = [record('a.example.org', 1, b'\x0a\0\0\1'), record('a.example.org', 28, bytes(15) + b'\1'), record('b.example.org', 5, labels('a.example.org')),
               record('example.org', 15, struct.pack('!H', 10) + labels('mx.example.org')), record('example.org', 16, b'\x0bv=spf1 -all'),
               record('1.0.0.10.in-addr.arpa', 12, labels('a.example.org')), record('example.org', 2, labels('ns.example.org')),
               record('example.org', 257, b'\0\5issueca.org'), record('e.org', 13, b'\3ARM\5Linux'), record('example.org', 29, b'\0\x12\x16\x13' + word(0x80000000) * 2 + word(10000000)),
               record('e.org', 35, struct.pack('!HH', 100, 50) + b'\1s\7SIP+D2U\0' + labels('sip.e.org')), record('e.org', 39, labels('d.org')),
               record('e.org', 43, struct.pack('!HBB', 12345, 8, 2) + bytes(32)), record('e.org', 48, struct.pack('!HBB', 257, 3, 8) + bytes(32)),
               record('e.org', 46, struct.pack('!HBBIIIH', 1, 8, 2, 300, 1700000000, 1690000000, 4242) + labels('e.org') + bytes(32)),
               record('_443._tcp.e.org', 52, b'\3\1\1' + bytes(32)), record('e.org', 44, b'\1\1' + bytes(20))]
    return [frame(dns_message(1, 0x0100, [('a.example.org', 1)], additional=[opt]), 45353, 53),
            frame(dns_message(1, 0x8580, [('a.example.org', 1)], answers[:6], [record('example.org', 6, soa)], [opt]), 53, 45353, True),
            frame(dns_message(2, 0x81b0, [('example.org', 255)], answers[6:]), 53, 45353, True),
            frame(dns_message(3, 0x8183, [('nosuch.example.org', 28)], (), [record('example.org', 6, soa)]), 53, 45353, True),
            frame(dns_message(5, 0x8580, [('_s._tcp.example.org', 33)], [record('_s._tcp.example.org', 33, struct.pack('!HHH', 1, 2, 80) +
                                                                               labels('s.example.org'))]), 53, 45353, True),
            frame(dns_message(4, 0x2800, [('example.org', 6)], (), [record('x.example.org', 1, b'\x0a\0\0\x09')]), 45353, 53)]


def dns_records():
    """Every type of record that lines have the name of only."""
    a, b = labels('a.example.org'), labels('b.example.org')
    types = [(4, a), (7, a), (8, a), (9, a), (10, b'null!'), (11, b'\x0a\0\0\1\6\0\0\0\x40'), (14, a + b), (17, a + b), (18, b'\0\1' + a), (19, b'\x0c311061700956'),
             (20, b'\x03123\x02ab'), (21, b'\0\x0a' + a), (22, bytes(range(20))), (25, struct.pack('!HBB', 0x4200, 3, 8) + bytes(32)), (26, b'\0\x0a' + a + b),
             (27, b'\x0512.34\x0556.78\x0310.'), (36, b'\0\x05' + a), (37, struct.pack('!HHB', 1, 4242, 8) + b'certificate'), (42, b'\0\1\x18\x83\xc0\0\2\0\2\x20\x04\x20\1\x0d\xb8'),
             (45, b'\x0a\1\2\xc0\0\2\1' + b'key'), (45, b'\x0a\2\2' + bytes(15) + b'\1' + b'key'), (45, b'\x0a\3\2' + a + b'key'), (47, a + b'\0\6\x40\1\0\0\0\3'), (49, b'\0\1\2' + bytes(32)),
             (50, b'\1\1\0\x0c\4saltHASH'[:0] + b'\1\1\0\x0c\4salt\x14' + bytes(range(20)) + b'\0\6\x40\1\0\0\0\2'), (51, b'\1\0\0\x0c\4salt'), (53, b'\3\1\1' + bytes(32)),
             (55, b'\x10\2\0\4' + bytes(range(16)) + b'KEY!' + a), (59, struct.pack('!HBB', 12345, 8, 2) + bytes(32)), (60, struct.pack('!HBB', 256, 3, 8) + bytes(32)), (61, b'pgp key'),
             (62, word(2024) + b'\0\3' + b'\0\1\x40'), (64, b'\0\1' + a), (65, b'\0\1\0' + b'\0\0\0\4\0\1\0\3' + b'\0\1\0\6\2h2\2h3' + b'\0\3\0\2\x20\xfb' + b'\0\4\0\4\xc0\0\2\1' +
                                                                      b'\0\6\0\x10' + bytes(15) + b'\1' + b'\0\2\0\0' + b'\0\5\0\4echo'), (63, word(2024) + b'\1\1' + bytes(48)),
             (99, b'\x0bv=spf1 -all'), (104, b'\0\x0a' + bytes(range(8))), (105, b'\0\x0a\xc0\0\2\1'), (106, b'\0\x0a' + bytes(range(8))), (107, b'\0\x0a' + a),
             (108, bytes.fromhex('00005ef00201')), (109, bytes.fromhex('00005eef10000201')), (249, labels('hmac-md5') + word(1700000000) + word(1700003600) + b'\0\2\0\0\0\3key\0\2ot'),
             (250, labels('hmac-md5') + b'\0\0' + word(1700000000) + b'\1\x2c\0\4mac!\0\7\0\0\0\0'), (256, b'\0\x0a\0\1https://e.org/'), (257, b'\x80\5iodefmailto:a@e.org'),
             (257, b'\0\x09issuewildca.org'), (32769, struct.pack('!HBB', 12345, 8, 2) + bytes(32)), (24, struct.pack('!HBBIIIH', 1, 8, 2, 300, 1700000000, 1690000000, 4242) + labels('e.org') + bytes(32)),
             (16, b'\3one\3two')]
    options = b''.join(struct.pack('!HH', code, len(v)) + v for code, v in ((3, b'ns1'), (5, b'\x08\x0d'), (6, b'\2'), (7, b'\1'), (8, b'\0\1\x18\0\xc0\0\2'), (10, bytes(range(24))), (11, b'\0\x64'),
                                                                       (12, bytes(8)), (13, labels('e.org')), (15, b'\0\x16stale'), (8, b'\0\2\x20\0\x20\1\x0d\xb8')))
    records = [record('e.org', kind, content) for kind, content in types]
    return [frame(dns_message(n, 0x8180, [('e.org', 255)], records[n:n + 6]), 53, 45353, True) for n in range(0, len(records), 6)] + \
        [frame(dns_message(0, 0, [('_s._tcp.local', 12)], [record('_s._tcp.local', 12, labels('x._s._tcp.local'), kind_class=0x8001)]), 5353, 5353)] + \
        [frame(dns_message(99, 0x8180, [('e.org', 1)], additional=[record('', 41, options, ttl=0x01008000, kind_class=4096)]), 53, 45353, True)]


# ---- Sun RPC and NFS version 3: RFC 5531, RFC 1813

HANDLE = word(16) + bytes(range(16))
ATTRIBUTES = word(1) + struct.pack('!IIIII', 1, 0o644, 2, 1000, 100) + struct.pack('!QQ', 5000, 8192) + word(8) + word(1) + \
    struct.pack('!QQ', 77, 4711) + struct.pack('!IIIIII', 1700000000, 5, 1700000001, 6, 1700000002, 7)
BEFORE = word(1) + struct.pack('!Q', 4000) + struct.pack('!IIII', 1700000000, 1, 1700000000, 2)


def text(s):
    return word(len(s)) + s + b'\0' * (-len(s) % 4)


def rpc_call(xid, procedure, body):
    unix = word(1600000000) + text(b'client') + struct.pack('!III', 1000, 100, 2) + struct.pack('!II', 4, 24)
    return struct.pack('!IIIIII', xid, 0, 2, 100003, 3, procedure) + word(1) + word(len(unix)) + unix + struct.pack('!II', 0, 0) + body


def rpc_reply(xid, body):
    return struct.pack('!III', xid, 1, 0) + struct.pack('!II', 0, 0) + word(0) + body


def nfs():
    settings = struct.pack('!IIIIII', 1, 0o600, 1, 1000, 1, 100) + word(1) + struct.pack('!Q', 0) + struct.pack('!IIII', 2, 1700000000, 9, 1)
    made = word(0) + word(1) + HANDLE + ATTRIBUTES + BEFORE + ATTRIBUTES
    pairs = [(1, HANDLE, word(0) + ATTRIBUTES[4:]), (3, HANDLE + text(b'file.txt'), word(0) + HANDLE + ATTRIBUTES + ATTRIBUTES),
             (4, HANDLE + word(0x1f), word(0) + ATTRIBUTES + word(0x1f)), (5, HANDLE, word(0) + ATTRIBUTES + text(b'target')),
             (6, HANDLE + struct.pack('!QI', 4096, 1024), word(0) + ATTRIBUTES + struct.pack('!II', 5, 1) + text(b'hello')),
             (7, HANDLE + struct.pack('!QII', 8192, 5, 2) + text(b'hello'), word(0) + BEFORE + ATTRIBUTES + struct.pack('!IIQ', 5, 2, 0x1122334455667788)),
             (8, HANDLE + text(b'new') + word(0) + settings, made), (9, HANDLE + text(b'dir') + settings, made),
             (12, HANDLE + text(b'old'), word(0) + BEFORE + ATTRIBUTES),
             (14, HANDLE + text(b'from') + HANDLE + text(b'to'), word(0) + BEFORE + ATTRIBUTES + BEFORE + ATTRIBUTES),
             (16, HANDLE + struct.pack('!QQI', 3, 4, 4096), word(0) + ATTRIBUTES + struct.pack('!QIQ', 4, 1, 4711) + text(b'entry') + struct.pack('!QII', 1, 0, 1)),
             (18, HANDLE, word(0) + ATTRIBUTES + struct.pack('!QQQQQQI', 10, 9, 8, 7, 6, 5, 4)),
             (19, HANDLE, word(0) + ATTRIBUTES + struct.pack('!IIIIIIIQIII', 1, 2, 3, 4, 5, 6, 7, 1 << 40, 0, 1, 27)),
             (20, HANDLE, word(0) + ATTRIBUTES + struct.pack('!IIIIII', 32000, 255, 0, 1, 0, 1)),
             (21, HANDLE + struct.pack('!QI', 0, 100), word(0) + BEFORE + ATTRIBUTES + struct.pack('!Q', 99)), (3, HANDLE + text(b'none'), word(2) + ATTRIBUTES)]
    out = []
    for xid, (procedure, call, answer) in enumerate(pairs, 0x1000):
        out += [frame(rpc_call(xid, procedure, call), 900, 2049), frame(rpc_reply(xid, answer), 2049, 900, True)]
    denied = struct.pack('!IIIII', 0x2000, 1, 1, 1, 5)
    out += [frame(rpc_call(0x2000, 1, HANDLE), 900, 2049), frame(denied, 2049, 900, True)]
    for back, body in ((False, rpc_call(0x2001, 1, HANDLE)), (True, rpc_reply(0x2001, word(0) + ATTRIBUTES[4:]))):
        src, dst, sport, dport = ('10.0.0.2', '10.0.0.1', 2049, 901) if back else ('10.0.0.1', '10.0.0.2', 901, 2049)
        segment = tcp(word(0x80000000 | len(body)) + body, sport, dport, 1000, 1000, 0x18, src=src, dst=dst)
        out.append(ether(ip(segment, 6, src=src, dst=dst)))
    return out


# ---- Protocols of text: FTP (RFC 959, RFC 2428), SMTP (RFC 5321), RTSP (RFC 2326), SIP (RFC 3261)

def lines(*texts):
    return b''.join(t.encode() + b'\r\n' for t in texts)


def text_over_tcp(port, *messages):
    """Messages to a port and, where they are said to be answers, back; one connection."""
    made, numbers = [], [1000, 5000]
    for back, message in messages:
        ends = ('10.0.0.2', '10.0.0.1', port, 40000 + port) if back else ('10.0.0.1', '10.0.0.2', 40000 + port, port)
        segment = tcp(message, ends[2], ends[3], numbers[back], numbers[not back], 0x18, src=ends[0], dst=ends[1])
        made.append(ether(ip(segment, 6, src=ends[0], dst=ends[1])))
        numbers[back] += len(message)
    return made


def ssh_packet(payload):
    padding = 8 - (5 + len(payload)) % 8 + 8
    return struct.pack('!IB', 1 + len(payload) + padding, padding) + payload + bytes(padding)


def ssh():
    """The versions, what each side offers, and a packet that takes the keys."""
    offer = lambda *lists: ssh_packet(b'\x14' + bytes(range(16)) + b''.join(struct.pack('!I', len(l)) + l for l in lists) + bytes(5))
    kex, key = b'curve25519-sha256,ecdh-sha2-nistp256', b'ssh-ed25519'
    client = offer(kex, key, b'aes128-ctr,aes256-ctr', b'aes256-ctr', b'hmac-sha2-256', b'hmac-sha1', b'none', b'none,zlib', b'', b'')
    server = offer(b'curve25519-sha256', key, b'aes128-ctr', b'chacha20-poly1305@openssh.com', b'hmac-sha2-256', b'hmac-sha2-512', b'none', b'zlib', b'', b'de')
    return text_over_tcp(22, (0, b'SSH-2.0-one\r\n'), (1, b'SSH-2.0-two\r\n'), (0, client), (1, server), (0, ssh_packet(b'\x15')), (1, ssh_packet(b'\x15')))


def texts():
    ftp = text_over_tcp(21, (1, lines('220-hello', ' more text', '220 ready')), (0, lines('USER bob')), (1, lines('331 Password please')), (0, lines('PORT 10,0,0,1,4,1')),
                        (1, lines('200 PORT done')), (0, lines('PASV')), (1, lines('227 Entering Passive Mode (10,0,0,9,200,10)')), (0, lines('EPSV')),
                        (1, lines('229 Entering Extended Passive Mode (|||6446|)')), (0, lines('EPRT |1|132.235.1.2|6275|')), (0, lines('EPRT |2|1080::8:800:200C:417A|5282|')), (0, lines('QUIT')))
    smtp = text_over_tcp(25, (1, lines('220 mail ready')), (0, lines('EHLO me.example')), (1, lines('250-mail.example', '250-SIZE 100', '250 HELP')),
                         (0, lines('MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>')), (1, lines('250 sender', '250 recipient')), (0, lines('QUIT')))
    http = text_over_tcp(80, (0, lines('GET /a/b?x=1&y=2 HTTP/1.1', 'Host: h.example', 'User-Agent: one/1', 'Accept: */*', 'Cookie: a=1; b=2', '')),
                         (1, lines('HTTP/1.1 200 OK', 'Server: two', 'Content-Type: text/plain', 'Content-Length: 5', '') + b'hello'),
                         (0, lines('GET http://other.example/c HTTP/1.1', 'Host: other.example', 'Referer: http://h.example/', '')), (1, lines('HTTP/1.1 302 Found', 'Location: /d', 'Content-Length: 0', '')))
    rtsp = text_over_tcp(554, (0, lines('SETUP rtsp://h.example/a RTSP/1.0', 'CSeq: 2', 'Transport: RTP/AVP;unicast', '')),
                         (1, lines('RTSP/1.0 200 OK', 'CSeq: 2', 'Session: 77;timeout=5', 'Content-Type: text/plain', 'Content-Length: 3', '') + b'abc'))
    invite = lines('INVITE sip:bob@biloxi.example:5070;transport=udp SIP/2.0', 'Via: SIP/2.0/UDP pc33.example:5066;branch=z9hG4bK77;rport', 'Max-Forwards: 70', 'To: Bob <sip:bob@biloxi.example>',
                   'From: "Alice A" <sip:alice@atlanta.example:5080;x=y>;tag=1928301774', 'Call-ID: a84b4c76e66710', 'CSeq: 314159 INVITE', 'Contact: <sip:alice@pc33.example>;expires=60',
                   'v: SIP/2.0/TCP 10.0.0.9', 'User-Agent: x/1', 'Content-Type: application/sdp', 'Subject: hi there', 'Allow: INVITE, ACK', 'Content-Length: 0', '')
    ringing = lines('SIP/2.0 180 Ringing', 'Via: SIP/2.0/UDP 10.1.1.1;received=192.0.2.1;ttl=4', 't: <sip:bob@biloxi.example>;tag=a6c85cf', 'f: sip:alice@atlanta.example;tag=88sja8x',
                    'i: a84b', 'CSeq: 1 INVITE', 'm: *', 'Server: y/2', 'Supported: 100rel', 'l: 0', '')
    return ftp + smtp + rtsp + [frame(invite, 5060, 5060), frame(ringing, 5060, 5060, True)] + ssh() + http


# ---- RTP: RFC 3550; port 5004, known by -T only

def rtp():
    def packet(marker, kind, sequence, sources=(), extension=None, padding=0, payload=b'\xd5' * 20):
        first = 0x80 | (0x20 if padding else 0) | (0x10 if extension is not None else 0) | len(sources)
        out = struct.pack('!BBHII', first, marker << 7 | kind, sequence, 160 * sequence, 0xdecafbad) + b''.join(word(s) for s in sources)
        if extension is not None:
            out += struct.pack('!HH', 0x1234, len(extension) // 4) + extension
        return out + payload + (bytes(padding - 1) + bytes([padding]) if padding else b'')
    return [frame(p, 5004, 5004) for p in (packet(1, 0, 1), packet(0, 8, 2, (1, 2)), packet(0, 96, 3, extension=word(7) + word(8)),
                                            packet(1, 111, 4, (9,), word(5), 4), *extended(packet))]


def extended(packet):
    """Header extensions: RFC 8285 with elements of one byte and of two, ED-137, ED-137A; MPEG video's header."""
    def extension(profile, content):
        p = packet(0, 96, 5, extension=content)
        return p[:12] + struct.pack('!H', profile) + p[14:]
    return [extension(0xbede, b'\x10\xaa\0\x21\xbb\xcc\x32\1\2\3\0\0'), extension(0x1005, b'\1\1\xaa\2\0\0\3\3\1\2\3\0'),
            extension(0x67, word(0xa5800000) + word(0x5a4d42ab)), extension(0x167, b'\xaf\x68\x12\x34'),
            extension(0x167, b'\x50\x95\x11\x7d\x21\x85\x14abcd\0'), extension(0x167, b'\0\1\x21\x05'),
            packet(0, 32, 6, payload=b'\x04\x55\xa5\xa5data'), packet(0, 32, 7, payload=b'\xf8\xaa\x5a\x5adata')]


# ---- RTCP: RFC 3550, RFC 4585, RFC 5104; port 5004, known by -T only

def rtcp():
    def packet(kind, body, count=0):
        body += bytes(-len(body) % 4)
        return struct.pack('!BBH', 0x80 | count, kind, len(body) // 4) + body
    me, media = word(0xdecafbad), word(0x11223344)
    block = struct.pack('!IIIIII', 0x5555, 0x20fffff0, 0x00010007, 99, 0x12345678, 0x10000)
    sender = packet(200, me + struct.pack('!IIIII', 3913056000, 0x80000000, 160, 7, 700) + block, 1)
    receiver = packet(201, me)
    described = packet(202, me + b'\1\4user\2\3abc\0' + media + b'\x08\5\3preX\0', 2)
    compound = [sender + described, packet(201, me + block, 1), receiver + packet(203, me + b'\6reason', 1), receiver + packet(203, me + media, 2),
                packet(204, me + b'test' + b'data1234', 9)]
    transport = [packet(205, me + media + body, kind) for kind, body in
                 ((1, struct.pack('!HH', 7, 0x8001)), (3, media + word(0x0a8000ff)), (15, struct.pack('!HHIHHI', 100, 3, 0xff000501, 0x2003, 0x4050, 0x60000000)))]
    payload = [packet(206, me + media + body, kind) for kind, body in
               ((1, b''), (2, word(0x00ab1234)), (3, b'\0\x60\1\2'), (4, media + b'\x09\0\0\0'), (15, b'REMB' + word(0x010a5555) + media))]
    return [frame(p, 5004, 5004) for p in compound + transport + payload]
