"""Interfaces of network namespaces by name, process, path and pattern, captured from outside."""
import os
import re
import shutil
import subprocess
import tempfile
import time

import netns
from netns import A, B, ENV, TAPLINE, namespaces, ping, result, skip


def tapline(*args):
    return subprocess.run([TAPLINE, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV, timeout=60)


def capture(*args, listening=1):
    p = subprocess.Popen([TAPLINE, '-nn', *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV)
    said = ''
    for line in p.stderr:
        said += line
        listening -= 'listening on' in line
        if not listening:
            return p, said
    raise RuntimeError('tapline did not start: ' + said)


def words():
    sleeper = subprocess.Popen(['ip', 'netns', 'exec', B, 'sleep', '100'])
    time.sleep(0.3)
    try:
        for word, label in ((f'netns:{B}', f'{B}/veth-b1'), (f'netns:{B}/veth-b1', f'{B}/veth-b1'), (f'netns:{sleeper.pid}/veth-b*', f'{sleeper.pid}/veth-b1'),
                            (f'netns:/run/netns/{B}', f'{B}/veth-b1'), (f'netns:/proc/{sleeper.pid}/ns/net/veth-b1', 'net/veth-b1'),
                            (f'netns:{B}/any', f'{B}/any')):
            p, said = capture('-i', word, '-c', '2', 'icmp')
            ping()
            out, rest = p.communicate(timeout=60)
            result(f'-i {word}', f'listening on {label},' in said and out.count(' IP 10.9.1.') == 2 and p.returncode == 0, said + out + rest)
    finally:
        sleeper.kill()
        sleeper.wait()


def several():
    p, said = capture('-i', f'netns:tl-[ab]-{os.getpid()}', '-c', '4', 'icmp', listening=2)
    ping()
    out, rest = p.communicate(timeout=60)
    result('a pattern for namespaces', all(f' {ns}/veth-{s}1 {way}' in out for ns, s in ((A, 'a'), (B, 'b')) for way in ('In ', 'Out')), out + said + rest)


def late():
    name = f'tl-late-{os.getpid()}'
    p = subprocess.Popen([TAPLINE, '-nn', '-i', f'netns:{name}', '--wait', '-c', '1'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV)
    said = p.stderr.readline()
    try:
        subprocess.run(['ip', 'netns', 'add', name], check=True)
        subprocess.run(['ip', '-n', name, 'link', 'set', 'lo', 'up'], check=True)
        while 'listening' not in said.splitlines()[-1]:
            said += p.stderr.readline()
        subprocess.run(['ip', 'netns', 'exec', name, 'ping', '-q', '-c', '1', '127.0.0.1'], stdout=subprocess.DEVNULL)
        out, rest = p.communicate(timeout=60)
    finally:
        subprocess.run(['ip', 'netns', 'del', name])
    result('--wait for a namespace and its interface', said.startswith(f'tapline: waiting for netns:{name}\n') and f'{name}/lo' in said and 'ICMP' in out, said + rest)
    for stop in (2, 15):
        p = subprocess.Popen([TAPLINE, '-i', 'netns:tl-never', '--wait'], stderr=subprocess.PIPE, text=True)
        p.stderr.readline()
        p.send_signal(stop)
        result(f'signal {stop} ends waiting', p.communicate(timeout=60)[1] == '' and p.returncode == 0)


def listing():
    out = tapline('-D', '--all').stdout
    result('-D --all', f'netns:{A}/veth-a1 [Up, Running] 10.9.1.1 ' in out and f', peer netns:{B}/veth-b1' in out and f', peer netns:{A}/veth-a1' in out and
           '\nany [Up, Running]\n' in out, out)
    with tempfile.TemporaryDirectory() as d: # where somebody else may execute it
        os.chmod(d, 0o755)
        program = shutil.copy(TAPLINE, d)
        p = subprocess.run(['ip', 'netns', 'exec', B, 'setpriv', '--reuid', '65534', '--clear-groups', program, '-D', '--all'], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True, env=ENV, timeout=60)
        result('-D --all without root', p.returncode == 0 and re.search(r'^veth-b1 \[Up, Running\] 10\.9\.1\.2 ', p.stdout, re.M) and f'netns:{A}' not in p.stdout and
               'run with sudo' in p.stdout, p.stdout + p.stderr)


def errors():
    for word, said in ((f'netns:{A}x', f'is `{A}\' meant?'), ('netns:4194305', 'no process 4194305'), ('netns:/etc/passwd', 'is no network namespace'),
                       ('netns:/run/netns/none', 'No such file'), (f'netns:{A}/veth-z', f'{A}/veth-z: No such device'),
                       (f'netns:{A}/veth-z*', 'no interface fits')):
        p = tapline('-i', word)
        result(f'-i {word}', p.returncode and said in p.stderr and p.stderr.count('\n') == 1, p.stderr)


def run():
    if os.geteuid() or not shutil.which('ip'):
        skip('namespaces', 'needs root and iproute2')
        return
    with namespaces():
        words()
        several()
        listing()
        errors()
    late()
