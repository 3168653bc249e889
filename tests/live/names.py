"""Names of a name server that does not answer: lines come, and no packet is lost for them."""
import contextlib
import pathlib
import re
import shutil
import sys
import time

from netns import A, B, capture, ip, namespaces, result, stop, within

HOSTS = 60
SEND = r'''
import socket, sys, time
for i in range(int(sys.argv[1])):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.bind((f"10.9.1.{100 + i}", 0))
        s.sendto(b"hello", ("10.9.1.2", 27002))
    time.sleep(0.004)
'''


@contextlib.contextmanager
def nameserver(address):
    """What /etc/resolv.conf says in B."""
    folder = pathlib.Path('/etc/netns') / B
    folder.mkdir(parents=True)
    try:
        (folder / 'resolv.conf').write_text(f'nameserver {address}\n')
        yield
    finally:
        shutil.rmtree(folder)


def lines_of(d, *args):
    p, _ = capture(d, '-i', 'veth-b1', '-l', *args, 'udp dst port 27002')
    within(A, sys.executable, '-c', SEND, HOSTS, check=True)
    end = time.time() + 20
    while time.time() < end and (d / 'out').read_text().count('UDP, length 5') < HOSTS:
        time.sleep(0.05)
    status, said = stop(p)
    out = (d / 'out').read_text()
    name = ' '.join(args)
    result(f'{name}: a line for each packet', out.count('UDP, length 5') == HOSTS, out)
    result(f'{name}: nothing dropped', status == 0 and re.search(rf'^{HOSTS} packets captured\n.*\n0 packets dropped', said, re.M), said)


def run():
    with namespaces() as d:
        for i in range(HOSTS):
            ip('-n', A, 'addr', 'add', f'10.9.1.{100 + i}/24', 'dev', 'veth-a1')
        for server in ('10.9.1.9', '192.0.2.1'): # nobody answers; there is no way to it
            ip('-n', B, 'neigh', 'replace', '10.9.1.9', 'lladdr', '02:00:00:00:01:09', 'dev', 'veth-b1')
            with nameserver(server):
                lines_of(d, '-tt')
                lines_of(d, '-t', '-B', '4096')
