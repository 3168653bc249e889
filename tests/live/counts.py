"""Counts: at the end, on signals, every few seconds, on a terminal, in pcapng; dropped packets are told and nothing is missing."""
import os
import pty
import re
import signal
import subprocess
import time

from netns import A, B, ENV, TAPLINE, capture, lines, namespaces, result, stop, within

SENDER = os.path.join(os.path.dirname(TAPLINE), 'tests', 'live', 'send-packets')
WORDS = r'(\d+) packets? captured(?:\n|, )(\d+) packets? received by filter(?:\n|, )(\d+) packets? dropped by kernel'


def send(count, size=64, rate=0):
    within(A, SENDER, 'veth-a1', size, count, rate, check=True)


def at_the_end(d):
    path = d / 'end.pcapng'
    p, _ = capture(d, '-n', '-i', 'veth-b1', '-w', path, 'udp dst port 9')
    send(20000)
    status, said = stop(p)
    captured, seen, dropped = map(int, re.search(WORDS, said).groups())
    result('sent = captured + dropped', status == 0 and seen == 20000 == captured + dropped, said)
    info = subprocess.run(['capinfos', str(path)], stdout=subprocess.PIPE, text=True).stdout
    result('the file holds what was captured', re.search(rf'Number of packets = {captured}\n', info) and
           'Number of stat entries = 1' in info, info)


def stalled(d):
    """A capture that does not run: its ring is full at some time, and every packet is in the file or counted as dropped."""
    path = d / 'stalled.pcap'
    p, _ = capture(d, '-n', '-i', 'veth-b1', '-B', '512', '-w', path, 'udp dst port 9')
    p.send_signal(signal.SIGSTOP)
    send(50000, 200)
    p.send_signal(signal.SIGCONT)
    status, said = stop(p)
    captured, seen, dropped = map(int, re.search(WORDS, said).groups())
    result('packets are dropped', status == 0 and dropped > 10000 and captured > 500, said)
    result('dropped + captured = sent', seen == 50000 == captured + dropped, said)
    result('captured is what the file holds', lines(path, '-q').count('\n') == captured, said)


def on_signals(d):
    p, _ = capture(d, '-n', '-i', 'veth-b1', '-w', d / 's.pcap', '--stats', '1', 'udp dst port 9')
    send(10)
    p.send_signal(signal.SIGUSR1)
    got = re.fullmatch(WORDS + '\n', p.stderr.readline())
    result('SIGUSR1', got and int(got[2]) == 10, str(got))
    p.send_signal(signal.SIGUSR2)
    got = re.fullmatch(WORDS + '\n', p.stderr.readline())
    result('SIGUSR2', got and int(got[2]) == 10, str(got))
    result('SIGUSR2 writes the file out', got and lines(d / 's.pcap').count('\n') == int(got[1]), str(got))
    times = []
    for _ in range(2):
        line = p.stderr.readline()
        times.append(time.monotonic())
        result('--stats', re.fullmatch('10 packets captured, 10 packets received by filter, 0 packets dropped by kernel\n', line), line)
    result('--stats 1: a second between', 0.5 < times[1] - times[0] < 3, str(times))
    stop(p)


def of_each_file(d):
    p, _ = capture(d, '-n', '-i', 'veth-b1', '-w', d / 'r.pcapng', '-C', '20k', 'udp dst port 9')
    send(1000)
    stop(p)
    files = sorted(d.glob('r.pcapng*'))
    infos = [subprocess.run(['capinfos', str(f)], stdout=subprocess.PIPE, text=True).stdout for f in files]
    result('counts at the end of each file of a rotation', len(files) > 4 and all('Number of stat entries = 1' in i for i in infos),
           f'{len(files)} files')


def on_a_terminal(d):
    """The live line, on the terminal that standard error is."""
    master, slave = pty.openpty()
    p = subprocess.Popen(['ip', 'netns', 'exec', B, TAPLINE, '-n', '-i', 'veth-b1', '-w', str(d / 'live.pcap'), 'udp dst port 9'],
                         stdout=subprocess.DEVNULL, stderr=slave, env=ENV)
    os.close(slave)
    seen = os.read(master, 4096)
    send(300, 100)
    end = time.monotonic() + 20
    line = rb'\r\x1b\[K300 packets  34\.8 kB  0 dropped  \d+/s  ring \d+ %  live\.pcap'
    while time.monotonic() < end and not re.search(line, seen):
        seen += os.read(master, 4096)
    result('a line on the terminal', re.search(line, seen), repr(seen[-300:]))
    p.send_signal(signal.SIGINT)
    while not re.search(b'dropped by kernel', seen):
        seen += os.read(master, 4096)
    result('the line goes away before the counts', b'\r\x1b[K300 packets captured\r\n' in seen, repr(seen[-300:]))
    p.wait()
    os.close(master)


def run():
    with namespaces() as d:
        at_the_end(d)
        stalled(d)
        on_signals(d)
        of_each_file(d)
        on_a_terminal(d)
