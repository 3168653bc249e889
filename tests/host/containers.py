"""Two Podman containers on a bridge, made of busybox alone: captured by name from their namespaces and from the host.

Podman runs in a mount namespace of its own, for it wants control groups of one version. All of it is removed at the end."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time

import netns
from netns import ENV, TAPLINE, result, skip

NUMBER = os.getpid()
NETWORK = f'tl-net-{NUMBER}'
WEB, DB = f'tl-web-{NUMBER}', f'tl-db-{NUMBER}'


class Podman:
    def __init__(self, d):
        self.d, self.socket, self.network, self.service = d, d / 'podman.sock', False, None
        self.base = ['podman', '--root', str(d / 'store'), '--runroot', str(d / 'run'), '--storage-driver', 'vfs', '--cgroup-manager', 'cgroupfs',
                     '--log-level', 'error']
        for folder in ('bin', 'proc', 'sys', 'dev', 'etc', 'tmp', 'run'):
            (d / 'rootfs' / folder).mkdir(parents=True)
        shutil.copy(shutil.which('busybox'), d / 'rootfs' / 'bin' / 'busybox')
        for name in ('sh', 'sleep', 'httpd', 'wget', 'ip'):
            (d / 'rootfs' / 'bin' / name).symlink_to('busybox')

    def start(self):
        """Podman's service, in the mount namespace in which everything else runs."""
        script = 'umount /sys/fs/cgroup/unified 2>/dev/null; exec "$@"'
        self.service = subprocess.Popen(['unshare', '-m', 'sh', '-c', script, 'sh', *self.base, 'system', 'service', '-t', '0', f'unix://{self.socket}'],
                                        stdout=subprocess.DEVNULL, stderr=open(self.d / 'service.err', 'w'))
        while not self.socket.exists() and self.service.poll() is None:
            time.sleep(0.05)

    def __call__(self, *args, check=True):
        p = subprocess.run(['nsenter', '-t', str(self.service.pid), '-m', *self.base, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           text=True, timeout=120)
        if check and p.returncode:
            raise RuntimeError((p.stderr.strip() or p.stdout.strip() or 'no reason given').splitlines()[-1])
        return p.stdout

    def make_network(self):
        """The first subnet of ours that nobody has."""
        for n in range(60, 250):
            if f'10.91.{n}.' not in subprocess.run(['ip', 'route'], stdout=subprocess.PIPE, text=True).stdout:
                break
        self('network', 'create', '--subnet', f'10.91.{n}.0/24', NETWORK)
        self.network = True
        return json.loads(self('network', 'inspect', NETWORK))[0]['network_interface']

    def run(self, name, *command, more=()):
        self('run', '-d', '--name', name, '--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024', '--network', NETWORK, *more, '--rootfs',
             self.d / 'rootfs', *command)
        return json.loads(self('inspect', name))[0]['NetworkSettings']['Networks'][NETWORK]['IPAddress']

    def stop(self):
        if self.service and self.service.poll() is None:
            self('rm', '-af', '-t', '0', check=False)
            if self.network:
                self('network', 'rm', '-f', NETWORK, check=False)
            self.service.terminate()
            self.service.wait(timeout=60)


def tapline(*args, **options):
    return subprocess.run([TAPLINE, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV, timeout=60, **options)


@contextlib.contextmanager
def capture(*args, listening=1):
    """Runs until the block is left; .out and .said are there then."""
    p = subprocess.Popen([TAPLINE, '-nn', *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV)
    said = ''
    for line in p.stderr if listening else ():
        said += line
        listening -= 'listening on' in line
        if not listening:
            break
    try:
        yield p
        time.sleep(0.3)
    finally:
        p.send_signal(2)
        p.out, rest = p.communicate(timeout=60)
        p.said = said + rest


def ip_lines(text):
    """Lines without time and interface."""
    return [m[1] for m in re.finditer(r'^\S+ .*?(IP .*)$', text, re.M)]


def lists(web, db, bridge):
    out = tapline('-D', '--all').stdout
    for name, address in ((WEB, web), (DB, db)):
        result(f'-D --all: {name}', re.search(rf'^container:{name}/eth0 \[Up, Running\] {address} .*, peer (\S+) on {bridge}$', out, re.M) and
               re.search(rf'^\S+ \[Up, Running\] .*peer container:{name}/eth0, on {bridge}$', out, re.M), out)


def exactly_one(podman, web, db, bridge):
    """The same packets by name on the bridge and inside; nobody else's."""
    with capture('-i', bridge, f'container {WEB} and ip') as outside, capture('-i', f'container:{WEB}', 'ip') as inside:
        podman('exec', DB, 'wget', '-q', '-O', '/dev/null', f'http://{web}/')
        subprocess.run(['ping', '-q', '-c', '2', '-i', '0.2', db], stdout=subprocess.DEVNULL)
        subprocess.run(['ping', '-q', '-c', '2', '-i', '0.2', web], stdout=subprocess.DEVNULL)
    a, b = ip_lines(outside.out), ip_lines(inside.out)
    named = [x for x in a if re.search(rf'\b{re.escape(web)}\b', x)]
    result('packets of one container, from the bridge', len(named) == len(a) > 10 and any('HTTP' in x for x in a), outside.out + outside.said)
    result('the same from its namespace', sorted(a) == sorted(b), f'{outside.out}\n--\n{inside.out}{inside.said}')
    with capture('-i', bridge, f'src container {DB} and dst container {WEB}') as p:
        podman('exec', DB, 'wget', '-q', '-O', '/dev/null', f'http://{web}/')
    got = ip_lines(p.out)
    result('src container, dst container', got and all(x.startswith(f'IP {db}.') and f'> {web}.80' in x for x in got), p.out + p.said)


def several(podman, web, d):
    path = d / 'both.pcapng'
    with capture('-i', f'container:tl-*-{NUMBER}', '-w', path, 'tcp', listening=2) as p:
        podman('exec', DB, 'wget', '-q', '-O', '/dev/null', f'http://{web}/')
    if shutil.which('capinfos'):
        info = subprocess.run(['capinfos', str(path)], stdout=subprocess.PIPE, text=True).stdout
        result('interfaces and containers in pcapng', info.count('Name = eth0') == 2 and f'Description = container {WEB} (' in info and
               f'Description = container {DB} (' in info, info + p.said)
    else:
        skip('interfaces and containers in pcapng', 'capinfos is not installed')
    with capture('-i', f'container:{WEB}/lo', '-i', f'container:{DB}/eth0', 'icmp', listening=2) as p:
        pass
    result('an interface by name', f'{WEB}/lo' in p.said and f'{DB}/eth0' in p.said, p.said)


def processes(podman, web, bridge):
    with capture('-i', bridge, '--process', 'tcp') as p:
        podman('exec', DB, 'wget', '-q', '-O', '/dev/null', f'http://{web}/')
    if 'may be missed' in p.said:
        skip('processes in containers', p.said)
        return
    both = rf'\[wget/\d+ {DB} > httpd/\d+ {WEB}\]|\[httpd/\d+ {WEB} > wget/\d+ {DB}\]'
    rows = p.out.splitlines()
    result('processes in containers, seen from the bridge', len(rows) >= 8 and all(re.search(both, x) for x in rows), p.out + p.said)


def follows(podman, bridge):
    """A container that comes later, with its address; when it is gone, its address is nobody's."""
    late = f'tl-late-{NUMBER}'
    with capture('-i', bridge, '--wait', f'icmp and container {late}') as p, \
            capture('-i', f'container:{late}', '--wait', 'icmp', listening=0) as inside:
        address = podman.run(late, '/bin/sleep', '1000')
        time.sleep(1.2)
        subprocess.run(['ping', '-q', '-c', '1', address], stdout=subprocess.DEVNULL)
        podman('rm', '-f', '-t', '0', late)
        time.sleep(1.2)
        other = podman.run(late + '-other', '/bin/sleep', '1000', more=('--ip', address))
        subprocess.run(['ping', '-q', '-c', '1', address], stdout=subprocess.DEVNULL)
    result('a later container, from the bridge', len(ip_lines(p.out)) == 2 and other == address, p.out + p.said)
    result('a later container, from inside', 'waiting for' in inside.said and len(ip_lines(inside.out)) == 2, inside.out + inside.said)
    podman('rm', '-f', '-t', '0', late + '-other')


def rootless(podman, d):
    """A user's own engine, below XDG_RUNTIME_DIR."""
    (d / 'podman').mkdir()
    (d / 'podman' / 'podman.sock').symlink_to(podman.socket)
    del ENV['DOCKER_HOST']
    ENV['XDG_RUNTIME_DIR'] = str(d)
    try:
        out = tapline('-D', '--all').stdout
        result("a user's engine", f'container:{WEB}/eth0 ' in out and f'container:{DB}/eth0 ' in out, out)
    finally:
        del ENV['XDG_RUNTIME_DIR']
        ENV['DOCKER_HOST'] = f'unix://{podman.socket}'


def published(podman):
    """A port that the host publishes: from outside, the container's packets have the host's address."""
    outside, pub = f'tl-out-{NUMBER}', f'tl-pub-{NUMBER}'
    try:
        for args in (('netns', 'add', outside), ('link', 'add', 'tlp0', 'type', 'veth', 'peer', 'tlp1', 'netns', outside), ('addr', 'add', '198.51.100.1/24', 'dev', 'tlp0'),
                     ('link', 'set', 'tlp0', 'up'), ('-n', outside, 'addr', 'add', '198.51.100.7/24', 'dev', 'tlp1'), ('-n', outside, 'link', 'set', 'tlp1', 'up')):
            netns.ip(*args)
        podman.run(pub, '/bin/httpd', '-f', '-p', '80', '-h', '/etc', more=('-p', '18080:80'))
        client = ['ip', 'netns', 'exec', outside, 'busybox', 'wget', '-q', '-O', '/dev/null', 'http://198.51.100.1:18080/']
        got = {}
        for way in ('', 'src ', 'dst '):
            with capture('-i', 'tlp0', '--process', f'{way}container {pub}') as p:
                subprocess.run(client, timeout=30)
            got[way] = ip_lines(p.out)
        with capture('-i', 'tlp0', f'not container {pub} and ip') as p:
            subprocess.run(client, timeout=30)
        to, back = 'IP 198.51.100.7.', 'IP 198.51.100.1.18080 > '
        result('container at a published port', len(got['']) >= 8 and all(x.startswith((to, back)) for x in got['']), str(got))
        result('src and dst container at a published port', got['src '] and all(x.startswith(back) for x in got['src ']) and got['dst '] and
               all(x.startswith(to) for x in got['dst ']), str(got))
        result('not container at a published port', not ip_lines(p.out), p.out)
        result('processes of a container at a published port', all(re.search(rf'httpd/\d+ {pub}', x) for x in got['']), str(got))
    finally:
        subprocess.run(['ip', 'netns', 'del', outside], stderr=subprocess.DEVNULL)
        podman('rm', '-f', '-t', '0', pub, check=False)


def by_tcp(podman):
    """DOCKER_HOST=tcp://: names of the containers that are here; an answer for others makes none."""
    other = 'ab' * 32
    listener = socket.create_server(('127.0.0.1', 0))

    def serve():
        while True:
            c, _ = listener.accept()
            asked = c.recv(10000)
            with socket.socket(socket.AF_UNIX) as u:
                u.connect(str(podman.socket))
                u.sendall(asked.replace(b'HTTP/1.1', b'HTTP/1.0'))
                answer = b''.join(iter(lambda: u.recv(100000), b''))
            head, body = answer.split(b'\r\n\r\n', 1)
            listed = json.loads(body)
            if isinstance(listed, list):
                body = json.dumps(listed + [{'Id': other, 'Names': ['/elsewhere']}]).encode()
            c.sendall(b'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n' + body)
            c.close()
    threading.Thread(target=serve, daemon=True).start()
    ENV['DOCKER_HOST'] = 'tcp://%s:%d' % listener.getsockname()
    try:
        out = tapline('-D', '--all').stdout
        result('an engine behind TCP', f'container:{WEB}/eth0 ' in out and f'container:{DB}/eth0 ' in out and 'elsewhere' not in out, out)
    finally:
        ENV['DOCKER_HOST'] = f'unix://{podman.socket}'


def words(podman):
    near = WEB[:-1] + ('1' if WEB[-1] != '1' else '2')
    for args in (['-i', f'container:{near}'], ['-i', 'lo', f'container {near}']):
        q = tapline(*args, '-c', '1')
        result(f'a near name: {args}', q.returncode == 1 and 'there is no container' in q.stderr and 'meant?' in q.stderr, q.stderr)
    identifier = json.loads(podman('inspect', WEB))[0]['Id']
    ENV['DOCKER_HOST'] = 'unix:///nowhere'
    try:
        out = tapline('-D', '--all').stdout
        result('without an engine', f'container:{identifier[:12]}/eth0 ' in out, out)
        with capture('-i', f'container:{identifier[:10]}', 'icmp') as p:
            pass
        result('by the beginning of the id', f'listening on {identifier[:12]}/eth0' in p.said, p.said)
    finally:
        ENV['DOCKER_HOST'] = f'unix://{podman.socket}'


def all_of(podman, d):
    bridge = podman.make_network()
    web = podman.run(WEB, '/bin/httpd', '-f', '-p', '80', '-h', '/etc')
    db = podman.run(DB, '/bin/sleep', '1000')
    (d / 'rootfs' / 'etc' / 'index.html').write_text('hello\n')
    ENV['DOCKER_HOST'] = f'unix://{podman.socket}'
    lists(web, db, bridge)
    exactly_one(podman, web, db, bridge)
    several(podman, web, d)
    processes(podman, web, bridge)
    follows(podman, bridge)
    words(podman)
    by_tcp(podman)
    rootless(podman, d)
    published(podman)


def run():
    missing = [p for p in ('podman', 'busybox', 'ip', 'ping', 'nsenter') if not shutil.which(p)]
    if os.geteuid() or missing:
        skip('containers', f'not installed: {", ".join(missing)}' if missing else 'Podman on a bridge needs root')
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        podman = Podman(pathlib.Path(folder))
        started = False
        try:
            podman.start()
            podman('run', '--rm', '--network', 'none', '--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024', '--rootfs', podman.d / 'rootfs', '/bin/busybox', 'true')
            started = True
            all_of(podman, pathlib.Path(folder))
        except RuntimeError as e:
            if started:
                result('containers', False, str(e))
            else:
                skip('containers', f'Podman cannot run containers here: {e}')
        finally:
            ENV.pop('DOCKER_HOST', None)
            podman.stop()
