"""Link types and time stamp types, by name, as tcpdump takes and refuses them: -y, -L, -j, -J."""
import os
import shutil
import subprocess

from netns import B, ENV, TAPLINE, capture, lines, namespaces, ping, result, skip, stop


def beside_tcpdump(d):
    """What ends before a capture begins, or is a matter of the messages before it."""
    ours = d / 'tcpdump'
    os.symlink(os.path.abspath(TAPLINE), ours)
    for args in ('-J -i lo', '-J -i veth-b1', '-J -i nosuch', '-j foo -i veth-b1', '-j host_hiprec -i lo', '-j adapter -i lo',
                 '--time-stamp-type=host_hiprec_unsynced -i lo', '--time-stamp-precision=foo -i lo', '-L -i any', '-L -i veth-b1', '-L -i lo', '-y RAW -i any', '-I -i lo', '-I -i any',
                 '-I -i nosuch', '-I -L -i veth-b1', '-I -J -i veth-b1', '-I -y IEEE802_11_RADIO -i veth-b1', '-I -d -i veth-b1',
                 '-y LINUX_SLL -i veth-b1', '-y foo -i any', '-i nosuch -y foo'):
        want, got = (subprocess.run(['ip', 'netns', 'exec', B, str(p), *args.split()], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                    text=True, env=ENV) for p in (shutil.which('tcpdump'), ours))
        result(f'tcpdump {args}', (want.stdout, want.returncode) == (got.stdout, got.returncode),
               f'tcpdump: {want.returncode} {want.stdout}\nours: {got.returncode} {got.stdout}')


def cooked(d):
    for name in ('LINUX_SLL', 'LINUX_SLL2'):
        path = d / f'{name}.pcap'
        p, said = capture(d, '-i', 'any', '-y', name, '-w', path, 'icmp')
        ping()
        status, more = stop(p)
        result(f'-y {name}: said', f'tapline: data link type {name}\n' in said and f'link-type {name} ' in said, said)
        text = lines(path, '-e')
        result(f'-y {name}: packets', status == 0 and text.count('ICMP echo') == 2 and 'ethertype IPv4 (0x0800), length' in text, more + text)
        if shutil.which('tcpdump'):
            q = subprocess.run(['tcpdump', '-nner', str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENV)
            result(f'-y {name}: as tcpdump reads it', q.stdout == text, q.stdout + text)


def run():
    with namespaces() as d:
        cooked(d)
        if shutil.which('tcpdump'):
            beside_tcpdump(d)
        else:
            skip('link and time stamp types', 'tcpdump is not installed')
