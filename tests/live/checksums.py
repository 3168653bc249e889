"""Checksums that are left to the network card: tapline says so, tcpdump's lines call them wrong."""
import os
import sys

from netns import B, TAPLINE, capture, namespaces, result, within

SEND = r'''
import socket
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.sendto(b"x" * 40, ("10.9.1.1", 27001))
t = socket.socket()
try: t.connect(("10.9.1.1", 27002))
except OSError: pass
'''


def lines_of(d, program):
    p, _ = capture(d, '-i', 'veth-b1', '-nvv', '-l', '-c', '2', 'src host 10.9.1.2 and (udp or tcp)', program=program)
    within(B, sys.executable, '-c', SEND, check=True)
    p.wait(timeout=60)
    return (d / 'out').read_text()


def run():
    with namespaces() as d:
        text = lines_of(d, TAPLINE)
        result('own packets: offloaded', '[udp sum offloaded] UDP' in text and '(offloaded), seq' in text and 'incorrect' not in text, text)
        os.symlink(os.path.abspath(TAPLINE), d / 'tcpdump')
        text = lines_of(d, d / 'tcpdump')
        result('called as tcpdump: incorrect', '[bad udp cksum 0x' in text and '(incorrect -> 0x' in text and 'offloaded' not in text, text)
