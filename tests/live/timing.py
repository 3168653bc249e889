"""How late a packet may come, and the size of the ring: --timeout, --immediate-mode, -B."""
import pathlib
import re
import sys
import time

from netns import A, B, TAPLINE, capture, namespaces, result, start, stop, within

SEND = r'''
import socket, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.sendto(b"hello", ("10.9.1.2", 27002))
print(time.time())
'''
SLACK = 1.0 # of a machine that is busy with other things


def lateness(*args):
    """Seconds between a datagram and its line on a pipe."""
    p = start(B, TAPLINE, '-i', 'veth-b1', '-nn', '-l', *args, 'udp dst port 27002', stderr=-1)
    while 'listening' not in p.stderr.readline():
        pass
    sent = float(within(A, sys.executable, '-c', SEND, check=True).stdout)
    line = p.stdout.readline()
    late = time.time() - sent
    stop(p)
    result(f'{args}: the line came', 'UDP, length 5' in line, line)
    return late


def timeouts():
    for args, most in ((['--immediate-mode'], 0.001), ([], 0.001), (['--timeout', '300'], 0.3), (['--timeout', '2000'], 2)):
        late = lateness(*args)
        result(f'{args}: not later than {most} s', late < most + SLACK, f'{late:.3f} s')
    q = within(B, TAPLINE, '-i', 'veth-b1', '--timeout', '60001')
    result('a timeout has a limit', q.returncode == 1 and 'at most 60000' in q.stderr, q.stderr)


def ring(d, *args):
    """KiB of the ring that is mapped."""
    p, _ = capture(d, '-i', 'veth-b1', '-w', d / 'x.pcap', *args)
    maps = pathlib.Path(f'/proc/{p.pid}/maps').read_text()
    stop(p)
    start_at, end = re.search(r'^(\w+)-(\w+) .* socket:', maps, re.M).groups()
    return (int(end, 16) - int(start_at, 16)) >> 10


def sizes(d):
    for kib in (256, 1024, 3000, 20480):
        got = ring(d, '-B', kib)
        result(f'-B {kib}', kib <= got < kib + 1024, f'{got} KiB')
    result('-B below the least', ring(d, '-B', 1) == 256)
    result('a ring of 10 ms at 10 Gb/s', 12000 < ring(d) < 13400)
    q = within(B, TAPLINE, '-i', 'veth-b1', '-B', '5000000')
    result('-B has a limit', q.returncode == 1 and 'at most 4 GiB' in q.stderr, q.stderr)


def run():
    with namespaces() as d:
        timeouts()
        sizes(d)
