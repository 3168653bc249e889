"""Filters on `any`, which the kernel applies to packets without the link header that captures of it have."""
import re

from netns import A, B, capture, lines, namespaces, ping, result, stop, within

# Those on the right are left to tapline: they look at the made-up header.
IN_KERNEL = ('icmp', 'icmp[0] == 8', 'ip6', 'icmp6', 'arp', 'udp port 27003', 'tcp', 'tcp[tcpflags] & tcp-syn != 0', 'host 10.9.1.2', 'src net 10.9.0.0/16',
             'greater 120', 'less 120', 'len > 200', 'outbound', 'inbound and udp', 'ip[8] < 65', 'ip6[6] == 17', 'udp[8:2] == 0x3030', 'portrange 27000-27010',
             'not icmp and not arp', 'ip multicast', 'ip proto 17 or ip6 proto 6', 'tcp port 27003 and host fd09:1::2', 'ip host 10.9.1.1 and (tcp or icmp)',
             '--deep udp')
HERE = ('ether[0:2] == 0x86dd', 'protochain 17')

TRAFFIC = r'''
import socket
link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
link.bind(("veth-a1", 0x806))
link.send(bytes.fromhex("ffffffffffff" "020000000101" "0806" "0001080006040001" "020000000101" "0a090101" "000000000000" "0a090102"))
m = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
m.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("10.9.1.1"))
m.sendto(b"many", ("239.9.1.1", 27005))
for family, address in ((socket.AF_INET, "10.9.1.2"), (socket.AF_INET6, "fd09:1::2")):
    u = socket.socket(family, socket.SOCK_DGRAM)
    for i in range(40):
        u.sendto(b"%06d" % i + bytes(10 * i), (address, 27003))
    for i in range(5):
        t = socket.socket(family, socket.SOCK_STREAM)
        try:
            t.connect((address, 27003))
        except ConnectionRefusedError:
            pass
        t.close()
'''


def words(filter_text):
    return filter_text.split() if filter_text.startswith('--') else [filter_text]


def sent_here(text):
    """Without what hosts send by themselves when an interface comes up."""
    return [line for line in text.splitlines() if '10.9.1.' in line or 'fd09:1::' in line]


def kernel_filters(d):
    """Each filter in a capture of its own, all at the same time, beside one of everything: what they caught is what tapline picks out of that."""
    filters = IN_KERNEL + HERE
    running = [capture(d, '-i', 'any', '-w', d / f'any-{i}.pcap', *(words(f) if f else []))[0] for i, f in enumerate(('', *filters))]
    ping(count=3)
    within(A, 'ping', '-6', '-q', '-c', 2, '-i', '0.2', 'fd09:1::2', check=True)
    within(B, 'python3', '-c', "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b'x', ('10.9.1.1', 27004))", check=True)
    within(A, 'python3', '-c', TRAFFIC, check=True)
    said = [stop(p)[1] for p in running]
    everything = lines(d / 'any-0.pcap', '-te')
    result('any: the capture of everything has all of it', all(w in everything for w in ('ICMP echo', 'ICMP6, echo', 'Flags [S]', 'length 396')), everything[:2000])
    for i, f in enumerate(filters, 1):
        got, want = lines(d / f'any-{i}.pcap', '-te'), lines(d / 'any-0.pcap', '-te', *words(f))
        received = int(re.search(r'(\d+) packets? received by filter', said[i])[1])
        result(f'any: {f}', sent_here(got) == sent_here(want) and sent_here(want), f'{got}\nwant\n{want}')
        if f in IN_KERNEL:
            result(f'any: {f}: the kernel passes nothing else', received == len(got.splitlines()), said[i])


TAGGED = r'''
import socket
link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
link.bind(("veth-a1", 0))
for tags in ("8100a005", "88a820078100a005", ""):
    link.send(bytes.fromhex("020000000102" "020000000101" + tags + "0800" "4500001c000100004011668b0a4d00010a4d0002" "045708ae00080000"))
'''


def vlan_tags(d):
    """Both kinds of cooked header, what comes in and what goes out; a second tag stays in the data whatever the kernel calls it."""
    for name, header in (('LINUX_SLL', 16), ('LINUX_SLL2', 20)):
        for ns, way in ((B, 'In'), (A, 'Out')):
            path = d / f'tags-{name}-{way}.pcapng'
            p, _ = capture(d, '-i', 'any', '-y', name, '-w', path, ns=ns)
            within(A, 'python3', '-c', TAGGED, check=True)
            stop(p)
            got = [line.split('ethertype 802.1Q', 1)[1] for line in lines(path, '-te').split('\n') if 'ethertype 802.1Q' in line]
            inner = 'ethertype IPv4 (0x0800), 10.77.0.1.1111 > 10.77.0.2.2222: UDP, length 0'
            want = [f' (0x8100), length {header + 32}: vlan 5, p 5, {inner}']
            if way == 'In': # of two that go out, the kernel tells the first only
                want.append(f'-QinQ (0x88a8), length {header + 36}: vlan 7, p 1, ethertype 802.1Q (0x8100), vlan 5, p 5, {inner}')
            result(f'any: tags are back behind {name} ({way})', got[:len(want)] == want, str(got))


def run():
    with namespaces() as d:
        kernel_filters(d)
        vlan_tags(d)
