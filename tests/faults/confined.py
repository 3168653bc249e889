"""Whoever takes the process over that reads packets can do nothing with it: live, with files, with -V, with every verb. Each
is stopped while it waits for more packets, and made to try (inject.c); its helpers have no more than they need."""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time

import netns
from netns import ENV, TAPLINE, result, skip

INJECT = pathlib.Path(TAPLINE).parent / 'tests' / 'faults' / 'inject'
CAPTURES = pathlib.Path(__file__).resolve().parent.parent / 'captures'

# {in}: a capture that does not end, {d}: a folder
OFFLINE = (
    '-n -r {in}', '-r {in}', '-r {in} host localhost or port http', '-nr {in} -w {d}/o.pcap', '-nr {in} -w {d}/o.pcapng.gz',
    '-nr {in} -w {d}/o -C 1k -z true', '-nr {in} -w {d}/o%S -G 1', '-nr {in} --json', '-nr {in} --ek', '-nr {in} -Y tcp.port==80',
    '-nr {in} --fields ip.src', '-nr {in} --print -w -', '-nr {in} --count', '-n -V {d}/list', '-n -V {d}/list -w {d}/o',
    'info {in}', 'convert {in} {d}/o.pcap', 'slice {in} {d}/o.pcap tcp', 'merge -w {d}/o.pcap {in}', 'conv -r {in}', 'hosts -r {in}',
    'ports -r {in}', 'proto -r {in}', 'io -r {in}', 'follow tcp 0 -r {in}', 'follow tcp --extract {d}/f -r {in}', 'dns -r {in}',
    'http -r {in}', 'tls -r {in}', 'problems -r {in}', 'timeline -r {in} -o {d}/o.svg', 'flows -r {in}',
    'flows -r {in} --collector 127.0.0.1:9', 'report {in} -o {d}/o.html')
LIVE = ('-n -i veth-b1', '-i veth-b1', '-ni veth-b1 -w {d}/o', '-ni any -w {d}/o.pcapng', '-ni veth-b1 -w {d}/o%S -G 1 -z true',
        '-ni veth-b1 -i veth-b2 -w {d}/o.pcapng', '-ni veth-b1 --follow-interfaces', '-ni veth-b1 --threads 2 -w {d}/o.pcap', '-ni veth-b1 -w {d}/o.pcap.zst', 'conv -i veth-b1')


@contextlib.contextmanager
def endless(path):
    """A FIFO that gives the bytes of a capture and then stays open."""
    os.mkfifo(path)
    done = threading.Event()

    def feed():
        with open(path, 'wb') as f:
            f.write((CAPTURES / 'connection.pcap').read_bytes())
            f.flush()
            done.wait(20)
    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    yield
    done.set()
    with contextlib.suppress(OSError): # nobody may have opened it
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
    thread.join()


def status_of(pid):
    return dict(re.findall(r'^(\w+):\s*(.*)$', pathlib.Path(f'/proc/{pid}/status').read_text(), re.M))


def waits(pid):
    """The sandbox is closed and sealed, and the process sleeps."""
    s = status_of(pid)
    return s.get('Seccomp_filters') == '2' and s['State'].startswith('S')


def children(pid):
    return [int(p) for t in pathlib.Path(f'/proc/{pid}/task').iterdir() for p in (t / 'children').read_text().split()]


def no_privileges(status, root):
    bare = all(int(status[c], 16) == 0 for c in ('CapInh', 'CapPrm', 'CapEff', 'CapAmb')) and status['NoNewPrivs'] == '1'
    bare = bare and (not root or int(status['CapBnd'], 16) == 0)
    return bare and (not root or '0' not in status['Uid'].split() + status['Gid'].split() + status['Groups'].split())


def until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def few_rights(status):
    """To files and to becoming a user: CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER, SETGID, SETUID; or to raw sockets anywhere:
    DAC_READ_SEARCH, NET_ADMIN, NET_RAW, SYS_PTRACE, SYS_ADMIN, BPF."""
    files, sockets = (sum(1 << c for c in caps) for caps in ((0, 1, 2, 3, 6, 7), (2, 12, 13, 19, 21, 39)))
    has = int(status['CapEff'], 16) | int(status['CapPrm'], 16)
    return not has & ~files or not has & ~sockets


def check_process(name, p):
    root = os.geteuid() == 0
    until(lambda: p.poll() is not None or waits(p.pid))
    if p.poll() is not None or not waits(p.pid):
        result(name, False, f'did not come to wait in the sandbox: status {p.poll()}')
        return
    tasks = [status_of(f'{p.pid}/task/{t}') for t in os.listdir(f'/proc/{p.pid}/task')]
    result(f'{name}: no thread has a privilege', all(no_privileges(t, root) and t['Seccomp_filters'] == '2' for t in tasks), str(tasks))
    helpers = children(p.pid)
    small = until(lambda: all(few_rights(status_of(c)) for c in helpers)) # they drop theirs before the first request
    result(f'{name}: helpers have no more rights than they need', small, str([status_of(c) for c in helpers]))
    said = subprocess.run([INJECT, str(p.pid)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=20).stdout
    counted = re.search(r'(\d+) passed, (\d+) failed', said)
    result(f'{name}: everything is refused', counted and int(counted[1]) > 40 and counted[2] == '0', said)


def start(command, where, prefix=()):
    args = [a.format(**{'in': where / 'in.pcap', 'd': where}) for a in command.split()]
    return subprocess.Popen([*prefix, TAPLINE, *args], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENV)


def offline():
    for command in OFFLINE:
        with tempfile.TemporaryDirectory() as d:
            where = pathlib.Path(d)
            (where / 'list').write_text(f'{CAPTURES / "mixed.pcap"}\n{where / "in.pcap"}\n')
            with endless(where / 'in.pcap'):
                p = start(command, where)
                check_process(command, p)
                p.kill()
                p.wait()


def unconfined():
    """Without the sandbox the same process has no filter: the tests above see what they are to see."""
    with tempfile.TemporaryDirectory() as d, endless(pathlib.Path(d) / 'in.pcap'):
        p = start('--no-sandbox -n -r {in}', pathlib.Path(d))
        asleep = until(lambda: status_of(p.pid)['Name'] == 'tapline' and status_of(p.pid)['State'].startswith('S'))
        result('--no-sandbox keeps all system calls', asleep and status_of(p.pid)['Seccomp'] == '0', str(status_of(p.pid)))
        p.kill()
        p.wait()


def set_user_id():
    """A program with root's set-user-ID bit opens captures as its caller."""
    if os.geteuid() != 0:
        skip('set-user-ID', 'needs root')
        return
    with tempfile.TemporaryDirectory() as d:
        program, secret = pathlib.Path(d) / 'tapline', pathlib.Path(d) / 'secret.pcap'
        os.chmod(d, 0o755)
        shutil.copy(TAPLINE, program)
        program.chmod(0o4755)
        secret.write_bytes((CAPTURES / 'mixed.pcap').read_bytes())
        secret.chmod(0o600)
        for args in (['-r', secret], ['-V', secret], ['info', secret], ['-d', '-r', secret], ['merge', '-w', '/dev/null', secret]):
            p = subprocess.run(['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', 'env', 'HOME=/', program, *args],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            result(f'set-user-ID: {args[0]} of what the caller may not read', p.returncode == 1 and 'Permission denied' in p.stdout, p.stdout)


def live():
    with netns.namespaces(pairs=2):
        for command in LIVE:
            with tempfile.TemporaryDirectory() as d:
                p = start(command, pathlib.Path(d), ('ip', 'netns', 'exec', netns.B))
                check_process(command, p)
                p.kill()
                p.wait()


def run():
    probe = subprocess.run([INJECT], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout if INJECT.exists() else 'not built'
    if not probe.startswith('usage'):
        skip('what a process may do in the sandbox', probe.strip())
        return
    offline()
    unconfined()
    set_user_id()
    if netns.possible():
        skip('what a capturing process may do', netns.possible())
    else:
        live()
