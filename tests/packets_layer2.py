"""Frames for the fields of layer 2: what stands behind a payload, tags, ARP over every hardware, 802.2 control fields, PVST."""
import struct

from packets import checksum, ether, ip
from packets_routing import a4

ONE, TWO = bytes.fromhex('020000000001'), bytes.fromhex('020000000002')


def tail():
    """Padding, trailers and check sequences, with and without tags."""
    short, longer = ip(b'x' * 10, 99), ip(b'x' * 40, 99)
    single, double = [(0x8100, 0x6005)], [(0x8100, 0x6005), (0x8100, 0x1006)]
    yield ether(short + bytes(16))
    yield ether(short + bytes(16) + b'abcd')
    yield ether(short + bytes(16) + b'abcdefghijk')
    yield ether(short + bytes(12) + b'abcd')
    yield ether(short + bytes(5))
    yield ether(longer + b'abcd')
    yield ether(longer + b'abc')
    yield ether(short + bytes(30), tags=single)
    yield ether(short + bytes(30), tags=double)
    yield ether(short + bytes(30), tags=[(0x88a8, 0x6005), (0x8100, 0x1006)])
    yield ether(short + bytes(30), tags=[(0x88a8, 0x6005), (0x88a8, 0x1006)])
    yield ether(short + bytes(30), tags=[(0x88a8, 0x6005)])
    yield ether(short + bytes(30), tags=[(0x9100, 0x6005)])
    snap = b'\xaa\xaa\3\0\0\0\x08\0' + short
    for tags in ((), single):
        yield ether(snap + b'\0\0\0\0\0abcdefghijk', len(snap) + 5, tags=tags)
        yield ether(snap + b'\0\0\0\0\0\0\0\0abcdefghijk', len(snap) + 5, tags=tags)
    yield ether(b'what' * 20, 1501)
    yield ether(longer, dst='01:00:5e:00:00:01', src='00:00:5e:00:53:01')


def arp_message(op, sha, spa, tha, tpa, hardware=1, protocol=0x800, kind=0x806):
    return ether(struct.pack('!HHBBH', hardware, protocol, len(sha), len(spa), op) + sha + spa + tha + tpa, kind)


def atmarp(op, src, dst):
    """Of each end: number, its type, subaddress, protocol address."""
    (sn, st, ss, sp), (dn, dt, ds, dp) = src, dst
    return ether(struct.pack('!HHBBHBBBB', 19, 0x800, len(sn) | st, len(ss), op, len(sp), len(dn) | dt, len(ds), len(dp)) + sn + ss + sp + dn + ds + dp, 0x806)


def arps():
    a, b, none = a4('10.0.0.1'), a4('10.0.0.2'), bytes(4)
    zero = bytes(6)
    yield arp_message(1, ONE, a, zero, b)
    yield arp_message(1, ONE, a, zero, a)
    yield arp_message(2, ONE, a, ONE, a)
    yield arp_message(1, ONE, none, zero, a)
    yield arp_message(1, ONE, a, b'\xff' * 6, a)
    yield arp_message(5, ONE, a, TWO, b)
    yield arp_message(7, ONE, a, TWO, b'\3\0\0\0')
    yield arp_message(8, ONE, a, TWO, b, 15)
    yield arp_message(9, b'\x18\x41', a, b'\x18\x51', b, 15)
    yield arp_message(3, ONE, none, ONE, none, kind=0x8035)
    yield arp_message(4, ONE, a, TWO, b, kind=0x8035)
    yield arp_message(1, ONE, b'\1\2\3\4\5\6', TWO, b'\6\5\4\3\2\1')
    yield arp_message(1, ONE, a, TWO, b, protocol=0x1000)
    yield arp_message(1, b'\1\2\3\4', a, b'\5\6\7\x08', b, 7)
    yield arp_message(1, bytes.fromhex('11223344556670'), a, bytes.fromhex('11223344556672'), b, 3)
    tail_of = bytes.fromhex('80ffe1000000f21510450020ea000ee000')
    code, country = b'\x47\0\5' + tail_of, b'\x39\x24\x6f' + tail_of
    isdn, other = bytes.fromhex('45000001800555121f') + tail_of[6:], b'\x99\1\2' + tail_of
    yield atmarp(1, (code, 0, b'', a), (b'', 0, b'', b))
    yield atmarp(2, (code, 0, b'', a), (country, 0, b'', b))
    yield atmarp(8, (b'18005551212', 0x40, code[:8], a), (b'18005551213', 0x40, b'', b))
    yield atmarp(10, (isdn, 0, b'', a), (other, 0, b'\1\2\3', b))
    for group in (b'\xbd', b'\xc5', b'\xc3'):
        yield atmarp(1, (group + code[1:], 0, b'', a), (b'', 0, b'', b))


def llc_frame(body):
    return ether(body, len(body))


def llcs():
    for control in (b'\3', b'\x7f', b'\xaf', b'\xe3', b'\x43', b'\x13', b'\1\5', b'\5\4', b'\x09\2', b'\x0a\x0c', b'\x0a\x0d'):
        yield llc_frame(b'\xf0\xf0' + control + bytes(20))
    for control in (b'\3', b'\x73', b'\xbf', b'\x1f', b'\x97', b'\1\5', b'\x0a\x0d'):
        yield llc_frame(b'\xf0\xf1' + control + bytes(20))
    for oui, pid in ((b'\0\0\0', b'\x88\xb5'), (b'\0\0\x0c', b'\x77\x77'), (b'\0\0\xf8', b'\x88\xb5'), (b'\x08\0\7', b'\x77\x77'), (b'\0\0\x81', b'\x77\x77'),
                     (b'\0\xe0\x2b', b'\x77\x77'), (b'\0\1\xe8', b'\x77\x77'), (b'\0\x40\x96', b'\x77\x77'), (b'\0\x10\x90', b'\x77\x77'),
                     (b'\0\0\x5e', b'\x77\x77'), (b'\0\x17\xf2', b'\x77\x77'), (b'\0\x19\x58', b'\x77\x77'), (b'\1\2\3', b'\0\1')):
        yield llc_frame(b'\xaa\xaa\3' + oui + pid + bytes(20))


def pvst():
    head = bytes.fromhex('800a02000000000100000004900a020000000002') + struct.pack('!HHHHH', 0x8002, 256, 5120, 512, 3840)
    config, rapid = struct.pack('!HBBB', 0, 0, 0, 0x81) + head, struct.pack('!HBBB', 0, 2, 2, 0x3c) + head + b'\0'
    vlan = struct.pack('!HHH', 0, 2, 77)
    for body in (config + b'\0' + vlan, rapid + vlan, rapid + vlan + struct.pack('!HH', 1, 3) + b'abc'):
        yield llc_frame(b'\xaa\xaa\3\0\0\x0c\1\x0b' + body)
    agreement = b'\0' + b'region'.ljust(32, b'\0') + struct.pack('!H', 3) + bytes(range(16))
    msti = struct.pack('!B8sIBBB', 0x7c, b'\x60\1\2\0\0\0\0\1', 20000, 0x90, 0x80, 19)
    multiple = struct.pack('!HBBB', 0, 4, 2, 0x7c) + head + b'\0' + struct.pack('!H', 64 + len(msti)) + agreement + \
        struct.pack('!I', 200) + head[12:20] + b'\x14' + msti
    spb = agreement + b'\x29\0\x11\x21' + struct.pack('!H', 9) + bytes(8) + bytes(range(20))
    yield llc_frame(b'\x42\x42\3' + multiple + struct.pack('!H', len(spb)) + spb)


# ---- LLDP (IEEE 802.1AB) with TLVs of IEEE 802.1, 802.3, TIA and DCBX

def lldp_tlv(kind, *parts):
    value = b''.join(parts)
    return struct.pack('!H', kind << 9 | len(value)) + value


def lldp():
    def org(oui, subtype, value):
        return lldp_tlv(127, bytes.fromhex(oui), bytes([subtype]), value)

    def message(chassis, port, *tlvs):
        return ether(lldp_tlv(1, chassis) + lldp_tlv(2, port) + lldp_tlv(3, b'\0\x78') + b''.join(tlvs) + b'\0\0', 0x88cc, dst='01:80:c2:00:00:0e')
    usual = b'\4' + ONE, b'\5eth0'
    v4, v6 = b'\5\1' + a4('10.0.0.1'), b'\x11\2' + bytes.fromhex('20010db8') + bytes(11) + b'\1'
    yield message(*usual, lldp_tlv(4, b'a port'), lldp_tlv(5, b'switch'), lldp_tlv(6, b'A switch of ours'), lldp_tlv(7, struct.pack('!HH', 0x1ff, 0x0a5)),
                  lldp_tlv(8, v4 + b'\2\0\0\0\3\7\x2b\6\1\4\1\x82\x37'), lldp_tlv(8, v6 + b'\3\0\0\0\7\0'), lldp_tlv(8, b'\7\6' + ONE + b'\1\0\0\0\0\0'))
    yield message(b'\5\1' + a4('10.0.0.9'), b'\3' + TWO, lldp_tlv(9, b'reserved'))
    yield message(b'\5\2' + v6[2:], b'\4\1' + a4('10.0.0.9'))
    yield message(b'\7local', b'\7port', org('0080c2', 1, b'\0\5'), org('0080c2', 2, b'\6\0\7'), org('0080c2', 3, b'\0\7\4vlan'), org('0080c2', 4, b'\2\x88\x8e'),
                  org('0080c2', 7, b'\3\0\0\0\1'))
    yield message(*usual, org('00120f', 1, b'\3\x6c\x03\0\x1e'), org('00120f', 2, b'\x0f\1\4'), org('00120f', 3, b'\3\0\0\0\2'), org('00120f', 4, b'\x05\xee'))
    yield message(*usual, org('0012bb', 1, b'\0\x3f\3'), org('0012bb', 2, b'\1' + (0x400000 | 5 << 9 | 6 << 6 | 46).to_bytes(3, 'big')),
                  org('0012bb', 3, b'\2\x0e\2DE\1\3NRW\3\4Bonn'), org('0012bb', 3, b'\3' + b'5551212'), org('0012bb', 4, b'\x53\0\x7c'),
                  org('0012bb', 3, b'\1' + bytes.fromhex('52c3000001523800000214000000c801')),
                  *(org('0012bb', n, b'text %d' % n) for n in range(5, 12)))
    yield message(*usual, org('0080c2', 9, b'\xc4\x01\x23\x45\x67' + bytes([20, 30, 50, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0])),
                  org('0080c2', 10, b'\4\x01\x23\x45\x67' + bytes([20, 30, 50, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0])),
                  org('0080c2', 11, b'\xc8\x18'), org('0080c2', 12, b'\0\x61\x89\x06\x84\x0c\xbc'))
    yield message(*usual, org('001b21', 2, b'\2\x0a\0\0\0\0\0\1\0\0\0\2' + b'\4\x11\0\0\x80\0' + b'\1\x23\x45\x67' + bytes([20, 30, 50, 0, 0, 0, 0, 0, 2]) +
                              b'\6\6\0\0\x80\0\x18\4' + b'\x08\x0a\0\0\x80\0' + b'\x89\6\0\x1b\x21\x08'),
                  org('001b21', 2, b'\x08\x0a\0\0\x80\0' + b'\x89\6\0\x1b\x21\x38'))


# ---- CDP, versions 1 and 2

def cdp():
    def tlv(kind, value):
        return struct.pack('!HH', kind, 4 + len(value)) + value

    def address(text):
        return b'\1\1\xcc\0\4' + a4(text)

    def message(*tlvs, version=2):
        body = struct.pack('!BBH', version, 180, 0) + b''.join(tlvs)
        body = body[:2] + struct.pack('!H', checksum(body)) + body[4:]
        frame = b'\xaa\xaa\3\0\0\x0c\x20\0' + body
        return ether(frame, len(frame), dst='01:00:0c:cc:cc:cc')
    v6 = b'\2\x08\xaa\xaa\3\0\0\0\x86\xdd\0\x10' + bytes.fromhex('20010db8') + bytes(11) + b'\1'
    yield message(tlv(1, b'switch.example'), tlv(2, struct.pack('!I', 2) + address('10.0.0.1') + v6), tlv(3, b'GigabitEthernet0/1'),
                  tlv(4, struct.pack('!I', 0x2aa)), tlv(5, b'Some software, version 15'), tlv(6, b'a platform'), tlv(9, b'domain'), tlv(10, b'\0\5'), tlv(11, b'\1'))
    yield message(tlv(1, b'phone'), tlv(4, struct.pack('!I', 0x1555)), tlv(14, b'\1\0\x64'), tlv(15, b'\1\0\x65'), tlv(16, b'\x27\x10'), tlv(17, struct.pack('!I', 1500)),
                  tlv(18, b'\3'), tlv(19, b'\5'), tlv(20, b'name'), tlv(21, b'\6\x0a\x2b\6\1\4\1\x09\1\1\1\1'), tlv(22, struct.pack('!I', 1) + address('10.0.0.3')),
                  tlv(23, b'\0cellar'), tlv(25, struct.pack('!HHII', 7, 3, 15000, 10000)), tlv(26, struct.pack('!HHII', 7, 3, 30000, 0xffffffff)))
    yield message(tlv(1, b'member'), tlv(8, b'\0\0\x0c\1\x12' + a4('10.0.0.9') + a4('10.0.0.8') + b'\1\2\x21\xff' + ONE + TWO + b'\xff\0\5'),
                  tlv(7, a4('10.0.0.1')), tlv(0x1f, b'\1'), tlv(0x99, b'unknown'), version=1)
    yield message(tlv(1, b'old'), tlv(7, a4('10.1.1.0') + b'\x18'))
    yield message(tlv(1, b'even'), tlv(10, b'\0\1'), tlv(11, b'\0'), version=1)


# ---- EAP over LANs: methods, and the key frames of RC4 and RSN

def eap():
    def frame(kind, body, version=2):
        return ether(struct.pack('!BBH', version, kind, len(body)) + body, 0x888e, dst='01:80:c2:00:00:03')

    def message(code, method, value, ident=7):
        return frame(0, struct.pack('!BBHB', code, ident, 5 + len(value), method) + value)
    yield frame(1, b'')
    yield frame(2, b'')
    for code in (3, 4):
        yield frame(0, struct.pack('!BBH', code, 9, 4))
    yield message(1, 1, b'who is there')
    yield message(2, 1, b'user@example')
    yield message(1, 2, b'a notice')
    yield message(2, 3, b'\x0d\x19')
    yield message(1, 4, b'\x10' + bytes(range(16)) + b'server')
    yield message(1, 13, b'\x20')
    yield message(2, 13, b'\xc0\0\0\1\0' + bytes(8))
    yield message(1, 21, b'\x20')
    yield message(1, 25, b'\x20')
    yield message(1, 43, b'\x21\0\4\0\x10' + bytes(range(16)))
    yield message(1, 17, b'\1\0\x08' + bytes(range(8)) + b'user')
    yield message(2, 17, b'\1\0\x18' + bytes(range(24)) + b'user')
    yield message(1, 26, b'\1\x08\0\x1a\x10' + bytes(range(16)) + b'name')
    yield message(2, 26, b'\2\x08\0\x3b\x31' + bytes(range(16)) + bytes(8) + bytes(range(24)) + b'\0name')
    yield message(1, 26, b'\3\x08\0\x0cM=hello.')
    yield message(1, 18, b'\x0a\0\0\x0d\1\0\0\x0f\2\0\2\0\1\0\0')
    yield message(2, 23, b'\5\0\0\x0e\2\0\5' + b'ident')
    yield message(1, 50, b'\1\0\0\1\5\0\0' + bytes(range(16)) + b'\2\5\0\0' + bytes(range(16)))
    yield message(2, 254, b'\0\x37\x2a\0\0\0\1\4\0\x10\x4a\0\1\x10')
    yield message(1, 6, b'token?')
    yield message(1, 5, b'otp-md5 1 x')
    yield message(1, 52, b'\1')
    yield frame(3, b'\1\0\x0d' + bytes(range(8)) + bytes(range(16)) + b'\x81' + bytes(range(16)) + b'\x55' * 13, version=1)
    nonce, tail_of = bytes(range(32)), bytes(16) + struct.pack('!Q', 5) + bytes(8)
    for info, data in ((0x008a, b''), (0x010a, b'\x30\x14\1\0\0\x0f\xac\4\1\0\0\x0f\xac\4\1\0\0\x0f\xac\2\0\0'), (0x13ca, b'\x77' * 24), (0x030a, b''), (0x0109, b''), (0x1382, b'\x66' * 24), (0x0302, b'')):
        mic = bytes(16) if info == 0x008a else bytes(range(16, 32))
        yield frame(3, struct.pack('!BHHQ', 2, info, 16, 3) + nonce + tail_of + mic + struct.pack('!H', len(data)) + data)
    yield frame(3, struct.pack('!BHHQ', 254, 0x0089, 32, 1) + nonce + tail_of + bytes(16) + b'\0\0', version=1)
    yield frame(4, b'alert')


# ---- PPP over Ethernet: link and network control, authentication, multilink

def session(protocol, body):
    inner = struct.pack('!H', protocol) + body
    return ether(struct.pack('!BBHH', 0x11, 0, 5, len(inner)) + inner, 0x8864)


def control(protocol, code, body, ident=3):
    return session(protocol, struct.pack('!BBH', code, ident, 4 + len(body)) + body)


def option(kind, value=b''):
    return bytes([kind, 2 + len(value)]) + value


def ppp():
    magic = struct.pack('!I', 0x12345678)
    lcp = [option(1, b'\x05\xd4'), option(2, b'\0\x0a\0\1'), option(3, b'\xc2\x23\5'), option(5, magic), option(7),
           option(8), option(9, b'\7'), option(10, b'\4'), option(13, b'\3' + b'5551212'), option(17, b'\x05\xdc'), option(18), option(19, b'\1name'), option(23, b'\0\7'),
           option(0, b'\0\0\x0c\1ab'), option(4, b'\xc0\x25' + struct.pack('!I', 300))]
    for code in (1, 2, 3, 4):
        yield control(0xc021, code, b''.join(lcp[:6]))
    yield control(0xc021, 1, b''.join(lcp[6:]))
    for end in (b'\2' + a4('10.0.0.1'), b'\3' + ONE, b'\4' + magic, b'\5' + b'5551212', b'\0'):
        yield control(0xc021, 1, option(19, end))
    yield control(0xc021, 1, option(3, b'\xc0\x23'))
    for code in (9, 10, 11):
        yield control(0xc021, code, magic + b'more')
    yield control(0xc021, 12, magic + b'who we are')
    yield control(0xc021, 13, magic + struct.pack('!I', 3600) + b'soon')
    yield control(0xc021, 8, b'\x80\xfd')
    yield control(0xc021, 7, b'\x63\1\0\4')
    yield control(0xc021, 5, b'closing')
    yield control(0xc021, 6, b'')
    yield control(0xc021, 0, magic + b'\0\0\x0c\1data')
    addresses = [option(kind, a4('10.0.0.%d' % (kind & 15))) for kind in (3, 129, 130, 131, 132, 4)]
    yield control(0x8021, 1, b''.join(addresses))
    yield control(0x8021, 1, option(1, a4('10.0.0.1') + a4('10.0.0.2')) + option(2, b'\0\x2d\x0f\1') + option(2, b'\0\x61' + struct.pack('!HHHHH', 15, 15, 256, 5, 168)))
    yield control(0x8057, 1, option(1, bytes(range(8))))
    yield control(0x80fd, 1, option(0, b'\0\0\x0c\1x') + option(17, b'\0\1\4') + option(18, struct.pack('!I', 0x010000e1)) + option(21, b'\x2f') + option(24, b'\x65\3') +
                  option(26, b'\x78\0'))
    yield control(0x80fd, 14, b'')
    yield control(0x80fd, 15, b'')
    yield control(0x8023, 1, option(1, b'\4'))
    yield control(0x8281, 1, b'')
    yield control(0xc02b, 1, option(1, magic))
    yield control(0xc023, 1, b'\4user\6secret')
    yield control(0xc023, 2, b'\5hello')
    yield control(0xc023, 3, b'\2no')
    yield control(0xc223, 1, b'\x10' + bytes(range(16)) + b'server')
    yield control(0xc223, 2, b'\x10' + bytes(range(16)) + b'user')
    yield control(0xc223, 3, b'welcome')
    yield control(0xc223, 4, b'no')
    yield session(0x3d, struct.pack('!I', 0x80000007) + b'\0\x21' + ip(b'x', 99))
    yield session(0x3d, struct.pack('!I', 0x40000020) + b'\0\x21' + ip(b'x', 99))
    yield session(0x21, ip(b'x', 99))


def pppoed():
    def message(code, *tags, number=0):
        body = b''.join(struct.pack('!HH', kind, len(value)) + value for kind, value in tags)
        return ether(struct.pack('!BBHH', 0x11, code, number, len(body)) + body, 0x8863)

    def rate(kind, value):
        return bytes([kind, 4]) + struct.pack('!I', value)
    dsl = struct.pack('!I', 3561) + b'\1\7circuit\2\6remote' + b''.join(rate(0x81 + i, 1000 * (i + 1)) for i in range(14)) + b'\x90\3\1\2\3'
    yield message(9, (0x101, b'internet'), (0x103, b'1234'), (0x105, dsl))
    yield message(7, (0x101, b''), (0x102, b'ac'), (0x103, b'1234'), (0x104, bytes(range(16))), (0x105, struct.pack('!I', 9) + b'own'), (0x110, b'relay'))
    yield message(0x19, (0x106, struct.pack('!HH', 5, 6)), (0x107, struct.pack('!HBBHHH', 0x8001, 50, 60, 7, 1000, 2000)), (0x108, b'\0\x09'), (0x109, b'\0\2'), (0x120, b'\5\xdc'))
    yield message(0x65, (0x101, b'internet'), (0x111, b'http://x/'), (0x112, b'hello'), (0x121, bytes(12)), number=5)
    yield message(0xa7, (0x201, b'none'), (0x202, b'broken'), (0x203, b'other'), (0, b''), number=5)
    yield message(0xa7, (0x999, b'what'))


# ---- Cisco's trunks, slow protocols, MACsec, PTP, loops

def snap(pid, body):
    return llc_frame(b'\xaa\xaa\3\0\0\x0c' + struct.pack('!H', pid) + body)


def trunks():
    def tlv(kind, value):
        return struct.pack('!HH', kind, 4 + len(value)) + value
    yield snap(0x2004, b'\1' + tlv(1, b'Lab\0') + tlv(2, b'\x84') + tlv(3, b'\x45') + tlv(4, ONE))
    yield snap(0x0111, b'\x21\3\x12\x34' + tlv(1, b'device') + tlv(2, b'Gi0/1') + tlv(3, b'echo') + tlv(4, b'\x0f') + tlv(5, b'\5') + tlv(6, b'name') + tlv(7, b'\0\0\0\x09'))
    yield snap(0x0111, b'\x22\0\x12\x34' + tlv(1, b'device'))
    domain = b'domain'.ljust(32, b'\0')
    yield snap(0x2003, b'\1\1\1\6' + domain + struct.pack('!I', 17) + a4('10.0.0.1') + b'231121120000' + bytes(range(16)))
    vlans = b''
    for number, name, extra in ((1, b'default', b''), (1002, b'fddi-default', b'\1\1\0\5\2\1\0\1\3\1\0\2'), (77, b'trouble', b'')):
        body = struct.pack('!BBBHHI', number == 77, 1 if number < 1000 else 2, len(name), number, 1500, 100000 + number) + name + b'\0' * (-len(name) % 4) + extra
        vlans += bytes([len(body) + 1]) + body
    yield snap(0x2003, b'\1\2\1\6' + domain + struct.pack('!I', 17) + vlans)
    yield snap(0x2003, b'\1\3\0\6' + domain + struct.pack('!HH', 5, 0))
    yield snap(0x2003, b'\1\4\0\6' + domain + struct.pack('!HH', 1, 1005) + b'\x80\x01' + bytes(20))


def slow():
    def side(kind, state):
        return bytes([kind, 20]) + struct.pack('!H', 0x8000) + ONE + struct.pack('!HHHB', 13, 0x8001, 25, state) + bytes(3)
    for states in ((0x85, 0x36), (0x3d, 0x02), (0xc7, 0x00)):
        yield ether(b'\1\1' + side(1, states[0]) + side(2, states[1]) + b'\3\x10\x80\0' + bytes(12) + b'\0\0' + bytes(50), 0x8809, dst='01:80:c2:00:00:02')
    for kind in (1, 2):
        yield ether(b'\2\1' + bytes([kind, 16]) + struct.pack('!H6sIH', 25, ONE, 7, 0) + b'\0\0' + bytes(90), 0x8809, dst='01:80:c2:00:00:02')


def secured():
    tail_of = bytes.fromhex('0800') + ip(b'x' * 30, 99) + bytes(range(16))
    yield ether(b'\x20\0' + struct.pack('!I', 7) + ONE + b'\0\1' + tail_of, 0x88e5)
    yield ether(b'\x2d\0' + struct.pack('!I', 8) + ONE + b'\0\1' + tail_of, 0x88e5)
    yield ether(b'\x43\0' + struct.pack('!I', 9) + tail_of, 0x88e5)


def ptp():
    stamp = struct.pack('!HII', 0, 1700000000, 5)
    port = bytes.fromhex('020000fffe000001') + b'\0\1'

    def message(kind, body, flags=0x0200, control=0):
        return ether(struct.pack('!BBHBBHqI', kind, 0x12, 34 + len(body), 3, 7, flags, 0x18000, 9) + port + struct.pack('!HBb', 21, control, -3) + body, 0x88f7)
    for kind in (0, 1):
        yield message(kind, stamp)
    yield message(2, stamp + bytes(10))
    for kind in (3, 9, 10):
        yield message(kind, stamp + port)
    yield message(8, stamp)
    yield message(11, stamp + struct.pack('!hBBBBHB8sHB', 37, 0, 128, 6, 0x21, 17258, 128, port[:8], 1, 0x20), 0xff7f, 5)
    yield message(12, port + struct.pack('!HHBbI', 4, 6, 0xb0, 1, 300) + struct.pack('!HHBbIBB', 5, 8, 0, -3, 300, 0, 1) + struct.pack('!HHBB', 6, 2, 0x90, 0))


def loops():
    yield ether(struct.pack('<HHHH', 0, 1, 0, 0) + bytes(40), 0x9000)
    yield ether(struct.pack('<HH', 0, 2) + ONE + struct.pack('<HH', 1, 77) + b'data' + bytes(32), 0x9000)
    yield ether(struct.pack('!BBHBBI', 0x10, 0, 1, 2, 0, 77) + b'\x53\0\1\x24' + bytes(range(6)) + bytes(2) + bytes(20), 0x88a2)
    yield ether(struct.pack('!BBHBBI', 0x1c, 6, 1, 2, 0, 77) + b'\x53\4\1\x51' + bytes(range(6)) + bytes(2) + bytes(20), 0x88a2)
    yield ether(struct.pack('!BBHBBI', 0x18, 0, 1, 2, 1, 77) + struct.pack('!HHBBH', 16, 0x4001, 2, 0x10, 4) + b'conf', 0x88a2)


# ---- Connectivity fault management (IEEE 802.1Q clause 21, ITU-T Y.1731)

def cfm():
    def tlv(kind, value):
        return struct.pack('!BH', kind, len(value)) + value

    def message(opcode, body, *tlvs, flags=0, level=5, version=0, first=None):
        return ether(bytes([level << 5 | version, opcode, flags, len(body) if first is None else first]) + body + b''.join(tlvs) + b'\0', 0x8902, dst='01:80:c2:00:00:35')
    tlvs = [tlv(1, b'\6\4' + ONE + b'\5' + b'\1\2\3\4\5' + b'\4' + a4('10.0.0.1')), tlv(2, b'\2'), tlv(4, b'\1'), tlv(31, bytes.fromhex('00000c') + b'\1value'), tlv(3, b'data')]
    for name in (b'\4\5level' + b'\2\4area', b'\4\3abc' + b'\1\2\0\5', b'\1' + b'\2\7service', b'\4\4dom1' + b'\3\2\0\x09'):
        yield message(1, struct.pack('!IH', 9, 77) + name.ljust(48, b'\0') + bytes(16), *tlvs[:3], flags=0x85)
    for opcode in (3, 2):
        yield message(opcode, struct.pack('!I', 1234), *tlvs[3:])
    yield message(5, struct.pack('!IB', 99, 64) + ONE + TWO, tlv(7, b'\0\1' + ONE), *tlvs[:1], flags=0x80)
    yield message(4, struct.pack('!IBB', 99, 63, 1), tlv(8, b'\0\1' + ONE + b'\0\2' + TWO), tlv(5, b'\1' + ONE + b'\3\3abc'), tlv(6, b'\2' + TWO + b'\3\3def'), flags=0x60)


def oam():
    def message(code, body, flags=0x50):
        return ether(b'\3' + struct.pack('!HB', flags, code) + body.ljust(50, b'\0'), 0x8809, dst='01:80:c2:00:00:02')

    def info(kind, state, config):
        return struct.pack('!BBBHBBH3s4s', kind, 16, 1, 3, state, config, 1518, bytes.fromhex('00000c'), b'\1\2\3\4')
    yield message(0, info(1, 5, 0x1d) + info(2, 2, 0x0f))
    yield message(0, info(1, 0, 0), 0x2f)
    yield message(1, struct.pack('!HBBHQQQQI', 7, 1, 40, 9, 100, 5, 6, 77, 3))
    yield message(1, struct.pack('!HBBHHIIQI', 8, 2, 26, 9, 100, 5, 6, 77, 3))
    yield message(1, struct.pack('!HBBHIIIQI', 9, 3, 28, 9, 100, 5, 6, 77, 3))
    yield message(1, struct.pack('!HBBHHHHII', 10, 4, 18, 9, 100, 5, 6, 77, 3))
    for command in (1, 2):
        yield message(4, bytes([command]))


def everything():
    return [*tail(), *arps(), *llcs(), *pvst(), *lldp(), *cdp(), *eap(), *ppp(), *pppoed(), *trunks(), *slow(), *secured(), *ptp(),
            *loops(), *cfm(), *oam()]
