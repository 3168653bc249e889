"""The network layer: options, extension headers and messages that captures rarely hold, put together from the RFCs."""
import itertools
import socket
import struct

from packets import checksum, ether, icmp, ip, ip6, pseudo, udp
from packets_routing import a4, a6


# ---- IPv4 options

def ip_options():
    def packet(*options):
        all_options = b''.join(options)
        return ether(ip(udp(b'options', 1111, 2222), 17, options=all_options + b'\0' * (-len(all_options) % 4)))

    def option(kind, body):
        return bytes([kind, 2 + len(body)]) + body
    eol, nop = b'\0', b'\1'
    hops = a4('192.0.2.1'), a4('192.0.2.2'), a4('192.0.2.3')
    yield packet(nop, nop, option(7, b'\4' + bytes(12)))
    yield packet(option(7, b'\x0c' + b''.join(hops[:2]) + bytes(4)), eol)
    yield packet(option(7, b'\x10' + b''.join(hops)))
    for kind in (131, 137):
        yield packet(option(kind, b'\4' + b''.join(hops)), nop)
        yield packet(option(kind, b'\x08' + b''.join(hops)), nop)
        yield packet(option(kind, b'\x10' + b''.join(hops)), nop)
    yield packet(option(68, b'\5\0' + bytes(8)))
    yield packet(option(68, b'\x0d\x20' + struct.pack('!II', 1000, 0x80000002)))
    yield packet(option(68, b'\x0d\x11' + hops[0] + struct.pack('!I', 1000) + hops[1] + struct.pack('!I', 2000)))
    yield packet(option(68, b'\x05\x03' + hops[0] + bytes(4) + hops[1] + bytes(4)))
    yield packet(option(82, struct.pack('!HHH', 7, 3, 0xffff) + hops[0]))
    yield packet(option(130, struct.pack('!HH', 0x6bc5, 7) + b'HRTCC'))
    yield packet(option(130, b'\xab\x91\x20'), option(133, b'\1\2\3\4'))
    yield packet(option(130, b'\x5a\xfe'), option(133, b'\5'))
    yield packet(option(134, struct.pack('!I', 5) + b'\1\x0a\0\7' + b'\x80\x01\0\xff\0\x10'))
    yield packet(option(134, struct.pack('!I', 5) + b'\2\x08\0\7' + struct.pack('!HH', 3, 260)))
    yield packet(option(134, struct.pack('!I', 5) + b'\5\x08\0\7' + struct.pack('!HH', 20, 9)))
    yield packet(option(136, b'\x12\x34'))
    yield packet(option(148, b'\0\0'))
    yield packet(option(148, b'\0\1'), option(11, struct.pack('!H', 1500)), option(12, struct.pack('!H', 1400)))
    yield packet(option(25, b'\x0c\x40' + struct.pack('!I', 0x12345678 << 2 & 0xffffffff)))
    yield packet(option(25, b'\x8c\0' + struct.pack('!I', 0x1234567b)))
    yield packet(option(147, hops[0] + hops[1]), nop, eol)
    yield packet(option(149, b''.join(hops)))
    yield packet(option(94, b'what'), option(158, b''))
    packet_with_bad_sum = packet(nop)
    yield packet_with_bad_sum[:24] + b'\x12\x34' + packet_with_bad_sum[26:]


def everything():
    return list(itertools.chain(ip_options()))
