"""Packets of every kind and length of tunnels and links (see packets_every.py)."""
import struct

from packets import ether, ip, ip6, udp
from packets_every import FILL, cuts, whole

OPTIONS = [], ['-v']


def bcm_li_packets():
    packet = ip(udp(b'abcd', 1000, 2000), 17)
    for kind in range(16):
        for subtype in (0, 3):
            for inner in (packet, ip6(b'abcd', 99), ether(packet), b'\x90abc', b''):
                shim = struct.pack('!I', 1 << 29 | kind << 25 | subtype << 22 | 66)
                frame = ether(ip(udp(shim + inner, 49152, 49153), 17))
                yield from whole([frame])
                yield from cuts(frame[:52], 42)


def ppp_authentication():
    for protocol in (0xc023, 0xc223):
        for code in range(6):
            message = lambda n, body: struct.pack('!HHBBH', 0xff03, protocol, code, 7, n) + body
            for body in (b'\3abc\4defg', b'\0', b'\2ab', b'', b'\x10abc\5zz'):
                yield from whole(message(n, body) for n in range(24))
            yield from cuts(message(13, b'\3abc\4defg'), 2)


FAMILIES = {'bcm-li': bcm_li_packets, 'ppp-auth': (9, ppp_authentication)}
