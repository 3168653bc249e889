$ tapline --deep --count -r deep.pcap 'udp port 53'
reading from file deep.pcap, link-type EN10MB (Ethernet), snapshot length 262144
10 packets
$ tapline --deep --count -r deep.pcap 'ip6 and udp'
reading from file deep.pcap, link-type EN10MB (Ethernet), snapshot length 262144
11 packets
$ tapline --deep --count -r deep.pcap 'not udp port 53'
reading from file deep.pcap, link-type EN10MB (Ethernet), snapshot length 262144
5 packets
$ tapline --deep --count -r deep.pcap 'host 2001:db8::1'
reading from file deep.pcap, link-type EN10MB (Ethernet), snapshot length 262144
11 packets
$ tapline --deep --count -r deep.pcap 'ip and dst host 10.0.0.2'
reading from file deep.pcap, link-type EN10MB (Ethernet), snapshot length 262144
4 packets
$ tapline --deep --count -r deep.pcap 'ip[8] == 64'
reading from file deep.pcap, link-type EN10MB (Ethernet), snapshot length 262144
4 packets
$ tapline -O --deep -nqt -r deep.pcap 'src portrange 4003-4009 and not ip'
reading from file deep.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP6 2001:db8::1.4004 > 2001:db8::2.53: UDP, length 4
IP6 2001:db8::1 > 2001:db8::2: HBH 4005 > 53: UDP, length 4
IP6 2001:db8::1 > 2001:db8::2: HBH RT6 (len=0, type=1, segleft=4 (unknown type) (invalid)
IP6 2001:db8::1 > 2001:db8::2: frag (0|12) 4007 > 53: UDP, length 4
IP6 2001:db8::1 > 2001:db8::2: AH(spi=0x00000001,seq=0x1,icv=0x000000000000000000000000): 4008 > 53: UDP, length 4
IP6 2001:db8::1 > 2001:db8::2: HBH AH(spi=0x00000001,seq=0x1,icv=0x000000000000000000000000): 4009 > 53: UDP, length 4
IP6 2001:db8::1 > 2001:db8::2: HBH RT6 (len=0, type=1, segleft=4 (unknown type) (invalid)
