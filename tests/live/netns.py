"""Two network namespaces with veth pairs between them, tapline capturing in the second, and the counts of the checks."""
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

TAPLINE = sys.argv[1]
A, B = f'tl-a-{os.getpid()}', f'tl-b-{os.getpid()}'
ENV = {**os.environ, 'TZ': 'GMT0'}
suite = 'live'
counts = {'passed': 0, 'failed': 0, 'skipped': 0}


def result(name, ok, why=''):
    counts['passed' if ok else 'failed'] += 1
    if not ok:
        print(f'FAILED {suite}: {name}\n{why}', flush=True)


def skip(name, why):
    counts['skipped'] += 1
    print(f'skipped {suite}: {name}: {why}', flush=True)


def ip(*args):
    subprocess.run(['ip', *map(str, args)], check=True)


def within(ns, *command, **options):
    """Runs a command in a namespace until it ends."""
    return subprocess.run(['ip', 'netns', 'exec', ns, *map(str, command)], **{'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE,
                          'text': True, 'env': ENV, **options})


def start(ns, *command, **options):
    return subprocess.Popen(['ip', 'netns', 'exec', ns, *map(str, command)], **{'stdout': subprocess.PIPE, 'text': True, 'env': ENV,
                            **options})


def add_pair(n):
    """veth-aN in A, 10.9.N.1; veth-bN in B, 10.9.N.2. They know each other's addresses, and nothing else is sent."""
    address = lambda side: f'02:00:00:00:{n:02x}:{side:02x}'
    ip('link', 'add', f'veth-a{n}', 'netns', A, 'address', address(1), 'type', 'veth', 'peer', f'veth-b{n}', 'netns', B, 'address', address(2))
    for ns, device, side in ((A, f'veth-a{n}', 1), (B, f'veth-b{n}', 2)):
        within(ns, 'sysctl', '-qw', f'net.ipv6.conf.{device}.accept_dad=0', f'net.ipv6.conf.{device}.router_solicitations=0')
        ip('-n', ns, 'addr', 'add', f'10.9.{n}.{side}/24', 'dev', device)
        ip('-n', ns, 'addr', 'add', f'fd09:{n}::{side}/64', 'dev', device, 'nodad')
        ip('-n', ns, 'link', 'set', device, 'up')
        ip('-n', ns, 'neigh', 'replace', f'10.9.{n}.{3 - side}', 'lladdr', address(3 - side), 'dev', device)
        ip('-n', ns, 'neigh', 'replace', f'fd09:{n}::{3 - side}', 'lladdr', address(3 - side), 'dev', device)


@contextlib.contextmanager
def namespaces(pairs=1):
    """The two namespaces, and a folder for files; all of it is gone afterwards."""
    made = []
    try:
        for ns in (A, B):
            ip('netns', 'add', ns)
            made.append(ns)
        for n in range(1, pairs + 1):
            add_pair(n)
        with tempfile.TemporaryDirectory() as d:
            os.chmod(d, 0o755)
            yield pathlib.Path(d)
    finally:
        for ns in made:
            subprocess.run(['ip', 'netns', 'del', ns], stderr=subprocess.DEVNULL)


def possible():
    """Why captures cannot be tested here, or None."""
    if os.geteuid() != 0 or not shutil.which('ip'):
        return 'capturing in namespaces needs root and iproute2'
    try:
        with namespaces():
            return None
    except subprocess.CalledProcessError as e:
        return f'namespaces cannot be made here: {e}'


def capture(d, *args, program=TAPLINE, listening=1, ns=B):
    """Starts tapline and returns once it listens (on so many interfaces); it goes on in the background, its lines in d/out."""
    p = subprocess.Popen(['ip', 'netns', 'exec', ns, str(program), *map(str, args)], stderr=subprocess.PIPE, stdout=open(d / 'out', 'w'),
                         text=True, env=ENV)
    said = ''
    for line in p.stderr:
        said += line
        listening -= 'listening on' in line
        if not listening:
            return p, said
    raise RuntimeError('tapline did not start: ' + said)


def stop(p, how=signal.SIGINT):
    p.send_signal(how)
    said = p.stderr.read()
    return p.wait(timeout=60), said


def lines(path, *args):
    """The lines of a capture file."""
    p = subprocess.run([TAPLINE, '-nn', *args, '-r', str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV)
    return p.stdout


def ping(n=1, count=1):
    within(A, 'ping', '-q', '-c', count, '-i', '0.2', f'10.9.{n}.2', check=True)
