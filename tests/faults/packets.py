"""Captures whose packets are numbered, and reading them back; programs that are fed packet by packet."""
import gzip
import os
import pathlib
import random
import struct
import subprocess

from netns import ENV, TAPLINE

HEADER = struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1)
ETHERNET = bytes.fromhex('020000000002' '020000000001' '88b5')
NOISE = random.Random(1).randbytes(1 << 22)
CAPTURES = pathlib.Path(__file__).resolve().parent.parent / 'captures'


def record(i, size=100):
    """One that no compression makes shorter."""
    at = i * size % (len(NOISE) - size)
    p = ETHERNET + struct.pack('>I', i) + NOISE[at:at + size - 18]
    return struct.pack('<IIII', 1700000000 + i // 1000, i % 1000 * 1000, len(p), len(p)) + p


def capture_of(path, count, size=100):
    path.write_bytes(HEADER + b''.join(record(i, size) for i in range(count)))
    return path


def numbers(path):
    """The numbers of the whole packets of a pcap file of record()s, or of a compressed one; None: something is between them."""
    data = (gzip.open if path.suffix == '.gz' else open)(path, 'rb').read()
    at, found = len(HEADER), []
    while at + 16 <= len(data):
        captured = struct.unpack_from('<I', data, at + 8)[0]
        if at + 16 + captured > len(data):
            break
        if data[at + 28:at + 30] != ETHERNET[12:]:
            return None
        found.append(struct.unpack_from('>I', data, at + 30)[0])
        at += 16 + captured
    return found


def start(*args, preload=None, faults=None, **options):
    env = {**ENV, **({'LD_PRELOAD': str(preload), 'FAULTS': str(faults), 'ASAN_OPTIONS': 'verify_asan_link_order=0'} if preload else {})}
    return subprocess.Popen([TAPLINE, *map(str, args)], **{'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE,
                            'env': env, **options})


def run(*args, **options):
    """(status, standard output, standard error) of tapline."""
    p = start(*args, **options)
    out, err = p.communicate(timeout=120)
    return p.returncode, out, err.decode('latin1')


def read_back(path):
    """How many packets tapline reads from a file, and what it says."""
    status, out, err = run('--fields', 'frame.number', '-r', path)
    return out.count(b'\n'), status, err


def newest(folder, pattern='*'):
    return sorted(folder.glob(pattern), key=os.path.getmtime)
