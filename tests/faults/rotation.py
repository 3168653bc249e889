"""-C, -G, -W: names and contents as Debian's tcpdump has them, and no packet lost or split, whatever the load and the clock."""
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time

import netns
from netns import ENV, TAPLINE, result, skip
from packets import HEADER, capture_of, newest, numbers, record, run as tapline, start

WRONG = pathlib.Path(TAPLINE).parent / 'tests' / 'faults' / 'libwrong.so'

ALIKE = ('-w f', '-w f -C 1', '-w f -C 1 -W 1', '-w f -C 1 -W 2', '-w f -C 1 -W 3', '-w f -C 1 -W 12', '-w f -C 0', '-w f -C -1', '-w f -C abc',
         '-w f.%S -C 1', '-w f -W 3', '-w f -W 0 -C 1', '-w f -C 1 -W 0010', '-w f -c 010', '-w f -W x -C 1', '-w f -G 0', '-w f -G -1', '-w f%Y -G 1000', '-w f%Y -G 1000 -C 1',
         '-w f%Y -G 1000 -C 1 -W 1', '-w f%Y -G 1000 -C 1 -W 2', '-w f%Y -G 1000 -C 1 -W 20', '-w f%Y-%m-%%-%d%e%%%5Y%-d -G 1000', '-w f%Q% -G 1000',
         '-w there -C 1', '-w there', '-w no/f -C 1', '-C 1', '-G 1')


def contents(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def as_tcpdump(d):
    """Both write the same capture with the same options; a file that is there already is longer than what is written."""
    if not shutil.which('tcpdump'):
        skip('rotation beside tcpdump', 'tcpdump is not installed')
        return
    capture, link = capture_of(d / 'many.pcap', 3000, 1000), d / 'tcpdump'
    link.symlink_to(TAPLINE)
    for options in ALIKE:
        left, said = [], []
        for program in ('tcpdump', str(link)):
            folder = d / 'folder'
            folder.mkdir()
            (folder / 'there').write_bytes(b'x' * 5_000_000)
            p = subprocess.run([program, *(['-Z', 'root'] if os.geteuid() == 0 else []), '-r', capture, *options.split()], cwd=folder, env=ENV,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            left.append(contents(folder))
            said.append(f'{p.returncode} {p.stderr}')
            shutil.rmtree(folder)
        alike = left[0] == left[1] and said[0].replace(str(link), 'tcpdump') == said[1].replace(str(link), 'tcpdump')
        result(f'{options} as tcpdump', alike, f'{sorted(left[0])} {said[0]}\n{sorted(left[1])} {said[1]}')


def sizes(d):
    """-C with units, one packet to a file; -G's names never lead to another folder."""
    capture = capture_of(d / 'some.pcap', 1500, 1100)
    for unit, count in (('1k', 1500), ('100K', 17), ('1m', 2), ('1M', 2), ('1G', 1)):
        folder = d / unit
        folder.mkdir()
        status, _, said = tapline('-r', capture, '-w', folder / 'f', '-C', unit)
        files = list(folder.iterdir())
        found = sorted(n for f in files for n in numbers(f))
        result(f'-C {unit}', status == 0 and len(files) == count and found == list(range(1500)), f'{len(files)} files, {len(found)} packets {said}')
    status, _, said = tapline('-r', capture, '-w', d / 'day%D.pcap', '-G', '1000')
    result('a date with slashes in a name', status == 0 and len(list(d.glob('day*-*-*.pcap'))) == 1, said)


def post_rotate(d):
    """The command of -z gets the file's name, no shell and no right of root's; what cannot be run is said in tcpdump's words."""
    capture, folder, log = capture_of(d / 'posted.pcap', 60, 1000), d / 'z', d / 'log'
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    log.touch()
    log.chmod(0o666)
    capture.chmod(0o644)
    command = d / 'command'
    command.write_text(f'#!/bin/sh\necho "$# $1 $(id -u) $(grep -E "CapEff|CapPrm" /proc/self/status | tr -s "\\t\\n" " ")" >>{log}\n')
    command.chmod(0o755)
    status, _, said = tapline('-Z', 'nobody', '-r', capture, '-w', folder / 'f *', '-C', '20k', '-z', command)
    lines = lambda: sorted(log.read_text().splitlines())
    end = time.monotonic() + 10
    while len(lines()) < 3 and time.monotonic() < end:
        time.sleep(0.05)
    user = 65534 if os.geteuid() == 0 else os.geteuid()
    want = sorted(f'1 {folder}/f *{n} {user} CapPrm: {0:016x} CapEff: {0:016x} ' for n in ('', 1, 2))
    result('-z runs for each file, without privileges', status == 0 and lines() == want, f'{lines()} {want} {said}')
    if os.geteuid() == 0:
        result('files belong to the user of -Z', all(f.stat().st_uid == user for f in folder.iterdir()), str(list(folder.iterdir())))
    status, _, said = tapline('-r', capture, '-w', folder / 'g', '-C', '60k', '-z', '/no/such')
    result('-z of what does not exist', status == 0 and f'compress_savefile: execlp(/no/such, {folder}/g) failed: No such file or directory' in said, said)


SENDER = r'''
import socket, struct, sys, time
count, rate = int(sys.argv[1]), int(sys.argv[2])
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(("veth-a1", 0))
frame = bytes.fromhex("020000000002" "020000000001" "88b5")
began = time.monotonic()
for i in range(count):
    s.send((frame + struct.pack(">I", i)).ljust(100, b"x"))
    if not i % 100:
        time.sleep(max(0, began + i / rate - time.monotonic()))
'''


def captured(d, name, *options):
    folder = d / name
    folder.mkdir()
    p = netns.capture(folder, '-i', 'veth-b1', '-B', '32768', '-w', folder / f'{name}%s.pcap', '-Z', 'root', *options, 'ether proto 0x88b5')[0]
    return p, folder, name


def under_load(d):
    """A new file every second, and with them a new one every few packets, while packets come as fast as they can be sent here."""
    count = 120_000
    runs = [captured(d, 'plain', '-G', '1'), captured(d, 'sized', '-G', '1', '-C', '10k'), captured(d, 'each', '-G', '1', '-U')]
    netns.within(netns.A, sys.executable, '-c', SENDER, count, 40_000, check=True)
    for p, folder, name in runs:
        status, said = netns.stop(p)
        files = sorted(f for f in folder.iterdir() if f.name != 'out')
        found = [numbers(f) for f in files]
        split = [f.name for f, n in zip(files, found) if n is None or f.stat().st_size != len(HEADER) + len(n) * 116]
        everything = sorted(n for f in found for n in f or [])
        dropped = int(said.split(' packets dropped by kernel')[0].split()[-1])
        result(f'{name}: no packet is split', not split and status == 0, f'{split[:5]} {said}')
        result(f'{name}: sent = in the files + dropped', len(everything) + dropped == count and len(set(everything)) == len(everything),
               f'{len(everything)} in {len(files)} files, {dropped} dropped, {said}')
        result(f'{name}: a file each second', len({f.name.split(".")[0] for f in files}) >= 3, str(files[:5]))


def clock_set_back(d):
    """An hour back, and later forth again: files go on, none is written over, nothing is lost."""
    if not WRONG.exists():
        skip('a clock that is set back', f'{WRONG} is not built')
        return
    faults = d / 'faults'
    faults.write_bytes(struct.pack('<qqq', 0, 0, 0))
    folder = d / 'clock'
    folder.mkdir()
    p = start('-Z', 'root', '-r', '-', '-w', folder / 'f%s', '-G', '1', preload=WRONG, faults=faults, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    p.stdin.write(HEADER)
    sent = 0
    for tenth in range(32):
        if tenth in (8, 24):
            faults.write_bytes(struct.pack('<qqq', 0, 0, -3600 if tenth == 8 else 0))
        p.stdin.write(b''.join(record(sent + i) for i in range(10)))
        p.stdin.flush()
        sent += 10
        time.sleep(0.1)
    p.stdin.close()
    said = p.stderr.read().decode()
    files = newest(folder)
    everything = [n for f in files for n in numbers(f)]
    result('the clock is set back: nothing is lost', p.wait() == 0 and sorted(everything) == list(range(sent)), f'{len(everything)} of {sent} {files} {said}')
    result('the clock is set back: files go on', 3 <= len(files) <= 5, str(files))


def run():
    with tempfile.TemporaryDirectory() as folder:
        d = pathlib.Path(folder)
        os.chmod(d, 0o755)
        as_tcpdump(d)
        sizes(d)
        post_rotate(d)
        clock_set_back(d)
    if netns.possible():
        skip('rotation under load', netns.possible())
        return
    with netns.namespaces() as d:
        under_load(d)
