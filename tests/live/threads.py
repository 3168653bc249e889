"""Several rings and threads for one interface: --threads."""
import os
import pathlib
import re
import signal
import subprocess

from netns import A, B, TAPLINE, capture, ip, lines, namespaces, ping, result, stop, within

SENDER = os.path.join(os.path.dirname(TAPLINE), 'tests', 'live', 'send-packets')


def send(count, rate=0, n=1):
    within(A, SENDER, f'veth-a{n}', 64, count, rate, check=True)


def numbers(path):
    """The number that each packet of the generator has in front of its data, in the order of the file."""
    text = lines(path, '-t', '-x')
    return [int(m[1] + m[2] + m[3] + m[4], 16) for m in re.finditer(r'0x0010:  (?:[0-9a-f]{4} ){6}([0-9a-f]{4}) ([0-9a-f]{4})\n\t0x0020:  ([0-9a-f]{4}) ([0-9a-f]{4})', text)]


def counted(said):
    return [int(n) for n in re.findall(r'(\d+) packets? (?:captured|received by filter|dropped by kernel)', said)]


def in_order(d):
    path = d / 'threads.pcap'
    p, said = capture(d, '-n', '-i', 'veth-b1', '--threads', '3', '-w', path, 'udp dst port 9')
    send(30000)
    send(300, 1000)
    threads = len(list(pathlib.Path(f'/proc/{p.pid}/task').iterdir()))
    status, more = stop(p)
    result('three threads beside the main one', threads == 4, str(threads))
    result('listening once', said.count('listening on') == 1, said)
    captured, seen, dropped = counted(more)
    result('threads: sent = captured + dropped', status == 0 and seen == 30300 == captured + dropped, more)
    got = numbers(path)
    times = [float(x) for x in re.findall(r'^(\d+\.\d+) ', lines(path, '-tt'), re.M)]
    result('threads: packets in the order of their times', len(got) == captured and times == sorted(times), f'{len(got)} of {captured}')
    first = got[:got.index(max(got)) + 1]
    result('threads: packets in the order in which they were sent', first == sorted(first), str(first[:50]))


def stalled(d):
    path = d / 'stalled.pcap'
    p, _ = capture(d, '-n', '-i', 'veth-b1', '--threads', '2', '-B', '256', '-w', path, 'udp dst port 9')
    p.send_signal(signal.SIGSTOP)
    send(50000)
    p.send_signal(signal.SIGCONT)
    status, said = stop(p)
    captured, seen, dropped = counted(said)
    result('threads: every packet is captured or counted as dropped', status == 0 and seen == 50000 == captured + dropped and dropped > 1000, said)
    result('threads: the file holds what was captured', lines(path).count('\n') == captured, said)


def several(d):
    path = d / 'both.pcapng'
    p, _ = capture(d, '-n', '-i', 'veth-b1', '-i', 'veth-b2', '--threads', '2', '-w', path, 'udp dst port 9', listening=2)
    send(1000, n=1)
    send(500, n=2)
    stop(p)
    info = subprocess.run(['capinfos', str(path)], stdout=subprocess.PIPE, text=True).stdout
    result('threads: which packet came by which interface', 'Number of packets = 1000\n' in info and 'Number of packets = 500\n' in info, info)


def goes_away(d):
    p, _ = capture(d, '-n', '-i', 'veth-b2', '--threads', '2', '-w', d / 'gone.pcap', 'icmp')
    ping(2)
    ip('-n', B, 'link', 'del', 'veth-b2')
    said = p.stderr.read()
    result('threads: an interface that goes away ends the capture', p.wait(timeout=20) == 1 and said.count('disappeared') == 1, said)
    result('threads: what came before is kept', lines(d / 'gone.pcap').count('ICMP echo') == 2, said)


def run():
    with namespaces(pairs=2) as d:
        in_order(d)
        stalled(d)
        several(d)
        goes_away(d)
