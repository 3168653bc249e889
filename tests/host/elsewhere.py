"""tapline remote by ssh, a stand-in and, where there is one, the real one; tapline extcap, alone and called by tshark."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

import netns
from netns import ENV, TAPLINE, result, skip

NS = f'tl-e-{os.getpid()}'

# What sshd does with a command line: the words are joined and given to a shell.
STAND_IN = """#!/bin/sh
[ "$1" = -- ] && shift
echo "to $1" >&2
shift
exec sh -c "$*"
"""

REAL = """#!/bin/sh
exec /usr/bin/ssh -F {d}/ssh_config "$@"
"""

NOBODY = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', '--inh-caps', '+net_raw', '--ambient-caps', '+net_raw']


def within(*command):
    return ['ip', 'netns', 'exec', NS, *map(str, command)]


def knock(*ports):
    """A SYN and a reset each."""
    for port in ports:
        netns.within(NS, 'curl', '-s', f'http://127.0.0.1:{port}/')


def until(what, seconds=10):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return what()


def captures_of(d):
    """Processes of the capture over there."""
    return subprocess.run(['pgrep', '-f', f'{d}/tapline --pcapng'], stdout=subprocess.PIPE, text=True).stdout.split()


def remote(d, env, *args):
    """Starts tapline remote and returns when the other side listens, or has ended."""
    p = subprocess.Popen(within(TAPLINE, 'remote', *args, '--remote-program', d / 'tapline'), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         text=True, env=env)
    said = ''
    for line in p.stderr:
        said += line
        if 'listening on' in line:
            break
    return p, said


def over(d, env, name, host):
    p, said = remote(d, env, '-nt', '-l', '-i', 'lo', '-c', '2', host, 'tcp port 81')
    knock(82, 81)
    out, err = p.communicate(timeout=60)
    result(f'remote by {name}', p.returncode == 0 and re.fullmatch(r'IP 127\.0\.0\.1\.\d+ > 127\.0\.0\.1\.81: Flags \[S\].*\n'
           r'IP 127\.0\.0\.1\.81 > .*Flags \[R\.\].*\n', out), out + said + err)
    result(f'remote by {name}: the capture there ends with the reader', until(lambda: not captures_of(d)), captures_of(d))
    p, said = remote(d, env, '-w', d / 'got.pcapng', host, '-i', 'lo')
    knock(81)
    until(lambda: (d / 'got.pcapng').exists() and netns.lines(d / 'got.pcapng').count('\n') >= 2)
    p.send_signal(signal.SIGTERM)
    p.communicate(timeout=60)
    result(f'remote by {name}, into a file', netns.lines(d / 'got.pcapng', '-t').count('127.0.0.1.81') == 2, netns.lines(d / 'got.pcapng'))
    until(lambda: not captures_of(d))


def quoting(d, env):
    marker = d / 'marker'
    for words in (['-i', f'lo;touch {marker}', 'h'], ['-i', 'lo', 'h', f"tcp' ; touch {marker} '"], ['-i', 'lo', 'h', f'port $(touch {marker})']):
        p, said = remote(d, env, *words)
        p.communicate(timeout=60)
        result(f'remote: quotes of {words[-1][:12]}', p.returncode == 1 and not marker.exists(), said)
    for words, why in ((['-oProxyCommand=x'], 'unrecognized|invalid|no host'), (['--', '-oProxyCommand=x'], 'is no host'), (['http://h'], 'only ssh://'), ([], 'name the host')):
        p = subprocess.run([TAPLINE, 'remote', *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)
        result(f'remote {words} is refused', p.returncode == 1 and re.search(why, p.stdout), p.stdout[:300])


def real_ssh(d, env):
    sshd = shutil.which('sshd', path='/usr/sbin:/sbin:/usr/bin')
    if not sshd or not os.path.exists('/usr/bin/ssh'):
        skip('remote by the real ssh', 'openssh-server is not installed')
        return
    for name in ('host', 'user'):
        subprocess.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', d / name], check=True)
    shutil.copy(d / 'user.pub', d / 'authorized')
    (d / 'sshd_config').write_text(f'Port 2222\nListenAddress 127.0.0.1\nHostKey {d}/host\nAuthorizedKeysFile {d}/authorized\nStrictModes no\nUsePAM no\n'
                                   f'PermitRootLogin yes\nPidFile none\n')
    (d / 'ssh_config').write_text(f'Host *\nIdentityFile {d}/user\nStrictHostKeyChecking no\nUserKnownHostsFile /dev/null\nLogLevel ERROR\n')
    (d / 'bin' / 'ssh').write_text(REAL.format(d=d))
    os.makedirs('/run/sshd', exist_ok=True)
    server = subprocess.Popen(within(sshd, '-D', '-e', '-f', d / 'sshd_config'), stderr=subprocess.PIPE, text=True)
    try:
        for line in server.stderr:
            if 'listening' in line:
                break
        over(d, env, 'the real ssh', 'ssh://root@127.0.0.1:2222')
    finally:
        server.terminate()
        server.communicate(timeout=30)


def extcap_answers(d):
    program = d / 'extcap' / 'tapline-extcap'
    ask = lambda *args: subprocess.run([program, *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=ENV)
    out = ask('--extcap-interfaces', '--extcap-version=4.0').stdout
    result('extcap: interfaces', out.startswith('extcap {version=') and all(f'interface {{value=tapline:{i}}}' in out for i in ('any', 'lo', 'ssh')), out)
    out = ask('--extcap-dlts', '--extcap-interface', 'tapline:any').stdout
    result('extcap: link type', out == 'dlt {number=276}{name=LINUX_SLL2}{display=Linux cooked v2}\n', out)
    out = ask('--extcap-config', '--extcap-interface', 'tapline:ssh').stdout
    result('extcap: options of ssh', re.findall(r'call=(\S+?)}', out) == ['--remote-host', '--remote-interface', '--remote-program'], out)
    result('extcap: no options of others', ask('--extcap-config', '--extcap-interface', 'tapline:lo').stdout == '')
    for args, why in (([], 'Wireshark calls'), (['--capture', '--extcap-interface', 'tapline:lo'], '--fifo is missing'),
                      (['--capture', '--extcap-interface', 'tapline:ssh', '--fifo', d / 'f'], 'name the host')):
        p = ask(*args)
        result(f'extcap {args}', p.returncode == 1 and why in p.stdout, p.stdout[:300])


def extcap_fifo(d, env):
    """As Wireshark captures: by a FIFO, ended by a signal."""
    fifo = d / 'fifo'
    os.mkfifo(fifo)
    for interface, more in (('tapline:lo', []), ('tapline:ssh', ['--remote-host', 'h', '--remote-interface', 'lo', '--remote-program', d / 'tapline'])):
        p = subprocess.Popen(within(d / 'extcap' / 'tapline-extcap', '--capture', '--extcap-interface', interface, '--fifo', fifo,
                                    '--extcap-capture-filter', 'tcp port 81', *more), stderr=subprocess.PIPE, text=True, env=env)
        got = b''
        with open(fifo, 'rb', buffering=0) as f:
            while b'\x00\x51' not in got and p.poll() is None: # port 81
                knock(81)
                got += f.read(1 << 16)
            p.send_signal(signal.SIGTERM)
            got += f.read()
        said = p.communicate(timeout=60)[1]
        (d / 'fifo.pcapng').write_bytes(got)
        lines = netns.lines(d / 'fifo.pcapng', '-t')
        result(f'extcap: capture on {interface}', p.returncode == 0 and 'Flags [S]' in lines and '127.0.0.1.81' in lines, lines + said)
        if interface == 'tapline:lo':
            result('extcap: nothing is said that Wireshark would take for an error', said == '', said)
    until(lambda: not captures_of(d))


def extcap_of_tshark(d):
    if not shutil.which('tshark') or not shutil.which('setpriv'):
        skip('extcap called by tshark', 'tshark or setpriv is not installed')
        return
    env = {**ENV, 'WIRESHARK_EXTCAP_DIR': str(d / 'extcap'), 'HOME': str(d / 'home'), 'XDG_CONFIG_HOME': str(d / 'home')}
    p = subprocess.run(within(*NOBODY, 'tshark', '-D'), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd='/')
    result('extcap: tshark lists the interfaces', 'tapline:lo (tapline: lo [Up])' in p.stdout and 'tapline:ssh' in p.stdout, p.stdout + p.stderr)
    p = subprocess.Popen(within(*NOBODY, 'tshark', '-n', '-i', 'tapline:lo', '-f', 'tcp port 81', '-c', '2'), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True, env=env, cwd='/')
    end = time.monotonic() + 30
    while p.poll() is None and time.monotonic() < end:
        knock(82, 81)
    p.terminate()
    out, err = p.communicate(timeout=60)
    result('extcap: tshark captures', '[SYN]' in out and '[RST, ACK]' in out and ' 82 ' not in out, out + err)


def run():
    if os.geteuid() != 0 or not shutil.which('ip') or not shutil.which('curl'):
        skip('remote and extcap', 'needs root, iproute2 and curl')
        return
    netns.ip('netns', 'add', NS)
    try:
        netns.ip('-n', NS, 'link', 'set', 'lo', 'up')
        with tempfile.TemporaryDirectory() as folder:
            d = pathlib.Path(folder)
            os.chmod(d, 0o755)
            for name in ('bin', 'extcap', 'home'):
                (d / name).mkdir(mode=0o755)
            os.chown(d / 'home', 65534, 65534)
            (d / 'bin' / 'ssh').write_text(STAND_IN)
            os.chmod(d / 'bin' / 'ssh', 0o755)
            shutil.copy(TAPLINE, d / 'tapline')
            shutil.copy(TAPLINE, d / 'extcap' / 'tapline-extcap')
            env = {**ENV, 'PATH': f'{d}/bin:{os.environ["PATH"]}'}
            over(d, env, 'a stand-in of ssh', 'ssh://me@there')
            quoting(d, env)
            extcap_answers(d)
            extcap_fifo(d, env)
            extcap_of_tshark(d)
            real_ssh(d, env)
    finally:
        netns.ip('netns', 'del', NS)
