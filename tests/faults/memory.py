"""Memory does not grow with what is read: gigabytes through a pipe, a small file that unpacks to much, length fields that promise
more than is there."""
import contextlib
import lzma
import gzip
import os
import pathlib
import re
import resource
import struct
import subprocess
import tempfile
import threading
import zlib

from netns import ENV, TAPLINE, result, skip
from packets import HEADER, record, start

MIB, GIB = 1 << 20, 1 << 30
FLAT = 32 * MIB


def limited(mib):
    """Memory of its own that a process may have; it fails where it asks for more."""
    return lambda: resource.setrlimit(resource.RLIMIT_DATA, (mib * MIB, mib * MIB))


def streamed(size, *args):
    """Feeds a capture of so many bytes; (status, peak, what was said)."""
    peaks = []
    p = start('-r', '-', *args, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    block = b''.join(record(i, 1400) for i in range(750))

    def feed():
        with contextlib.suppress(BrokenPipeError):
            p.stdin.write(HEADER)
            for _ in range(size // len(block)):
                p.stdin.write(block)
            peaks.append(int(re.search(r'VmHWM:\s*(\d+) kB', pathlib.Path(f'/proc/{p.pid}/status').read_text())[1]) << 10)
            p.stdin.close()
    feeder = threading.Thread(target=feed)
    feeder.start()
    said = p.stderr.read().decode()
    feeder.join()
    return p.wait(), max(peaks, default=GIB), said


def gigabytes():
    for args, size in ((('-n',), GIB // 8), (('-w', '/dev/null', '-C', '50M', '-U'), GIB // 4), (('--json',), GIB // 32),
                       (('-w', '-', '--pcapng'), GIB // 4), (('--count', 'ether[14:4] = 5'), 2 * GIB)):
        status, most, said = streamed(size, *args)
        result(f'{" ".join(args)}: {size / GIB} GiB through a pipe', status == 0 and most < FLAT, f'{status} {most / MIB} MiB {said}')


def bomb(d):
    """A few hundred kilobytes that unpack to an eighth of a gigabyte: packets of zeros, or one that does not end."""
    block = b''.join(struct.pack('<IIII', 0, 0, 65536, 65536) + bytes(65536) for _ in range(16))
    gz, xz = (lambda: zlib.compressobj(9, zlib.DEFLATED, 31)), (lambda: lzma.LZMACompressor(preset=0))
    for name, content, status_wanted, compressor in (('packets', block, 0, gz), ('zeros', bytes(len(block)), 0, gz), ('xz', block, 0, xz),
                                                     ('damage', b'\xff' * len(block), 1, gz)):
        path = d / f'{name}.pcap.gz'
        packer = compressor()
        with open(path, 'wb') as f:
            f.write(packer.compress(HEADER))
            for _ in range(GIB // 8 // len(content)):
                f.write(packer.compress(content))
            f.write(packer.flush())
        p = start('--count', '-r', path, stderr=subprocess.STDOUT, preexec_fn=limited(16))
        said = p.communicate()[0].decode()
        right = 'memory' not in said and p.returncode == status_wanted
        result(f'a compressed bomb of {name}, {path.stat().st_size >> 10} KiB', right, f'{p.returncode} {said}')


def promises(d):
    """Lengths of gigabytes in a file of a few bytes: a message, and no memory for them."""
    pcapng = struct.pack('<IIIHHqI', 0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0, -1, 28) + struct.pack('<IIHHII', 1, 20, 1, 0, 0, 20)
    files = {
        'pcap: a packet of 4 GiB': HEADER + struct.pack('<IIII', 0, 0, 0xffffffff, 0xffffffff),
        'pcap: a packet of 256 KiB': HEADER + struct.pack('<IIII', 0, 0, 262144, 262144) + b'x',
        'pcap: a snapshot length of 4 GiB': HEADER[:16] + struct.pack('<II', 0xffffffff, 1) + record(1),
        'pcapng: a block of 4 GiB': pcapng + struct.pack('<II', 6, 0xfffffffc),
        'pcapng: a block of 16 MiB': pcapng + struct.pack('<II', 6, 16 << 20) + b'x' * 100,
        'pcapng: a packet of 4 GiB': pcapng + struct.pack('<IIIIIIII', 6, 36, 0, 0, 0, 0xffffffff, 0, 0) + struct.pack('<I', 36),
        'pcapng: a section of 16 MiB': struct.pack('<III', 0x0a0d0d0a, 16 << 20, 0x1a2b3c4d),
        'pcapng: an option of 64 KiB': pcapng + struct.pack('<IIIIIIIHHI', 6, 40, 0, 0, 0, 0, 0, 1, 0xffff, 40),
        'snoop: a packet of 4 GiB': b'snoop\0\0\0' + struct.pack('>II', 2, 4) + struct.pack('>IIIIII', 0xffffffff, 0xffffffff, 0xffffffff, 0, 0, 0),
        'NetMon: 4 Gi frames': b'GMBU' + struct.pack('<BBH', 0, 2, 1) + bytes(16) + struct.pack('<II', 128, 0xfffffff0) + bytes(128),
        'ERF: a record of 64 KiB': bytes(8) + bytes([2, 4]) + struct.pack('>HHH', 0xffff, 0, 0xffff) + bytes(20),
    }
    for name, content in files.items():
        path = d / 'promise'
        path.write_bytes(content)
        for args in (('-n',), ('-w', '/dev/null'), ('info',)):
            p = start(*(('info', path) if args == ('info',) else (*args, '-r', path)), stdout=subprocess.DEVNULL, preexec_fn=limited(8))
            said = p.communicate()[1].decode()
            right = p.returncode in (0, 1) and (p.returncode == 0 or 'promise' in said) and 'memory' not in said
            result(f'{name} ({args[0]})', right, f'{p.returncode} {said}')


def run():
    if b'__asan_init' in pathlib.Path(TAPLINE).read_bytes():
        skip('memory', 'a sanitized build takes memory of its own')
        return
    with tempfile.TemporaryDirectory() as folder:
        d = pathlib.Path(folder)
        os.chmod(d, 0o755)
        promises(d)
        bomb(d)
    gigabytes()
