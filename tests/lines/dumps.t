$ tapline -nt -c 1 -x -r mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
	0x0000:  0001 0800 0604 0001 0200 0000 0001 0a00
	0x0010:  0001 0000 0000 0000 0a00 0002
$ tapline -nt -c 1 -xx -r mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
	0x0000:  ffff ffff ffff 0200 0000 0001 0806 0001
	0x0010:  0800 0604 0001 0200 0000 0001 0a00 0001
	0x0020:  0000 0000 0000 0a00 0002
$ tapline -nt -c 1 -X -r raw.pcap
reading from file raw.pcap, link-type RAW (Raw IP), snapshot length 262144
IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64
	0x0000:  4500 0054 0001 4000 4001 26a6 0a00 0001  E..T..@.@.&.....
	0x0010:  0a00 0002 0800 00e5 0007 0001 0001 0203  ................
	0x0020:  0405 0607 0809 0a0b 0c0d 0e0f 1011 1213  ................
	0x0030:  1415 1617 1819 1a1b 1c1d 1e1f 2021 2223  .............!"#
	0x0040:  2425 2627 2829 2a2b 2c2d 2e2f 3031 3233  $%&'()*+,-./0123
	0x0050:  3435 3637                                4567
$ tapline -nt -c 1 -XX -r mixed.pcap vlan
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.1111 > 10.0.0.2.2222: UDP, length 32
	0x0000:  0200 0000 0002 0200 0000 0001 8100 0005  ................
	0x0010:  0800 452e 003c 0001 4000 4011 2680 0a00  ..E..<..@.@.&...
	0x0020:  0001 0a00 0002 0457 08ae 0028 570f 7878  .......W...(W.xx
	0x0030:  7878 7878 7878 7878 7878 7878 7878 7878  xxxxxxxxxxxxxxxx
	0x0040:  7878 7878 7878 7878 7878 7878 7878       xxxxxxxxxxxxxx
$ tapline -nt -c 1 -x -r mixed.pcap vlan
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.1111 > 10.0.0.2.2222: UDP, length 32
	0x0000:  452e 003c 0001 4000 4011 2680 0a00 0001
	0x0010:  0a00 0002 0457 08ae 0028 570f 7878 7878
	0x0020:  7878 7878 7878 7878 7878 7878 7878 7878
	0x0030:  7878 7878 7878 7878 7878 7878
$ tapline -nt -A -r connection.pcap 'greater 100'
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1001:1039, ack 5001, win 64240, options [nop,nop,TS val 101 ecr 100], length 38: HTTP: GET / HTTP/1.1
E..Z..@.@.&.
...
....@.P............L......
...e...dGET / HTTP/1.1
Host: example.test


$ tapline -nt -r mixed.pcap 'ether proto 0x1234'
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Unknown (0x1234), length 31: 
	0x0000:  756e 6465 636f 6465 6420 7061 796c 6f61  undecoded.payloa
	0x0010:  64                                       d
