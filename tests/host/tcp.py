"""tapline tcpinfo and --tcpinfo beside ss(8), which asks the kernel the same."""
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile

from netns import ENV, TAPLINE, result, skip


def tcpinfo(*args):
    p = subprocess.run([TAPLINE, 'tcpinfo', *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV, timeout=60)
    return p.stdout, p.stderr


def connection(family, address):
    """Both ends of a connection that has carried something, and its listener."""
    l = socket.socket(family)
    l.bind((address, 0))
    l.listen()
    a = socket.create_connection(l.getsockname()[:2])
    b = l.accept()[0]
    for _ in range(20):
        a.sendall(b'x' * 5000)
        got = 0
        while got < 5000:
            got += len(b.recv(5000 - got))
    return l, a, b


def by_ss(port):
    """cwnd, rtt, rttvar and rto of the end whose port it is."""
    out = subprocess.run(['ss', '-tinH', 'sport', '=', f':{port}'], stdout=subprocess.PIPE, text=True).stdout
    m = re.search(r'rto:([\d.]+) rtt:([\d.]+)/([\d.]+).* cwnd:(\d+)', out)
    return [float(m[4]), float(m[2]), float(m[3]), float(m[1])] if m else out


def values(family, address, name):
    l, a, b = connection(family, address)
    port = a.getsockname()[1]
    out, err = tcpinfo('--json', 'tcp', 'src', 'port', port, 'and', 'dst', 'host', address)
    rows = [json.loads(line) for line in out.splitlines()]
    result(f'tcpinfo: both ends, {name}', len(rows) == 2 and {r['state'] for r in rows} == {'ESTABLISHED'}, out + err)
    mine = [r for r in rows if r['local'].endswith(f':{port}')]
    if shutil.which('ss') and mine:
        r = mine[0]
        result(f'tcpinfo beside ss, {name}', by_ss(port) == [r['cwnd'], r['srtt'], r['rttvar'], r['rto']], f'{by_ss(port)} {r}')
    else:
        skip(f'tcpinfo beside ss, {name}', 'ss is not installed')
    a.close()
    out, err = tcpinfo('port', port)
    result(f'tcpinfo: states, {name}', 'FIN-WAIT' in out and 'CLOSE-WAIT' in out, out + err)
    b.close()
    l.close()


def lines():
    """Only what has changed is a line again."""
    l, a, b = connection(socket.AF_INET, '127.0.0.1')
    port = a.getsockname()[1]
    p = subprocess.Popen([TAPLINE, 'tcpinfo', '-t', '--every', '50ms', '-c', '40', 'port', str(port)], stdout=subprocess.PIPE, text=True, env=ENV)
    first = [p.stdout.readline() for _ in range(2)]
    b.close()
    more = p.stdout.readline()
    a.close()
    rest = p.communicate(timeout=60)[0]
    result('tcpinfo --every: lines of what has changed', all('ESTABLISHED' in f for f in first) and re.search('CLOSE-WAIT|FIN-WAIT', more) and
           rest.count('\n') < 6 and p.returncode == 0, ''.join(first) + more + rest)
    l.close()


# Both ends of a connection whose reader is slow, for as long as the kernel's values change.
SLOW = """
import socket, threading, time
l = socket.socket()
l.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8000)
l.bind(('127.0.0.1', 0))
l.listen()
def serve():
    c = l.accept()[0]
    while c.recv(2000):
        time.sleep(0.002)
threading.Thread(target=serve).start()
s = socket.create_connection(l.getsockname())
for _ in range(20):
    s.sendall(b'x' * 20000)
    time.sleep(0.02)
s.close()
"""


def report():
    """What --tcpinfo saw goes with the packets, and is drawn."""
    if os.geteuid():
        skip('--tcpinfo in the report', 'needs root')
        return
    with tempfile.TemporaryDirectory() as d:
        saved, page = f'{d}/saved.pcapng', f'{d}/page.html'
        p = subprocess.run([TAPLINE, 'exec', '-n', '--tcpinfo', '--every', '20ms', '--save', saved, '--', '/usr/bin/python3', '-c', SLOW],
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV, timeout=60)
        subprocess.run([TAPLINE, 'report', saved, '-o', page], check=True, env=ENV)
        html = open(page).read()
        largest = max(int(n) for n in re.findall(r' tcp .* cwnd (\d+)', p.stdout))
        result('--tcpinfo in the report', '<h2 id=kernel>' in html and html.count('<polyline fill=none stroke=#36c') == 2 and
               f'congestion window, at most {largest}<' in html, p.stderr + html[-1500:])
        forged = f'{d}/forged.pcapng'
        comment = b'tcp a > b X cwnd nan, srtt inf\ntcp  > \ntcp <b>x > y Z cwnd 99999999999999999999 of 5, srtt 1e400 ms\ntcp x > y Z cwnd 5, srtt -1'
        data = pathlib.Path(saved).read_bytes()
        old = re.search(rb'tcp 127[^\0]{90,}', data)[0]
        pathlib.Path(forged).write_bytes(data.replace(old, comment[:len(old)].ljust(len(old), b' ')))
        p = subprocess.run([TAPLINE, 'report', forged, '-o', page], stderr=subprocess.PIPE, text=True, env=ENV)
        html = open(page).read()
        result('forged comments in the report', p.returncode == 0 and 'nan' not in html.split('id=kernel')[1] and '<b>' not in html, p.stderr)


def mistakes():
    for args, said in ((['--sort', 'nosuch'], 'cwnd, srtt'), (['--every', '0s'], 'not a time'), (['port', 'nosuchport'], 'nosuchport')):
        out, err = tcpinfo(*args)
        result(f'tcpinfo {args}', said in err and not out, out + err)


def run():
    values(socket.AF_INET, '127.0.0.1', 'IPv4')
    if os.path.exists('/proc/net/if_inet6') and 'lo' in open('/proc/net/if_inet6').read():
        values(socket.AF_INET6, '::1', 'IPv6')
    else:
        skip('tcpinfo, IPv6', 'loopback has no IPv6 address here')
    lines()
    report()
    mistakes()
