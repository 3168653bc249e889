"""tapline exec: the calls and packets of real commands, in a network namespace in which nothing else is sent."""
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import netns
from netns import ENV, TAPLINE, result, skip

NS = f'tl-x-{os.getpid()}'
PYTHON = '/usr/bin/python3' # not a wrapper that runs other programs first

# Threads that connect to a closed port and one that is open, then a child that waits in poll, select and epoll.
BUSY = '''
import os, select, socket, sys, threading
def connect(port):
    s = socket.socket()
    try:
        s.connect(('127.0.0.1', port))
        s.sendall(b'hello')
        s.recv(100)
    except OSError:
        pass
    s.close()
threads = [threading.Thread(target=connect, args=(port,)) for port in (81, 82, 83, int(sys.argv[1]))]
for t in threads: t.start()
for t in threads: t.join()
if os.fork() == 0:
    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    u.bind(('127.0.0.1', 0))
    p = select.poll()
    p.register(u, select.POLLIN)
    p.poll(30)
    select.select([u], [], [], 0.03)
    e = select.epoll()
    e.register(u, select.EPOLLIN)
    e.poll(0.03)
    u.sendto(b'x', ('127.0.0.1', 999))
    os._exit(3)
os.wait()
sys.exit(5)
'''

SERVER = '''
import socket, sys
l = socket.socket()
l.bind(('127.0.0.1', 0))
l.listen()
print(l.getsockname()[1], flush=True)
while True:
    c, _ = l.accept()
    c.recv(100)
    c.sendall(b'HTTP/1.0 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nhey')
    c.close()
'''

OTHERS = '''
import socket, sys
while True:
    s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
    s.sendall(b'x')
    s.recv(100)
    s.close()
'''

# One end of a connection reads and writes in every way there is; the file and the pipe between are no sockets.
TRANSFERS = '''
import os, socket, threading
l = socket.socket()
l.bind(('127.0.0.1', 0))
l.listen()
def echo():
    c, _ = l.accept()
    while data := c.recv(1000):
        c.sendall(data.upper())
    c.close()
t = threading.Thread(target=echo)
t.start()
s = socket.create_connection(l.getsockname())
fd = s.fileno()
os.write(fd, b'first')
os.read(fd, 100)
os.writev(fd, [b'sec', b'ond'])
os.readv(fd, [bytearray(10)])
f = os.open('/proc/version', os.O_RDONLY)
os.sendfile(fd, f, 0, 5)
os.read(fd, 100)
r, w = os.pipe()
os.write(w, b'piped')
os.splice(r, fd, 5)
os.splice(fd, w, 100)
os.read(r, 100)
os.close(f)
os.write(os.dup(fd), b'copied')
os.read(fd, 100)
os.dup2(fd, 0)
os.write(0, b'input')
os.read(0, 100)
s.shutdown(socket.SHUT_WR)
os.read(fd, 10)
t.join()
'''

STATIC = '''
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(84), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int s = socket(AF_INET, SOCK_STREAM, 0);
	if (vfork() == 0)
		_exit(connect(s, (struct sockaddr *)&a, sizeof a) < 0 ? 9 : 0);
	return 0;
}
'''


def traced(*command, options=(), ns=NS, **more):
    """tapline exec of a command, there: what it printed, and its exit status."""
    p = subprocess.run(['ip', 'netns', 'exec', ns, TAPLINE, 'exec', '-n', '-t', *options, '--', *map(str, command)], stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, text=True, env=ENV, timeout=60, **more)
    return p.stdout, p.stderr, p.returncode


def in_order(out, *patterns):
    """Lines that match, one behind the other."""
    at = 0
    for p in patterns:
        m = re.compile(p, re.M).search(out, at)
        if not m:
            return False
        at = m.end()
    return True


def connections(server):
    out, err, status = traced('curl', '-sS', 'http://127.0.0.1:81/')
    result('exec of curl, closed port', status == 7 and in_order(out, r'^curl/\d+ connect\(\d+, 127\.0\.0\.1:81\)$', r'> 127\.0\.0\.1\.81: Flags \[S\]',
           r'127\.0\.0\.1\.81 > .*Flags \[R\.\]', r'connect\(\d+, 127\.0\.0\.1:81\) = EINPROGRESS',
           r'getsockopt\(\d+, SO_ERROR\) = ECONNREFUSED \(Connection refused\)', r'^curl/\d+ exited with 7$'), out + err)
    others = subprocess.Popen(['ip', 'netns', 'exec', NS, PYTHON, '-c', OTHERS, str(server)])
    out, err, status = traced('curl', '-sS', f'http://127.0.0.1:{server}/')
    others.kill()
    others.wait()
    result('exec of curl, open port', status == 0 and out.count('hey') == 1 and in_order(out, rf'connect\(\d+, 127\.0\.0\.1:{server}\)$', r'Flags \[S\]',
           r'Flags \[S\.\]', r'sendto\(\d+, "GET / HTTP', r'Flags \[P\.\], seq 1:', r'recvfrom\(\d+, "HTTP/1\.0 200 OK', r'close\(\d+\) = 0'), out + err)
    result('exec shows no packet of others who speak to the same port', out.count('Flags [S]') == 1, out)
    out, err, status = traced('curl', '-sS', '-m', '5', 'http://10.9.8.7/')
    result('exec of curl, no route', status == 7 and in_order(out, r'connect\(\d+, 10\.9\.8\.7:80\) = ENETUNREACH \(Network is unreachable\)'), out + err)
    out, err, status = traced('curl', '-sS', 'http://name.invalid/')
    result('exec of curl, a name that cannot be asked for', status == 6 and re.search(r'(connect|sendto|sendmmsg)\(.*:53', out), out + err)
    out, err, status = traced('curl', '-sS', '-m', '2.5', 'http://10.8.0.2/', options=['--tcpinfo'])
    result('exec of curl, nobody answers', status == 28 and in_order(out, r'connect\(\d+, 10\.8\.0\.2:80\)', r'veth-x Out IP 10\.8\.0\.1\.\d+ > 10\.8\.0\.2\.80: Flags \[S\]',
           r'poll\(\[\d+.*= timed out', r'Flags \[S\]', 'exited with 28'), out + err)
    result('exec --tcpinfo', in_order(out, r'Flags \[S\]', r'^tcp 10\.8\.0\.1:\d+ > 10\.8\.0\.2:80 SYN-SENT cwnd \d+', r'Flags \[S\]',
           r'SYN-SENT cwnd 1,.* retransmits (1 of 1|2 of 2)'), out + err)
    if not shutil.which('busybox'):
        skip('exec of busybox wget', 'busybox is not installed')
        return
    out, err, status = traced('busybox', 'wget', '-q', '-O', '-', 'http://127.0.0.1:81/')
    result('exec of a program that waits in connect', status == 1 and in_order(out, r'connect\(3, 127\.0\.0\.1:81\)$', r'Flags \[S\]', r'Flags \[R\.\]',
           r'connect\(3, 127\.0\.0\.1:81\) = ECONNREFUSED'), out + err)


def threads_and_children(server):
    out, err, status = traced(PYTHON, '-c', BUSY, server)
    refused = re.findall(r'connect\(\d+, 127\.0\.0\.1:(8[123])\) = ECONNREFUSED', out)
    resets = re.findall(r'127\.0\.0\.1\.(8[123]) > .*Flags \[R\.\]', out)
    result('exec of threads', sorted(refused) == sorted(resets) == ['81', '82', '83'], out + err)
    result('exec: status of the command, not of its child', status == 5 and re.search(r'exited with 3', out), out + err)
    result('exec: time-outs', all(re.search(rf'{call}.* 30 ms\) = timed out \[0\.0\d\d s\]', out) for call in ('poll', 'select', 'epoll_p?wait')),
           out + err)
    result('exec of a child: datagram and ICMP error', in_order(out, r'sendto\(\d+, "x", 1, 127\.0\.0\.1:999\) = 1', r'UDP, length 1',
           r'udp port 999 unreachable'), out)


def transfers():
    out, err, status = traced(PYTHON, '-c', TRANSFERS, stdin=subprocess.DEVNULL)
    result('exec: read, write and their kin on sockets', status == 0 and in_order(out, r'write\((\d+), "first", 5\) = 5$', r'Flags \[P\.\], seq 1:6',
           r'read\(\d+, "FIRST", 100\) = 5$', r'writev\(\d+, "sec", 6\) = 6$', r'readv\(\d+, "SECOND", 10\) = 6$', r'sendfile\(\d+, from (\d+), 5\) = 5$',
           r'read\(\d+, "LINUX", 100\) = 5$', r'splice\(\d+ to \d+, 5\) = 5$', r'Flags \[P\.\].*length 5$', r'splice\(\d+ to \d+, 100\) = 5$', r'write\(\d+, "copied", 6\) = 6$',
           r'read\(\d+, "COPIED", 100\) = 6$', r'write\(0, "input", 5\) = 5$', r'read\(0, "INPUT", 100\) = 5$', r'read\(\d+, 10\) = 0$'), out + err)
    with tempfile.TemporaryDirectory() as d:
        saved = pathlib.Path(d) / 'saved.pcapng'
        traced(PYTHON, '-c', TRANSFERS, options=['--save', saved], stdin=subprocess.DEVNULL)
        comments = netns.lines(saved, '--fields', 'frame.comment')
        result('exec --save: comments are the writes and transfers', in_order(comments, 'write\\(.*first', 'writev\\(', 'sendfile\\(', 'splice\\(', 'write\\('), comments)
    ring = 'import ctypes; ctypes.CDLL(None).syscall(425, 4, ctypes.create_string_buffer(120))'
    said = traced(PYTHON, '-c', ring + '; ' + ring)[0]
    result('exec: io_uring is said, once', said.count('uses io_uring') == 1, said)
    result('exec: reads and writes of files and pipes are not shown', len(re.findall(r' (?:read|write)\(', out)) == 8, out)


def fragments_and_pings():
    """A datagram larger than the wire's packets, all of whose fragments are shown; echoes of a raw socket, and of no other."""
    large = "import socket; u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.sendto(b'x' * 4000, ('10.8.0.2', 999))"
    out, err, status = traced(PYTHON, '-c', large)
    result('exec: fragments', len(re.findall(r'^veth-x Out IP 10\.8\.0\.1', out, re.M)) == 3, out + err)
    if not shutil.which('ping'):
        skip('exec of ping', 'ping is not installed')
        return
    other = subprocess.Popen(['ip', 'netns', 'exec', NS, 'ping', '-q', '-i', '0.05', '127.0.0.1'], stdout=subprocess.DEVNULL)
    out, err, status = traced('ping', '-c', '2', '-i', '0.2', '127.0.0.1')
    other.kill()
    other.wait()
    result('exec of ping', status == 0 and out.count('ICMP echo request') == out.count('ICMP echo reply') == 2, out + err)


def static_binary(d):
    source, program = d / 'static.c', d / 'static'
    source.write_text(STATIC)
    if not shutil.which('cc') or subprocess.run(['cc', '-static', '-o', program, source], stderr=subprocess.PIPE).returncode:
        skip('exec of a static binary', 'cc -static does not work here')
        return
    out, err, status = traced(program)
    result('exec of a static binary with vfork', status == 0 and in_order(out, r'static/\d+ connect\(\d+, 127\.0\.0\.1:84\)$', r'Flags \[R\.\]',
           r'connect\(\d+, 127\.0\.0\.1:84\) = ECONNREFUSED', r'exited with 9'), out + err)


def saved(d, server):
    path = d / 'saved.pcapng'
    out, err, status = traced('curl', '-sS', f'http://127.0.0.1:{server}/', options=['--save', path])
    if not shutil.which('tshark'):
        skip('comments of exec --save', 'tshark is not installed')
        return
    p = subprocess.run(['tshark', '-r', path, '-T', 'fields', '-e', 'tcp.flags', '-e', 'frame.comment'], stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, text=True)
    rows = [r.split('\t') for r in p.stdout.splitlines()]
    result('exec --save: packets are those shown', len(rows) == len(re.findall(r'^lo ', out, re.M)) > 5, p.stdout + out)
    result('exec --save: each packet has its call', all(len(r) == 2 and '/' in r[1] for r in rows) and 'connect(' in rows[0][1] and
           any('recvfrom(' in r[1] for r in rows) and 'close(' in rows[-2][1], p.stdout)


def statuses(d):
    for command, want, said in ((['/nosuch'], 127, 'No such file'), (['/etc/passwd'], 126, 'Permission denied'), (['false'], 1, ''),
                                (['sh', '-c', 'kill -9 $$'], 137, ''), (['sh', '-c', 'exit 42'], 42, '')):
        out, err, status = traced(*command)
        result(f'exec: status of {command}', status == want and said in err, f'{status} {out}{err}')
    p = subprocess.run([TAPLINE, 'exec'], stderr=subprocess.PIPE, text=True)
    result('exec without a command', p.returncode == 1 and 'name the command' in p.stderr, p.stderr)
    out, err, status = traced('sh', '-c', 'trap "echo heard; exit 3" USR1; kill -USR1 $$; exit 4')
    result('exec: signals reach the command', status == 3 and 'heard' in out, out + err)


def ended_from_outside(d):
    """SIGTERM to tapline alone ends the command; when tapline is killed, the command goes, too."""
    for how, status in ((signal.SIGTERM, 143), (signal.SIGKILL, -9)):
        pid_file = d / f'pid{int(how)}'
        p = subprocess.Popen(['ip', 'netns', 'exec', NS, TAPLINE, 'exec', '-n', '--', 'sh', '-c', f'echo $$ > {pid_file}.new; mv {pid_file}.new {pid_file}; exec sleep 60'],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENV, start_new_session=True)
        until = time.monotonic() + 10
        while not pid_file.exists() and time.monotonic() < until:
            time.sleep(0.02)
        pid = int(pid_file.read_text())
        p.send_signal(how)
        got = p.wait(timeout=20)
        while alive(pid) and time.monotonic() < until:
            time.sleep(0.02)
        result(f'exec ended by {how.name}', got == status and not alive(pid), f'{got} {alive(pid)}')


def elsewhere(d):
    """A command that goes into another network namespace than tapline's."""
    command = ['ip', 'netns', 'exec', NS, 'curl', '-s', 'http://127.0.0.1:81/']
    run = lambda *options: subprocess.run([TAPLINE, 'exec', '-n', '-t', *options, '--', *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                          text=True, env=ENV, timeout=60)
    p = run()
    result('exec: says that packets are elsewhere', p.returncode == 7 and in_order(p.stdout, r'^curl/\d+ is in another network namespace', r'connect\(') and
           'Flags' not in p.stdout, p.stdout + p.stderr)
    p = run('-i', f'netns:{NS}/lo')
    result('exec -i netns:', p.returncode == 7 and in_order(p.stdout, r'connect\(', r'Flags \[S\]', r'Flags \[R\.\]') and 'another' not in p.stdout,
           p.stdout + p.stderr)


def left_behind(d):
    """A signal ends waiting for what the command has left running, and that ends with it; the status stays the command's."""
    pid_file = d / 'left'
    p = subprocess.Popen(['ip', 'netns', 'exec', NS, TAPLINE, 'exec', '-n', '-l', '--', 'sh', '-c', f'setsid sleep 60 & echo $! > {pid_file}; exit 3'],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENV, text=True, start_new_session=True)
    for line in p.stdout: # written while it runs
        if 'exited with 3' in line:
            break
    p.send_signal(signal.SIGTERM)
    got = p.wait(timeout=20)
    pid = int(pid_file.read_text())
    until = time.monotonic() + 10
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    result('exec: what the command leaves behind', got == 3 and not alive(pid), f'{got} {alive(pid)}')


def stopped_and_continued(d):
    """SIGSTOP and SIGCONT do what they do without tapline."""
    pid_file = d / 'stops'
    p = subprocess.Popen(['ip', 'netns', 'exec', NS, TAPLINE, 'exec', '-n', '--', 'sh', '-c', f'echo $$ > {pid_file}.new; mv {pid_file}.new {pid_file}; kill -STOP $$; echo resumed; exit 6'],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENV, text=True)
    until = time.monotonic() + 10
    while not pid_file.exists() and time.monotonic() < until:
        time.sleep(0.02)
    state = lambda: pathlib.Path(f'/proc/{pid_file.read_text().strip()}/stat').read_text().rsplit(')')[1].split()[0]
    while state() not in 'tT' and time.monotonic() < until:
        time.sleep(0.02)
    was = state()
    while p.poll() is None and time.monotonic() < until:
        with contextlib.suppress(ProcessLookupError): # it has ended, and tapline has not yet
            os.kill(int(pid_file.read_text()), signal.SIGCONT)
        time.sleep(0.1)
    out = p.communicate(timeout=20)[0]
    result('exec: stopped and continued', was in 'tT' and 'resumed' in out and p.returncode == 6, f'{was} {out}')


def alive(pid):
    try:
        return 'Z' not in pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')')[1].split()[0]
    except FileNotFoundError:
        return False


NOBODY = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']


def as_nobody(program, *command):
    p = subprocess.run(['ip', 'netns', 'exec', NS, *NOBODY, program, 'exec', '-n', '-t', '--', *command], stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, text=True, env={**ENV, 'HOME': '/'}, cwd='/', timeout=60)
    return p.stdout, p.stderr, p.returncode


def unprivileged(d):
    program = d / 'tapline'
    shutil.copy(TAPLINE, program)
    out, err, status = as_nobody(program, 'curl', '-sS', 'http://127.0.0.1:81/')
    result('exec without privileges', status == 7 and 'CAP_NET_RAW is missing' in err and
           re.search(r'connect\(\d+, 127\.0\.0\.1:81\) = EINPROGRESS', out) and 'Flags' not in out, out + err)
    rights = ['sh', '-c', 'grep -E "Uid|Gid|CapEff|CapPrm" /proc/$$/status; exec curl -s http://127.0.0.1:81/']
    none = re.compile(r'Uid:(\s65534){4}\nGid:(\s65534){4}\nCapPrm:\s0+\nCapEff:\s0+\n')
    program.chmod(0o4755)
    out, err, status = as_nobody(program, *rights)
    result('exec by a set-user-ID program: the command gets nothing of it', none.search(out) and 'Flags [R.]' in out and status == 7, out + err)
    program.chmod(0o755)
    if not shutil.which('setcap') or subprocess.run(['setcap', 'cap_net_raw,cap_net_admin=eip', program]).returncode:
        skip('exec by a program with file capabilities', 'setcap does not work here')
        return
    out, err, status = as_nobody(program, *rights)
    result('exec by a program with file capabilities', none.search(out) and 'Flags [R.]' in out and status == 7, out + err)


def a_wire_to_nobody():
    """10.8.0.2 is behind a veth pair at whose other end nobody takes the packets."""
    netns.ip('-n', NS, 'link', 'add', 'veth-x', 'type', 'veth', 'peer', 'veth-y')
    for device in ('veth-y', 'veth-x'):
        netns.within(NS, 'sysctl', '-qw', f'net.ipv6.conf.{device}.disable_ipv6=1')
        netns.ip('-n', NS, 'link', 'set', device, 'up')
    netns.ip('-n', NS, 'addr', 'add', '10.8.0.1/24', 'dev', 'veth-x')
    netns.ip('-n', NS, 'neigh', 'add', '10.8.0.2', 'lladdr', '02:00:00:00:00:99', 'dev', 'veth-x')


def run():
    if os.geteuid() != 0 or not shutil.which('ip') or not shutil.which('curl'):
        skip('exec', 'needs root, iproute2 and curl')
        return
    netns.ip('netns', 'add', NS)
    server = None
    try:
        netns.ip('-n', NS, 'link', 'set', 'lo', 'up')
        a_wire_to_nobody()
        server = subprocess.Popen(['ip', 'netns', 'exec', NS, PYTHON, '-c', SERVER], stdout=subprocess.PIPE, text=True)
        port = int(server.stdout.readline())
        with tempfile.TemporaryDirectory() as folder:
            d = pathlib.Path(folder)
            os.chmod(d, 0o755)
            connections(port)
            threads_and_children(port)
            transfers()
            fragments_and_pings()
            static_binary(d)
            saved(d, port)
            statuses(d)
            ended_from_outside(d)
            elsewhere(d)
            left_behind(d)
            stopped_and_continued(d)
            unprivileged(d)
    finally:
        if server:
            server.kill()
            server.wait()
        netns.ip('netns', 'del', NS)
