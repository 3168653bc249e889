$ tapline --explain -y EN10MB 'tcp port 80 and not host 10.0.0.1'
all of:
  TCP segments over IPv4 or IPv6 from or to port 80; of fragments only the first
  not IPv4, ARP or RARP packets from or to 10.0.0.1
reads bytes 12-14, 20-21, 23, 26-33, 54-57; behind a header of variable length bytes 14-17
$ tapline --explain -y EN10MB 'vlan 5 and (udp portrange 5000-6000 or icmp6)'
all of:
  frames with a VLAN tag of ID 5; all that stands behind this word is looked for behind that header
  any of:
    UDP datagrams over IPv4 or IPv6 from or to ports 5000 to 6000; of fragments only the first
    ICMPv6 messages
reads bytes 12-18, 24-25, 27, 58-61; behind a header of variable length bytes 18-21
$ tapline --explain -y EN10MB 'src net 10.0.0.0/8 or tcp[tcpflags] & tcp-syn != 0 or less 80 or not (arp or ip6)'
any of:
  IPv4, ARP or RARP packets from 10.0.0.0/8
  TCP segments over IPv4, of fragments only the first, where (tcp[tcpflags] & tcp-syn) != 0
  packets of at most 80 bytes
  not any of:
    ARP packets
    IPv6 packets
reads bytes 12-13, 28-31
$ tapline --explain -y EN10MB 'ether src 02:00:00:00:00:01 or ip proto 89'
any of:
  frames from 02:00:00:00:00:01
  IPv4 packets that carry protocol 89 (OSPF)
reads bytes 6-13, 23
$ tapline --explain -y EN10MB 'host 2001:db8::1 or 2001:db8::2'
any of:
  IPv6 packets from or to 2001:db8::1
  IPv6 packets from or to 2001:db8::2
reads bytes 12-13, 22-53
$ tapline --explain -y EN10MB 'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net 10.0.0.0/8'
all of:
  TCP segments over IPv4, of fragments only the first, where (tcp[tcpflags] & (tcp-syn | tcp-fin)) != 0
  not IPv4, ARP or RARP packets from and to 10.0.0.0/8
reads bytes 12-14, 20-21, 23, 26-33; behind a header of variable length bytes 27
$ tapline --explain -y EN10MB 'ip proto 47 or ether proto 0x88cc or ip6 protochain 6 or iso proto \isis or ether proto 0x42'
any of:
  IPv4 packets that carry protocol 47 (GRE)
  frames of the Ethernet type 0x88cc (LLDP)
  IPv6 packets that carry protocol 6 (TCP), also behind other headers
  OSI packets that carry protocol 131 (IS-IS)
  frames with an 802.2 LLC header for the service access point 0x42
reads bytes 12-15, 17, 20, 23; behind a header of variable length bytes 14-15
$ tapline --explain -y EN10MB 'ether broadcast or ip broadcast or ip multicast or ip6 multicast or ether multicast'
any of:
  frames to the broadcast address
  IPv4 packets to an address of the interface's network whose host part is all ones or all zeroes
  IPv4 packets to a multicast or broadcast address (224.0.0.0 and above)
  IPv6 packets to a multicast address
  frames to a multicast or broadcast address
reads bytes 0-5, 12-13, 30-33, 38
$ tapline --explain -y EN10MB 'geneve 0xb and vlan 7 and udp portrange 1-5'
all of:
  Geneve packets (UDP port 6081) of the virtual network 11; all that stands behind this word is looked for behind that header
  frames with a VLAN tag of ID 7; all that stands behind this word is looked for behind that header
  UDP datagrams over IPv4 or IPv6 from or to ports 1 to 5; of fragments only the first
reads bytes 12-14, 20-21, 23, 56-57; behind a header of variable length bytes 0-1, 4-5, 16-17, 22, 24-31, 34-37, 40-41, 43, 74-77
$ tapline --explain -y EN10MB 'llc rnr or stp or csnp or byte 3 > 5 or decnet host 10.123 or less 60'
any of:
  802.2 LLC receiver not ready frames
  spanning tree frames (STP)
  IS-IS complete sequence number packets
  packets whose byte 3 is greater than 5
  DECnet packets from or to 10.123
  packets of at most 60 bytes
reads bytes 3, 12-21, 23-25, 31-33
$ tapline --explain -y IEEE802_11 'type mgt subtype beacon or subtype qos-data or dir tods or wlan addr1 1:2:3:4:5:6 or wlan ta 1:2:3:4:5:7'
any of:
  802.11 management frames of the subtype beacon
  802.11 frames of the subtype qos-data
  802.11 frames to the distribution system
  frames whose first address is 01:02:03:04:05:06
  frames whose transmitter is 01:02:03:04:05:07
reads bytes 0-1, 4-15
$ tapline --explain -y PFLOG 'ifname em0 and action block and reason match and rnr 5 and not inbound'
all of:
  packets that pf logged for the interface em0
  packets that pf logged with the action block
  packets that pf logged for the reason match
  packets that pf logged for rule number 5
  not packets that this host received
reads bytes 2-6, 36-39, 60
$ tapline --explain -y SUNATM 'vpi 1 and vci > 5 or oamf4 or connectmsg or (lane and ip)'
any of:
  all of:
    ATM cells whose virtual path is 1
    ATM cells whose virtual channel is greater than 5
  ATM OAM F4 flow cells, of a segment or from end to end
  Q.2931 messages that make or end a connection, on the ATM signalling circuit
  all of:
    ATM LAN emulation packets; all that stands behind this word is looked for behind that header
    IPv4 packets
reads bytes 0-5, 9, 18-19
$ tapline --explain -y MTP2 'lssu or opc (1 or 2) or hdpc != 7'
any of:
  SS7 link status signal units
  any of:
    SS7 signal units whose originating point code is 1
    SS7 signal units whose originating point code is 2
  SS7 signal units (extended header) whose destination point code is not 7
reads bytes 2, 4-10
$ tapline --explain --deep -y EN10MB 'tcp port 80'
TCP segments over IPv4 or IPv6 from or to port 80; of fragments only the first
addresses, protocols and ports also behind up to two VLAN tags and, with IPv6, behind extension headers
reads bytes 12-14, 16-18, 20-25, 27-29, 31, 54-65; behind a header of variable length bytes 14-25, 54-65
$ tapline --explain -y EN10MB
all packets
reads no bytes of the packet
