"""kill -9, a hundred times, at moments of chance: what is in the file is read to the last whole packet, and with -U each packet
is there that was there to be seen."""
import pathlib
import random
import signal
import subprocess
import tempfile
import threading
import time

from netns import result, skip
from packets import HEADER, read_back, record, start

KILLS, BATCH = 100, 200
FORMS = (('f.pcap', ()), ('f.pcap', ('-U',)), ('f.pcapng', ()), ('f.pcapng', ('-U',)), ('f.pcap.gz', ()), ('f.pcap', ('-C', '4k')))
EXPECTED = HEADER + b''.join(record(i) for i in range(50 * BATCH))


def feed(pipe):
    """Some packets after the other, until nobody reads them."""
    at = 0
    try:
        while at < len(EXPECTED):
            pipe.write(EXPECTED[at:at + BATCH * 116])
            pipe.flush()
            at += BATCH * 116
            time.sleep(0.0005)
        pipe.close()
    except (BrokenPipeError, ValueError):
        pass


def killed(name, options, seconds):
    """What a killed capture left: its files, what reading them gives, and how many packets were seen on standard output."""
    with tempfile.TemporaryDirectory() as d:
        path = pathlib.Path(d) / name
        seen = '-U' in options
        p = start('-r', '-', '-w', path, *options, *(['--print', '-l', '--fields', 'frame.number'] if seen else []), stdin=subprocess.PIPE,
                  stdout=subprocess.PIPE if seen else subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        feeder = threading.Thread(target=feed, args=(p.stdin,), daemon=True)
        lines = []
        reader = threading.Thread(target=lambda: lines.extend(p.stdout), daemon=True)
        feeder.start()
        if seen:
            reader.start()
        while not path.exists() and p.poll() is None:
            time.sleep(0.001)
        time.sleep(seconds)
        p.send_signal(signal.SIGKILL)
        p.wait()
        if seen:
            reader.join()
        feeder.join()
        files = sorted((f for f in path.parent.iterdir() if f.stat().st_size), key=lambda f: int(f.name[len(name):] or 0))
        left = [read_back(f) for f in files[-2:]]
        data = HEADER + b''.join(f.read_bytes()[len(HEADER):] for f in files)
        whole = not name.endswith('.pcap') or (EXPECTED.startswith(data) and
            sum(n for n, _, _ in left) == sum((f.stat().st_size - len(HEADER)) // 116 for f in files[-2:]))
        return sum(n for n, _, _ in left), left, whole, sum(x.endswith(b'\n') for x in lines)


def reserve_given_back():
    """What is reserved of the disk while a file grows does not stay with it."""
    with tempfile.TemporaryDirectory() as d:
        path = pathlib.Path(d) / 'large.pcap'
        p = start('-Z', 'root', '-r', '-', '-w', path, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        p.stdin.write(HEADER + b''.join(record(i, 1400) for i in range(8000)))
        p.stdin.flush()
        end = time.monotonic() + 10
        while (not path.exists() or path.stat().st_size < 10_000_000) and time.monotonic() < end:
            time.sleep(0.01)
        taken = lambda: path.stat().st_blocks * 512 - path.stat().st_size
        reserved = taken()
        p.send_signal(signal.SIGKILL)
        p.wait()
        while taken() > 65536 and time.monotonic() < end:
            time.sleep(0.01)
        if reserved < 1 << 20:
            skip('killed: the reserve of the disk', f'this file system has none ({reserved})')
            return
        result('killed: the reserve of the disk is given back', taken() <= 65536, f'{reserved} before, {taken()} after')


def run():
    reserve_given_back()
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    packets = 0
    for i in range(KILLS):
        name, options = FORMS[i % len(FORMS)]
        n, left, whole, seen = killed(name, options, chance.random() * 0.03)
        readable = all(s == 0 or 'truncated' in e for _, s, e in left)
        result(f'killed ({name} {" ".join(options)}, seed {seed}, {i}): readable to the last whole packet', readable and whole, str(left))
        if '-U' in options:
            result(f'killed ({name}, seed {seed}, {i}): what was seen is in the file', n >= seen, f'{n} in the file, {seen} seen')
        packets += n
    result('there was something to lose', packets > 10000, str(packets))
