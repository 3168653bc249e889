$ tapline --explain -y EN10MB 'tcp port 80 and not host 10.0.0.1'
all of:
  TCP segments over IPv4 or IPv6 from or to port 80; of fragments only the first
  not IPv4, ARP or RARP packets from or to 10.0.0.1
reads bytes 12-14, 20-21, 23, 26-33, 54-57; behind a header of variable length bytes 14-17
$ tapline --explain -y EN10MB 'vlan 5 and (udp portrange 5000-6000 or icmp6)'
all of:
  frames with a VLAN tag 5; all that stands behind this word is looked for behind that header
  any of:
    UDP datagrams over IPv4 or IPv6 from or to port 5000 to 6000; of fragments only the first
    ICMPv6 messages
reads bytes 12-18, 24-25, 27, 58; behind a header of variable length bytes 18-21
$ tapline --explain -y EN10MB 'src net 10.0.0.0/8 or tcp[tcpflags] & tcp-syn != 0 or less 80 or not (arp or ip6)'
any of:
  IPv4, ARP or RARP packets from 10.0.0.0 mask 255.0.0.0
  packets where (tcp[13] & 2) != 0
  packets of at most 80 bytes
  not any of:
    ARP packets
    IPv6 packets
reads bytes 12-13, 28-31
$ tapline --explain -y EN10MB 'ether src 02:00:00:00:00:01 or ip proto 89'
any of:
  frames from 02:00:00:00:00:01
  IPv4 packets that carry protocol 89
reads bytes 6-13, 23
$ tapline --explain -y EN10MB 'host 2001:db8::1 or 2001:db8::2'
any of:
  IPv6 packets from or to 2001:db8::1
  IPv6 packets from or to 2001:db8::2
reads bytes 12-13, 22-53
