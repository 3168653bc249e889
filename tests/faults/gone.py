"""Interfaces and network namespaces that go away while they are captured on: what had come is in the file, and it is said."""
import subprocess
import time

import netns
from netns import A, B, capture, ip, namespaces, ping, result, skip, stop, within
from packets import read_back


def ended(p):
    """(status, message) of a capture that ends by itself."""
    said = p.stderr.read()
    return p.wait(timeout=30), said


def pings(path):
    return read_back(path)[0]


def interface_deleted():
    with namespaces() as d:
        p, _ = capture(d, '-ni', 'veth-b1', '-U', '-w', d / 'f.pcap', '-Z', 'root', 'icmp')
        ping(count=3)
        ip('-n', B, 'link', 'del', 'veth-b1')
        status, said = ended(p)
        result('a deleted interface is said', status == 1 and 'veth-b1' in said and '6 packets captured' in said, f'{status} {said}')
        result('a deleted interface: what came before is in the file', pings(d / 'f.pcap') == 6, said)
        netns.add_pair(1)
        p, _ = capture(d, '-ni', 'veth-b1', '-w', d / 'g.pcap', '-Z', 'root', 'icmp')
        ping(count=2)
        status, said = stop(p)
        result('made again, it is captured on', status == 0 and pings(d / 'g.pcap') == 4, f'{status} {said}')


def one_of_two_deleted():
    with namespaces(pairs=2) as d:
        p, _ = capture(d, '-ni', 'veth-b1', '-i', 'veth-b2', '-w', d / 'f.pcapng', '-Z', 'root', 'icmp', listening=2)
        ping(1, count=2)
        ping(2, count=2)
        ip('-n', B, 'link', 'del', 'veth-b1')
        time.sleep(0.3)
        if p.poll() is None:
            p.terminate()
        status, said = ended(p)
        result('one of two interfaces is deleted', 'veth-b1' in said and pings(d / 'f.pcapng') == 8, f'{status} {said}')


def namespace_of_the_other_end():
    """With the namespace go its interfaces, and with them their peers here."""
    with namespaces() as d:
        p, _ = capture(d, '-ni', 'veth-b1', '-w', d / 'f.pcap', '-Z', 'root', 'icmp')
        ping(count=3)
        ip('netns', 'del', A)
        status, said = ended(p)
        result('the namespace of the peer goes', status == 1 and 'veth-b1' in said and pings(d / 'f.pcap') == 6, f'{status} {said}')


def own_namespace():
    """Its name goes; the namespace itself lives as long as the capture in it does."""
    with namespaces() as d:
        p, _ = capture(d, '-ni', 'veth-b1', '-w', d / 'f.pcap', '-Z', 'root', 'icmp')
        subprocess.run(['ip', 'netns', 'del', B], check=True)
        within(A, 'ping', '-q', '-c', '3', '-i', '0.2', '10.9.1.2', check=True)
        status, said = stop(p)
        result('the own namespace loses its name', status == 0 and pings(d / 'f.pcap') == 6, f'{status} {said}')


def goes_down():
    with namespaces() as d:
        p, _ = capture(d, '-ni', 'veth-b1', '-w', d / 'f.pcap', '-Z', 'root', 'icmp')
        ping(count=2)
        ip('-n', B, 'link', 'set', 'veth-b1', 'down')
        time.sleep(0.3)
        if p.poll() is None:
            p.terminate()
        status, said = ended(p)
        result('an interface goes down', pings(d / 'f.pcap') == 4 and 'dropped by kernel' in said, f'{status} {said}')


def run():
    if netns.possible():
        skip('interfaces that go away', netns.possible())
        return
    interface_deleted()
    one_of_two_deleted()
    namespace_of_the_other_end()
    own_namespace()
    goes_down()
