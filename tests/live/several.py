"""Several interfaces in one capture: by name and by pattern, in time order, told apart in lines and in pcapng."""
import re
import shutil
import subprocess
import sys

from netns import A, B, TAPLINE, capture, ip, namespaces, ping, result, skip, stop, within

# Datagrams by turns on both pairs; the number in each says in which order they were sent.
BY_TURNS = r'''
import socket, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(int(sys.argv[1])):
    s.sendto(b"%06d" % i, ("10.9.%d.2" % (1 + i % 2), 27002))
    if len(sys.argv) > 2:
        time.sleep(float(sys.argv[2]))
'''

# One side as fast as it goes, and now and then one on the other.
LOPSIDED = r'''
import socket, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(int(sys.argv[1])):
    s.sendto(b"%06d" % i, ("10.9.%d.2" % (2 if i % 5000 == 4999 else 1), 27002))
'''


def order(d, name, program, count, *args):
    path = d / 'turns.pcapng'
    p, _ = capture(d, '-i', 'veth-b1', '-i', 'veth-b2', '-w', path, 'udp dst port 27002', listening=2)
    within(A, sys.executable, '-c', program, count, *args, check=True)
    status, said = stop(p)
    text = subprocess.run(['tshark', '-r', str(path), '-T', 'fields', '-e', 'frame.interface_name', '-e', 'data.data', '-e', 'frame.time_epoch'],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    rows = [x.split('\t') for x in text.splitlines()]
    got = [int(bytes.fromhex(data)) for _, data, _ in rows]
    result(f'{name}: all datagrams of both interfaces', status == 0 and sorted(got) == list(range(count)), f'{len(got)} of {count}\n{said}')
    result(f'{name}: in the order in which they were sent', got == sorted(got), str(got[:50]))
    result(f'{name}: in time order', [t for _, _, t in rows] == sorted(t for _, _, t in rows))
    return rows, path, said


def merged(d):
    if not shutil.which('tshark'):
        skip('several interfaces', 'tshark is not installed')
        return
    rows, path, said = order(d, 'by turns', BY_TURNS, 2000)
    result('which packet came by which interface', all(name == f'veth-b{1 + int(bytes.fromhex(data)) % 2}' for name, data, _ in rows), str(rows[:9]))
    info = subprocess.run(['capinfos', str(path)], stdout=subprocess.PIPE, text=True).stdout
    for n in (1, 2):
        part = info.split('Interface #')[n]
        result(f'interface {n} in pcapng', f'Name = veth-b{n}' in part and 'Speed = 10000000000' in part and
               'Filter string = udp dst port 27002' in part and 'Operating system = Linux' in part and 'Number of stat entries = 1' in part
               and 'Number of packets = 1000' in part, part)
    result('counts are of both', re.search(r'2000 packets captured\n2000 packets received by filter\n0 packets dropped', said), said)
    order(d, 'slowly by turns', BY_TURNS, 30, '0.02')
    order(d, 'one fast, one slow', LOPSIDED, 100000)


def text_lines(d):
    p, said = capture(d, '-i', 'veth-b*', '-nn', '-l', '-c', '4', 'icmp', listening=2)
    ping(1)
    ping(2)
    said += p.stderr.read()
    out = (d / 'out').read_text()
    for n in (1, 2):
        result(f'lines of interface {n}', p.wait() == 0 and f' veth-b{n} In  IP 10.9.{n}.1 > 10.9.{n}.2: ICMP echo request' in out and
               f' veth-b{n} Out IP 10.9.{n}.2 > 10.9.{n}.1: ICMP echo reply' in out, out + said)


def words(d):
    ip('-n', B, 'link', 'add', 'veth-c1', 'type', 'veth', 'peer', 'name', 'veth-c2')
    p, said = capture(d, '-i', 'veth-[bc]*', '-i', 'veth-b1', '-w', d / 'x.pcap', listening=2)
    result('a pattern stands for what is up, and each is opened once', said.count('listening on') == 2 and 'veth-c' not in said, said)
    stop(p)
    for args, say in ((['-i', 'veth-c*'], 'none of the 2 interfaces that fit the pattern is up'), (['-i', 'x*'], 'no interface fits'),
                      (['-i', 'veth-b1', '-i', 'any'], 'does not go with others'), (['-i', 'veth-b1', '-i', 'veth-b9'], 'veth-b9: No such device')):
        q = within(B, TAPLINE, *args)
        result(f'{args}', q.returncode == 1 and say in q.stderr, q.stderr)
    ip('-n', B, 'tuntap', 'add', 'tun-b', 'mode', 'tun')
    ip('-n', B, 'link', 'set', 'tun-b', 'up')
    q = within(B, TAPLINE, '-i', 'veth-b1', '-i', 'tun-b', '-w', d / 'y.pcap')
    result('a pcap file holds one link type', q.returncode == 1 and 'pcapng' in q.stderr and 'tun-b' in q.stderr, q.stderr)


def run():
    with namespaces(pairs=2) as d:
        merged(d)
        text_lines(d)
        words(d)
