"""--process where addresses are translated: a published port, beside somebody who listens on it in vain, and a masqueraded way out."""
import os
import re
import shutil
import subprocess
import tempfile

from netns import ENV, TAPLINE, result, skip

OUTSIDE, HOST, INSIDE = (f'tl-nat-{n}-{os.getpid()}' for n in 'ehc')
PYTHON = '/usr/bin/python3'
RULES = ('PREROUTING -p tcp -d 192.0.2.1 --dport 8080 -j DNAT --to 10.66.0.2:80', 'OUTPUT -p tcp -d 192.0.2.1 --dport 8080 -j DNAT --to 10.66.0.2:80',
         'PREROUTING -p udp -d 192.0.2.1 --dport 8053 -j DNAT --to 10.66.0.2:53', 'POSTROUTING -s 10.66.0.0/24 -o e0 -j MASQUERADE')
SERVER = '''
import socket, sys
l = socket.create_server(('', int(sys.argv[1])))
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(('', 53))
print('ready', flush=True)
while True:
    c, _ = l.accept()
    c.recv(100)
    c.sendall(b'hey')
    c.close()
    _, a = u.recvfrom(100) if len(sys.argv) > 2 else (0, 0)
    a and u.sendto(b'answer', a)
'''
CLIENT = '''
import os, socket, sys
s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
s.sendall(b'x')
assert s.recv(10) == b'hey'
assert not s.recv(10)
s.close()
if len(sys.argv) > 3:
    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    u.connect((sys.argv[1], 8053))
    u.send(b'question')
    assert u.recv(10) == b'answer'
print(os.getpid())
'''


def ip(*args):
    subprocess.run(['ip', *map(str, args)], check=True)


def make():
    for n in (OUTSIDE, HOST, INSIDE):
        ip('netns', 'add', n)
        ip('-n', n, 'link', 'set', 'lo', 'up')
    for there, device, mine, theirs in ((OUTSIDE, 'e0', '192.0.2.1', '192.0.2.9'), (INSIDE, 'c0', '10.66.0.1', '10.66.0.2')):
        ip('link', 'add', device, 'netns', HOST, 'type', 'veth', 'peer', 'peer0', 'netns', there)
        for n, d, address in ((HOST, device, mine), (there, 'peer0', theirs)):
            ip('-n', n, 'addr', 'add', f'{address}/24', 'dev', d)
            ip('-n', n, 'link', 'set', d, 'up')
    ip('-n', INSIDE, 'route', 'add', 'default', 'via', '10.66.0.1')
    within(HOST, 'sysctl', '-qw', 'net.ipv4.ip_forward=1')
    for rule in RULES:
        if within(HOST, 'iptables', '-t', 'nat', '-A', *rule.split()).returncode:
            return False
    return True


def within(ns, *command):
    return subprocess.run(['ip', 'netns', 'exec', ns, *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV)


def serve(ns, *args):
    p = subprocess.Popen(['ip', 'netns', 'exec', ns, PYTHON, '-c', SERVER, *map(str, args)], stdout=subprocess.PIPE, text=True, env=ENV)
    p.stdout.readline()
    return p


def flows(d):
    p = subprocess.Popen(['ip', 'netns', 'exec', HOST, TAPLINE, '-nqtl', '-i', 'any', '--process', '-Z', 'root', 'tcp or udp'], stdout=open(d + '/out', 'w'),
                         stderr=subprocess.PIPE, text=True, env=ENV)
    for line in p.stderr:
        if 'listening on' in line:
            break
    inside, vain, outside = serve(INSIDE, 80, 'udp'), serve(HOST, 8080), serve(OUTSIDE, 81)
    clients = [within(*c) for c in ((OUTSIDE, PYTHON, '-c', CLIENT, '192.0.2.1', 8080, 'udp'), (INSIDE, PYTHON, '-c', CLIENT, '192.0.2.9', 81),
                                    (OUTSIDE, PYTHON, '-c', CLIENT, '192.0.2.1', 8080, 'udp'), (HOST, PYTHON, '-c', CLIENT, '192.0.2.1', 8080))]
    result('the flows come about', all(c.returncode == 0 for c in clients), ''.join(c.stderr for c in clients))
    p.terminate()
    said = p.stderr.read()
    p.wait()
    for s in (inside, vain, outside):
        s.kill()
    pid = [int(c.stdout or 0) for c in clients]
    lines = open(d + '/out').read().splitlines()
    ends = lambda pattern: {m[1] for m in (re.search(r'\[(.*)\]$', line) for line in lines if re.search(pattern, line)) if m}
    name = lambda n: f'python3/{n}'
    asked = {f'{name(a)} > {name(b)}' for c in (pid[0], pid[2]) for a, b in ((c, inside.pid), (inside.pid, c))}
    for device, pattern in (('outside', r'^e0 .* 192\.0\.2\.1\.8080[ :]'), ('inside', r'^c0 .*192\.0\.2\.9\.\d+ > 10\.66\.0\.2\.80:|^c0 .*10\.66\.0\.2\.80 > 192\.0\.2\.9')):
        result(f'a published port, {device}', ends(pattern) == asked, f'{ends(pattern)} {asked}')
    sent = {f'{name(pid[1])} > {name(outside.pid)}', f'{name(outside.pid)} > {name(pid[1])}'}
    for device in ('e0', 'c0'):
        result(f'a masqueraded connection, {device}', ends(rf'^{device} .*\.81[ :]') == sent, f'{ends(rf"^{device} .*[.]81[ :]")} {sent}')
    result('UDP to a published port', ends(r'^e0 .*\.8053[ :]') <= asked and len(ends(r'^e0 .*\.8053[ :]')) == 4, str(ends(r'^e0 .*\.8053[ :]')))
    result('who listens there in vain has no packet', str(vain.pid) not in str(lines), '')
    result('all are attributed', '\n0 packets of no known process' in said, said)


def run():
    if os.geteuid() or not shutil.which('iptables') or not os.path.exists('/proc/sys/net/netfilter/nf_conntrack_count'):
        skip('processes behind NAT', 'needs root, iptables and a kernel with connection tracking')
        return
    try:
        if not make():
            skip('processes behind NAT', 'iptables makes no NAT here')
            return
        with tempfile.TemporaryDirectory() as d:
            flows(d)
    finally:
        for n in (OUTSIDE, HOST, INSIDE):
            subprocess.run(['ip', 'netns', 'del', n], stderr=subprocess.DEVNULL)
