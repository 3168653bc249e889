"""Frames of EtherTypes and tags that only switches send: MAC control and MPCP, Realtek's protocols, Arista's time stamps; ZEP."""
import struct

from packets import ether, ip, udp


def mpcp(opcode, body, ticks=1000):
    return ether(struct.pack('!HI', opcode, ticks) + body.ljust(40, b'\0'), 0x8808, dst='01:80:c2:00:00:01')


def mac_control():
    return [
        ether(struct.pack('!HH', 1, 0xffff).ljust(46, b'\0'), 0x8808, dst='01:80:c2:00:00:01'),
        ether(struct.pack('!HH8H', 0x101, 0x11, *range(8)).ljust(46, b'\0'), 0x8808, dst='01:80:c2:00:00:01'),
        mpcp(2, bytes([0x1a]) + struct.pack('!IHIHH', 5000, 20, 6000, 30, 9)),
        mpcp(3, b'\2\x81' + struct.pack('!HH', 100, 200) + b'\2' + struct.pack('!H', 300)),
        mpcp(4, b'\1\4'), mpcp(5, struct.pack('!HBHB', 77, 1, 16, 4)), mpcp(6, struct.pack('!BHH', 1, 77, 16)), mpcp(99, b'?'),
    ]


def realtek():
    body = bytes.fromhex('2379 0200 00030000 0000000000000000')
    hello = bytes.fromhex('2379 0304 020000000009 0589 12345678')
    return [ether(b'\1' + bytes([op]) + (hello if op == 0x80 else body), 0x8899) for op in (0, 1, 2, 3, 0x80, 0x81)] + \
        [ether(bytes([kind]) + bytes(20), 0x8899) for kind in (2, 3, 4, 0x23, 0x90, 0xa7, 0x77)]


def arista():
    inner = ip(udp(b'ping', 7, 7), 17)
    stamp = struct.pack('!II', 1700000000, 999999999)
    return [
        ether(struct.pack('!HH', 1, 0x0110) + stamp + b'\x08\0' + inner, 0xd28b),
        ether(struct.pack('!HH', 1, 0x0021) + stamp[2:] + b'\x08\0' + inner, 0xd28b),
        ether(struct.pack('!HH', 1, 0x0110) + stamp + b'\x81\0\0\5\x08\0' + inner, 0xd28b),
        ether(struct.pack('!HH', 1, 0x0130) + stamp, 0xd28b), ether(struct.pack('!HH', 9, 0x0110) + stamp, 0xd28b),
    ]


def zep():
    frame = bytes.fromhex('618864472400006f800489020000fd03011234')
    stamp = struct.pack('!II', 0x83aa7e80 + 1700000000, 0x80000000)
    first = b'EX\1' + struct.pack('!BHBB', 11, 0x102, 1, 0) + bytes(7) + bytes([len(frame)]) + frame
    second = b'EX\2' + struct.pack('!BBHBB', 1, 15, 0x304, 0, 200) + stamp + struct.pack('!I', 77) + bytes(10) + bytes([len(frame)]) + frame
    return [ether(ip(udp(m, 17754, 17754), 17)) for m in (first, second, b'EX\2\2' + struct.pack('!I', 77), b'EX\2\1', b'XE\2\1')]


def everything():
    return mac_control() + realtek() + arista() + zep()
