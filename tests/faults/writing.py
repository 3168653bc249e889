"""What cannot be written is said, with file, count and reason, in one message and the exit status; what was written stays readable."""
import contextlib
import errno
import os
import pathlib
import re
import resource
import shutil
import signal
import struct
import subprocess
import tempfile
import time

from netns import TAPLINE, result, skip
from packets import capture_of, numbers, read_back, run as tapline, start

WRONG = pathlib.Path(TAPLINE).parent / 'tests' / 'faults' / 'libwrong.so'
MANY = 5000


@contextlib.contextmanager
def mounted(size):
    """A tmpfs; None where we may not mount."""
    d = tempfile.mkdtemp()
    try:
        if subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', 'none', d], stderr=subprocess.DEVNULL).returncode:
            yield None
        else:
            try:
                yield pathlib.Path(d)
            finally:
                subprocess.run(['umount', d])
    finally:
        os.rmdir(d)


def check(name, path, status, said, why, least=1):
    """The message names file, count and reason; exactly so many packets come back."""
    m = re.search(rf'^tapline: {re.escape(str(path))}: writing failed after (\d+) packets: {re.escape(why)}$', said, re.M)
    back, back_status, back_said = read_back(path)
    result(f'{name}: {why}', m and status == 1 and back_status == 0 and int(m[1]) == back >= least, f'{status} {said} {back} {back_said}')


def wrong_disk(d, capture):
    """Errors of write(2) made by wrong.c: behind any number of bytes, whole packets are left."""
    if not WRONG.exists():
        skip('errors of write', f'{WRONG} is not built')
        return
    faults = d / 'faults'
    for number in (errno.EIO, errno.EDQUOT, errno.ENOSPC):
        for after in (24, 300, 4096, 70_001, 200_000):
            for name, options in (('f.pcap', ()), ('f.pcap', ('-U',)), ('f.pcapng', ()), ('f.pcapng.zst', ('-U',))):
                if after == 24 and name != 'f.pcap':
                    continue # pcapng's header is longer
                faults.write_bytes(struct.pack('<qqq', number, after, 0))
                status, _, said = tapline('-r', capture, '-w', d / name, *options, preload=WRONG, faults=faults)
                check(f'{name} {" ".join(options)} behind {after} bytes', d / name, status, said, os.strerror(number), after >= (70_000 if name.endswith('zst') else 4096))
    faults.write_bytes(struct.pack('<qqq', errno.EIO, 0, 0))
    status, _, said = tapline('-r', capture, '-w', d / 'f.pcap', preload=WRONG, faults=faults)
    result('not even the header', status == 1 and 'f.pcap: writing failed after 0 packets: Input/output error' in said, said)
    status, _, said = tapline('-nr', capture, stdout=open(d / 'lines', 'w'), preload=WRONG, faults=faults)
    result('lines that cannot be written', status == 14 and 'Input/output error' in said, f'{status} {said}')


def full_disk(capture):
    with mounted('100k') as disk:
        if not disk:
            skip('a full disk', 'mounting a tmpfs is not allowed here')
            return
        for name in ('f.pcap', 'f.pcapng', 'f.pcap.gz'):
            status, _, said = tapline('-r', capture, '-w', disk / name, *(['-U'] if name.endswith('gz') else []))
            check(name, disk / name, status, said, 'No space left on device', 100)
            (disk / name).unlink()
        status, _, said = tapline('-r', capture, '-w', disk / 'f', '-C', '30k')
        found = [n for f in sorted(disk.iterdir(), key=lambda f: int(f.name[1:] or 0)) for n in numbers(f)]
        result('-C on a full disk', status == 1 and 'No space left' in said and found == list(range(len(found))) and found, f'{said} {len(found)}')


def no_more_files(d, capture):
    with mounted('1m') as disk:
        if not disk:
            skip('a read-only disk', 'mounting a tmpfs is not allowed here')
        else:
            subprocess.run(['mount', '-o', 'remount,ro', disk], check=True)
            status, _, said = tapline('-r', capture, '-w', disk / 'g')
            result('a read-only disk', status == 1 and said.endswith(f'tapline: {disk}/g: Read-only file system\n'), said)
    folder, data = d / 'folder', capture.read_bytes()
    folder.mkdir()
    p = start('-r', '-', '-w', folder / 'f', '-C', '10k', stdin=subprocess.PIPE)
    p.stdin.write(data[:200 * 116])
    p.stdin.flush()
    while not (folder / 'f1').exists():
        time.sleep(0.01)
    shutil.rmtree(folder)
    _, said = p.communicate(data[200 * 116:])
    right = re.search(rb'folder/f\d+: No such file or directory \(after \d+ packets in other files\)\n$', said)
    result('the folder is removed', p.returncode == 1 and right, said.decode())
    if os.geteuid() == 0:
        folder.mkdir(mode=0o755)
        p = subprocess.run(['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', 'env', 'HOME=/', TAPLINE, '-r', capture, '-w', folder / 'f'],
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        result('a folder of somebody else', p.returncode == 1 and p.stderr.endswith(f'tapline: {folder}/f: Permission denied\n'), p.stderr)


def reader_goes_away(capture):
    for options, status in ((('-n',), 0), (('-n', '-l'), 0), (('--json',), 0), (('-w', '-'), 1), (('-U', '-w', '-'), 1)):
        p = start('-r', capture, *options)
        p.stdout.read(10)
        p.stdout.close()
        said = p.stderr.read().decode()
        right = p.wait() == status and (status == 0 or re.search(r'^tapline: standard output: writing failed after \d+ packets: Broken pipe$', said, re.M))
        result(f'{" ".join(options)} whose reader goes away', right and said.count('\n') == 1 + status, f'{p.returncode} {said}')


def fifo(d, capture):
    """A FIFO is waited for until somebody reads it, or until a signal comes; no process stays behind."""
    path = d / 'fifo'
    os.mkfifo(path)
    for how in (signal.SIGINT, signal.SIGKILL):
        p = start('-nr', capture, '-w', path)
        helper = pathlib.Path(f'/proc/{p.pid}/task/{p.pid}/children')
        while not helper.read_text().strip() or 'S' not in pathlib.Path(f'/proc/{helper.read_text().split()[0]}/stat').read_text():
            time.sleep(0.01)
        other = pathlib.Path(f'/proc/{helper.read_text().split()[0]}/stat')
        time.sleep(0.1)
        p.send_signal(how)
        _, said = p.communicate(timeout=10)
        end = time.monotonic() + 5
        gone = lambda: not other.exists() or ' Z ' in other.read_text()
        while not gone() and time.monotonic() < end:
            time.sleep(0.01)
        result(f'a FIFO without reader, {how.name}', p.returncode == (0 if how == signal.SIGINT else -9) and gone(), f'{p.returncode} {said}')
    p = start('-nr', capture, '-w', path)
    with open(path, 'rb') as f:
        data = f.read()
    result('a FIFO with a reader', p.wait() == 0 and data == capture.read_bytes(), p.stderr.read())


def few_descriptors(d, capture):
    """Rotation needs no more of them; where there are too few, that is what is said."""
    limit = lambda n: lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (n, n))
    folder = d / 'few'
    folder.mkdir()
    status, _, said = tapline('-r', capture, '-w', folder / 'f', '-C', '1k', preexec_fn=limit(12))
    found = sorted(n for f in folder.iterdir() for n in numbers(f))
    result('500 files with 12 descriptors', status == 0 and found == list(range(MANY)) and len(list(folder.iterdir())) >= 500, said)
    for n in range(3, 12):
        status, _, said = tapline('-nr', capture, '-w', folder / 'g', preexec_fn=limit(n))
        result(f'{n} descriptors', status == 0 or (status in (1, 127) and ('Too many open files' in said or 'shared libraries' in said)), f'{status} {said}')
    parts = [capture_of(d / f'part{i}', 3) for i in range(20)]
    status, _, said = tapline('merge', '-w', d / 'merged', *parts, preexec_fn=limit(12))
    result('20 files merged with 12 descriptors', status == 1 and re.search(r'part\d+: Too many open files', said), f'{status} {said}')


def run():
    with tempfile.TemporaryDirectory() as folder:
        d = pathlib.Path(folder)
        os.chmod(d, 0o755)
        capture = capture_of(d / 'many.pcap', MANY)
        capture.chmod(0o644)
        wrong_disk(d, capture)
        full_disk(capture)
        no_more_files(d, capture)
        reader_goes_away(capture)
        fifo(d, capture)
        few_descriptors(d, capture)
