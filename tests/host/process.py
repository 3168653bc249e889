"""--process: which process sends and receives each packet, for many processes that open short and long connections at once."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

from netns import ENV, TAPLINE, result, skip

NS = f'tl-p-{os.getpid()}'
PYTHON = '/usr/bin/python3'
SERVERS, CLIENTS, CONNECTIONS = 10, 10, 20 # 20 processes, 200 connections
PORT = 31000

# Answers on a TCP and a UDP port until its input ends, each connection in the same process.
SERVER = r'''
import select, socket, sys
port = int(sys.argv[1])
t = socket.create_server(('127.0.0.1', port), backlog=128)
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(('127.0.0.1', port))
print('ready', flush=True)
open_ones = [t, u, sys.stdin]
while sys.stdin in open_ones:
    for s in select.select(open_ones, [], [])[0]:
        if s is t:
            open_ones.append(t.accept()[0])
        elif s is u:
            data, to = u.recvfrom(1000)
            u.sendto(data, to)
        elif s is sys.stdin:
            open_ones.remove(s)
        else:
            data = s.recv(1000)
            s.sendall(data)
            if not data:
                open_ones.remove(s)
                s.close()
'''

# Every third connection is UDP, every fourth stays open until the end. Says which local ports it had.
CLIENT = r'''
import os, socket, sys, time
first, servers, count = map(int, sys.argv[1:4])
kept = []
for i in range(count):
    kind = socket.SOCK_DGRAM if i % 3 == 2 else socket.SOCK_STREAM
    s = socket.socket(socket.AF_INET, kind)
    s.connect(('127.0.0.1', first + (os.getpid() + i) % servers))
    s.send(b'hello %d' % i)
    s.recv(100)
    print('udp' if i % 3 == 2 else 'tcp', s.getsockname()[1], s.getpeername()[1], flush=True)
    if i % 4 == 3:
        kept.append(s)
    else:
        s.close()
time.sleep(0.3)
for s in kept:
    s.send(b'bye')
    s.recv(100)
    s.close()
'''


def capture(*args):
    p = subprocess.Popen([TAPLINE, '-i', f'netns:{NS}/lo', '-nn', '--process', *args], stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                         text=True, env=ENV)
    said = ''
    for line in p.stderr:
        said += line
        if 'listening on' in line:
            return p, said
    raise RuntimeError('tapline did not start: ' + said)


def stop(p):
    p.send_signal(2)
    out, said = p.communicate(timeout=60)
    return p.returncode, out, said


def inside(*command, **options):
    return subprocess.Popen(['nsenter', f'--net=/run/netns/{NS}', *map(str, command)], text=True, env=ENV, **options)


def load():
    """Runs it all; {(protocol, port) of a server, (protocol, port, port of the server) of a client: pid}."""
    owner = {}
    servers = [inside(PYTHON, '-c', SERVER, PORT + i, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for i in range(SERVERS)]
    for i, s in enumerate(servers):
        s.stdout.readline()
        owner['tcp', PORT + i] = owner['udp', PORT + i] = s.pid
    clients = [inside(PYTHON, '-c', CLIENT, PORT, SERVERS, CONNECTIONS, stdout=subprocess.PIPE) for _ in range(CLIENTS)]
    for c in clients:
        for line in c.communicate(timeout=60)[0].splitlines():
            protocol, port, remote = line.split()
            owner[protocol, int(port), int(remote)] = c.pid
    for s in servers:
        s.stdin.close()
        s.wait(timeout=60)
    return owner


def packets(lines):
    """(protocol, from port, to port, pid of from or None, pid of to or None) of each line."""
    for line in lines.splitlines():
        m = re.search(r' IP 127\.0\.0\.1\.(\d+) > 127\.0\.0\.1\.(\d+): (UDP|Flags)(?:.*\[(?:([^>\]]+/(\d+))? ?(?:> ([^\]]+?/(\d+)))?\])?$)?', line)
        if m:
            yield ('udp' if m[3] == 'UDP' else 'tcp', int(m[1]), int(m[2]), int(m[5] or 0), int(m[7] or 0))


def mixed_load():
    p, _ = capture()
    owner = load()
    status, out, said = stop(p)
    right = wrong = none = 0
    bad = []
    for protocol, a, b, pa, pb in packets(out):
        for port, remote, pid in ((a, b, pa), (b, a, pb)):
            want = owner.get((protocol, port)) or owner[protocol, port, remote]
            right += pid == want
            none += pid == 0
            wrong += pid not in (0, want)
            if pid != want:
                bad.append((protocol, a, b, pa, pb, want))
    result(f'{SERVERS + CLIENTS} processes, {CLIENTS * CONNECTIONS} connections', status == 0 and right > 2000 and not wrong and not none,
           f'{right} ends right, {wrong} wrong, {none} unknown: {bad[:5]}\n{said}')
    result('all are known', '\n0 packets of no known process' in said, said)
    result('all connections came about', len({k for k in owner if len(k) == 3}) > 0.95 * CLIENTS * CONNECTIONS, str(len(owner)))


def short_ones():
    """Processes that are gone before anybody can look: they connect to a closed port, or send one datagram."""
    p, _ = capture('tcp[tcpflags] & tcp-syn != 0 or udp')
    pids = []
    for i in range(15):
        one = inside('bash', '-c', f'exec 3<>/dev/{"udp" if i % 2 else "tcp"}/127.0.0.1/9; echo x >&3', stderr=subprocess.DEVNULL)
        one.wait()
        pids.append(one.pid)
    status, out, said = stop(p)
    found = [int(x) for x in re.findall(r'\[bash/(\d+)\]$', out, re.M)]
    result('15 processes of a moment', status == 0 and found == pids, f'{found} instead of {pids}\n{out}{said}')


# Half of the connections are taken by two processes that wait for them on one socket, half by a child each.
FORKING = r'''
import os, socket, sys
def serve(c):
    c.recv(100)
    c.sendall(b'%d' % os.getpid())
    c.recv(100)
    c.close()
shared, forking = (socket.create_server(('127.0.0.1', int(sys.argv[1]) + i), backlog=64) for i in (0, 1))
for i in range(2):
    if os.fork() == 0:
        while True:
            serve(shared.accept()[0])
print('ready', flush=True)
while True:
    c = forking.accept()[0]
    if os.fork() == 0:
        serve(c)
        os._exit(0)
    c.close()
'''


def shared_sockets():
    """Whoever answers on a connection is its process, whoever listened: the answers say who they are."""
    server = inside(PYTHON, '-c', FORKING, PORT, stdout=subprocess.PIPE, start_new_session=True)
    server.stdout.readline()
    p, _ = capture('tcp[tcpflags] & tcp-push != 0 and (src port %d or src port %d)' % (PORT, PORT + 1))
    client = inside(PYTHON, '-c', f"""
import socket
for i in range(40):
    s = socket.create_connection(('127.0.0.1', {PORT} + i % 2))
    s.send(b'x')
    print(s.getsockname()[1], s.recv(100).decode())
    s.close()""", stdout=subprocess.PIPE)
    want = {int(port): int(pid) for port, pid in (line.split() for line in client.communicate(timeout=60)[0].splitlines())}
    out = stop(p)[1]
    os.killpg(server.pid, 9)
    server.wait()
    got = {b: (pa, pb) for _, _, b, pa, pb in packets(out)}
    if got and all(pa == server.pid for pa, _ in got.values()):
        skip('servers that share sockets', 'the kernel does not tell who uses a socket: connections are the listener\'s')
        return
    result('servers that share sockets, and those that fork', len(want) > 30 and got == {port: (pid, client.pid) for port, pid in want.items()},
           f'{len(want)} wanted, wrong: {[(port, want.get(port), pids) for port, pids in got.items() if pids[0] != want.get(port)][:5]}\n{out[-600:]}')


def choices(d):
    """--pid with children, --comm; fields, JSON, display filters and comments of files."""
    script = f'sleep 1; {PYTHON} -c "import socket; socket.socket(2, 2).sendto(b\'x\', (\'127.0.0.1\', 32001))"; exec 3<>/dev/udp/127.0.0.1/32002; echo x >&3'
    chosen = inside('bash', '-c', script)
    p, _ = capture('--pid', str(chosen.pid), 'udp')
    other = inside(PYTHON, '-c', "import socket; socket.socket(2, 2).sendto(b'x', ('127.0.0.1', 32003))")
    chosen.wait()
    other.wait()
    out = stop(p)[1]
    result('--pid: the process and its child, nobody else', re.findall(r'127\.0\.0\.1\.(3200\d):', out) == ['32001', '32002'], out)
    named = d / 'tl-named' # a shell or Python may well be an ancestor of this test
    named.symlink_to(PYTHON)
    p, _ = capture('--comm', 'tl-na*', '-w', str(d / 'x.pcapng'), 'udp')
    inside('bash', '-c', 'exec 3<>/dev/udp/127.0.0.1/32002; echo x >&3').wait()
    inside(named, '-c', "import socket; socket.socket(2, 2).sendto(b'x', ('127.0.0.1', 32003))").wait()
    stop(p)
    out = subprocess.run([TAPLINE, '-r', str(d / 'x.pcapng'), '-nn', '--fields', 'udp.dstport,frame.comment'], stdout=subprocess.PIPE, text=True).stdout
    result('--comm, and the comment in pcapng', re.fullmatch(r'32003,tl-named/\d+\n', out), out)
    p, _ = capture('--json', '-Y', 'process.name == "bash"', 'udp')
    inside(PYTHON, '-c', "import socket; socket.socket(2, 2).sendto(b'x', ('127.0.0.1', 32003))").wait()
    b = inside('bash', '-c', 'exec 3<>/dev/udp/127.0.0.1/32002; echo x >&3')
    b.wait()
    out = stop(p)[1]
    result('display filter and JSON', out.count('\n') == 1 and json.loads(out) and f'"process.pid":{b.pid}' in out.replace(' ', '').replace('"pid"', '"process.pid"'), out)
    q = subprocess.run([TAPLINE, '--process', '-r', str(d / 'x.pcapng')], stderr=subprocess.PIPE, text=True)
    result('a file has no processes', q.returncode == 1 and 'live captures' in q.stderr, q.stderr)


def open_before():
    """What was connected before the capture began is found by sock_diag."""
    server = inside(PYTHON, '-c', SERVER, PORT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdout.readline()
    client = inside(PYTHON, '-c', f"import socket, sys; s = socket.create_connection(('127.0.0.1', {PORT})); print('open', flush=True); "
                    "sys.stdin.readline(); s.send(b'x'); s.recv(9)", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    client.stdout.readline()
    p, _ = capture()
    client.communicate('\n')
    server.stdin.close()
    server.wait()
    out = stop(p)[1]
    seen = {(pa, pb) for _, _, _, pa, pb in packets(out)}
    result('connections from before', seen == {(client.pid, server.pid), (server.pid, client.pid)}, out)


def run():
    if os.geteuid() != 0:
        skip('processes', 'watching sockets needs root')
        return
    subprocess.run(['ip', 'netns', 'add', NS], check=True)
    try:
        subprocess.run(['ip', '-n', NS, 'link', 'set', 'lo', 'up'], check=True)
        p, _ = capture()
        time.sleep(0.2)
        said = stop(p)[2]
        if 'may be missed' in said:
            skip('processes', said)
            return
        with tempfile.TemporaryDirectory() as d:
            os.chmod(d, 0o755)
            mixed_load()
            short_ones()
            shared_sockets()
            choices(pathlib.Path(d))
            open_before()
    finally:
        subprocess.run(['ip', 'netns', 'del', NS])
