"""One interface: exactly the packets that were sent are in the file; what the process may do; any; an interface that goes away."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from netns import A, B, capture, ip, lines, namespaces, ping, result, start, stop, within

SENDER = r'''
import socket, struct, sys
raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
raw.bind(("veth-a1", 0))
tagged = bytes.fromhex("020000000002" "020000000001" "81000007" "0800") + bytes.fromhex("4500001c000100004011") + b"\0\0" + \
    socket.inet_aton("10.9.1.1") + socket.inet_aton("10.9.1.2") + struct.pack("!HHHH", 5, 6, 8, 0)
raw.send(tagged.ljust(60, b"\0"))
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("10.9.1.1", 27001))
for i in range(5):
    u.sendto(b"datagram %d" % i, ("10.9.1.2", 27002))
u6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
u6.sendto(b"six", ("fd09:1::2", 27003))
t = socket.create_connection(("10.9.1.2", 27004))
t.sendall(b"hello")
t.recv(10)
t.close()
'''

SERVER = r'''
import socket
s = socket.create_server(("10.9.1.2", 27004))
print("ready", flush=True)
c, _ = s.accept()
c.recv(10)
c.sendall(b"bye")
while c.recv(10): pass
c.close()
'''


def known_packets(d):
    server = start(B, sys.executable, '-c', SERVER)
    server.stdout.readline()
    path = d / 'known.pcap'
    p, _ = capture(d, '-i', 'veth-b1', '-U', '-w', path, 'udp portrange 27001-27003 or tcp port 27004 or vlan')
    within(A, sys.executable, '-c', SENDER, check=True)
    ping(count=2)
    server.wait()
    status, said = stop(p)
    text = lines(path, '-t')
    got = text.splitlines()
    udp = [x for x in got if '10.9.1.1.27001 > 10.9.1.2.27002: UDP, length 10' in x]
    tcp = [x for x in got if '.27004' in x and 'Flags' in x]
    result('ended by SIGINT with status 0', status == 0, said)
    result('five datagrams', len(udp) == 5, text)
    result('the IPv6 datagram', sum('fd09:1::2.27003: UDP, length 3' in x for x in got) == 1, text)
    result('the handshake and the end of the connection', sum('Flags [S' in x for x in tcp) == 2 and len(tcp) >= 8, text)
    result('no ping passed the filter', 'ICMP' not in text, text)
    tag = lines(path, '-te', 'vlan 7')
    result('the VLAN tag is back in place', 'vlan 7, p 0, ethertype IPv4' in tag and tag.count('\n') == 1, tag)
    counts = {k: int(v) for v, k in re.findall(r'(\d+) packets? (captured|received|dropped)', said)}
    result('captured = received - dropped', counts.get('captured') == counts.get('received', -1) - counts.get('dropped', 0) == len(got), said)
    for peer in ('tcpdump', 'tshark'):
        if shutil.which(peer):
            q = subprocess.run([peer, '-nr', str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            result(f'{peer} reads it', q.returncode == 0 and len(q.stdout.splitlines()) == len(got), q.stderr)


def without_privilege(d):
    p, _ = capture(d, '-i', 'veth-b1', '-n', '-l')
    ping()
    while not (d / 'out').stat().st_size:
        os.sched_yield()
    # ip netns exec becomes the program: the process is the capture itself
    now = dict(x.split(':\t', 1) for x in pathlib.Path(f'/proc/{p.pid}/status').read_text().splitlines() if ':\t' in x)
    result('no capability while packets are read', int(now['CapEff'], 16) == int(now['CapPrm'], 16) == 0, now['CapEff'])
    result('not as root', now['Uid'].split()[0] != '0' and now['Gid'].split()[0] != '0', now['Uid'])
    result('no new privileges', now['NoNewPrivs'] == '1', now['NoNewPrivs'])
    stop(p)


def any_interface(d):
    p, _ = capture(d, '-i', 'any', '-nn', '-l', '-c', '2', 'icmp')
    ping()
    said = p.stderr.read()
    status = p.wait()
    out = (d / 'out').read_text()
    result('any: request in, reply out', status == 0 and 'In  IP 10.9.1.1 > 10.9.1.2: ICMP echo request' in out and
           'Out IP 10.9.1.2 > 10.9.1.1: ICMP echo reply' in out, out + said)


def interface_goes_away(d):
    path = d / 'gone.pcap'
    p, _ = capture(d, '-i', 'veth-b1', '-U', '-w', path)
    ping()
    ip('-n', B, 'link', 'del', 'veth-b1')
    said = p.stderr.read()
    status = p.wait(timeout=20)
    result('interface gone: message and status', status == 1 and 'disappeared' in said, f'{status} {said}')
    text = lines(path, 'icmp')
    result('interface gone: what was captured is kept', text.count('ICMP echo') == 2, text)


def run():
    with namespaces() as d:
        known_packets(d)
        without_privilege(d)
        any_interface(d)
        interface_goes_away(d)
