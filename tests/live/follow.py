"""Interfaces that go, come, go down or are renamed: one line for each, and --follow-interfaces goes on."""

from netns import A, B, add_pair, capture, ip, lines, namespaces, ping, result, stop, within


def until(p, *words):
    """Reads what the program says up to a line with all the words."""
    said = ''
    for line in p.stderr:
        said += line
        if all(w in line for w in words):
            return said
    return said


def told(name, p, *words):
    said = until(p, *words)
    last = said.splitlines()[-1] if said else ''
    result(name, all(w in last for w in words), said)
    return said


def news(d, *options):
    p, _ = capture(d, '-i', 'veth-b1', '-i', 'veth-b2', '-w', d / 'news.pcapng', *options, listening=2)
    ip('-n', B, 'link', 'set', 'veth-b1', 'name', 'lan0')
    told('renamed', p, 'tapline: veth-b1: the interface is called lan0 now')
    ip('-n', A, 'link', 'set', 'veth-a1', 'down')
    said = told('link lost', p, 'veth-b1: the interface lost its link')
    result(f'{options} news are told once', said.count('\n') == 1, said)
    ip('-n', A, 'link', 'set', 'veth-a1', 'up')
    told('link back', p, 'veth-b1: the interface has its link again')
    ip('-n', B, 'link', 'set', 'lan0', 'down')
    told('one of two went down', p, 'veth-b1: The interface went down')
    ping(2)
    status, said = stop(p)
    result('the other goes on', status == 0 and lines(d / 'news.pcapng', 'icmp').count('ICMP echo') == 2, said)
    ip('-n', B, 'link', 'set', 'lan0', 'name', 'veth-b1')
    ip('-n', B, 'link', 'set', 'veth-b1', 'up')


def comes_back(d, *options):
    path = d / 'back.pcapng'
    p, _ = capture(d, '-n', '-i', 'veth-b1', '--follow-interfaces', '-w', path, *options, 'icmp')
    ping()
    ip('-n', B, 'link', 'set', 'veth-b1', 'down')
    told(f'{options} down', p, 'veth-b1: The interface went down')
    ip('-n', B, 'link', 'set', 'veth-b1', 'up')
    told(f'{options} up again', p, 'veth-b1: the interface is back')
    ping()
    ip('-n', B, 'link', 'del', 'veth-b1')
    told(f'{options} deleted', p, 'veth-b1: The interface disappeared')
    add_pair(1)
    told(f'{options} made anew', p, 'veth-b1: the interface is back')
    ping()
    within(A, 'ping', '-6', '-q', '-c', '1', 'fd09:1::2')
    status, said = stop(p)
    text = lines(path)
    result(f'{options} packets of all three times, filtered', status == 0 and text.count('ICMP echo') == 6 == text.count('\n'), said + text)
    result(f'{options} counts add up', '6 packets captured\n6 packets received by filter\n0 packets dropped' in said, said)


def joins(d, *options):
    path = d / 'join.pcapng'
    p, _ = capture(d, '-n', '-i', 'veth-b*', '--follow-interfaces', '-w', path, *options, 'icmp', listening=2)
    add_pair(3)
    told('a new one that fits the pattern', p, 'veth-b3: the interface has come')
    ip('-n', B, 'link', 'add', 'veth-x', 'type', 'veth', 'peer', 'name', 'veth-y')
    ip('-n', B, 'link', 'set', 'veth-x', 'up')
    for n in (1, 2, 3):
        ping(n)
    status, said = stop(p)
    text = lines(path)
    result(f'{options} packets of all that fit', status == 0 and all(text.count(f'> 10.9.{n}.2: ICMP echo request') == 1 for n in (1, 2, 3)), said + text)
    result(f'{options} no other joins', 'veth-x' not in said and 'veth-y' not in said, said)
    ip('-n', B, 'link', 'del', 'veth-x')
    ip('-n', B, 'link', 'del', 'veth-b3')


def run():
    with namespaces(pairs=2) as d:
        news(d)
        news(d, '--threads', '3')
        comes_back(d)
        comes_back(d, '--no-sandbox')
        comes_back(d, '--threads', '3')
        joins(d)
        joins(d, '--threads', '2')
