$ tapline -nt -r mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64
IP 10.0.0.2 > 10.0.0.1: ICMP echo reply, id 7, seq 1, length 64
IP 10.0.0.1.50000 > 10.0.0.2.53: 4660+ A? www.example.test. (34)
IP 10.0.0.2.53 > 10.0.0.1.50000: 4660 1/0/0 A 192.0.2.7 (50)
IP 10.0.0.1.1111 > 10.0.0.2.2222: UDP, length 32
IP6 2001:db8::1.1111 > 2001:db8::2.2222: UDP, length 8
IP6 2001:db8::1.1024 > 2001:db8::2.443: Flags [S], seq 7, win 64240, length 0
IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 16
IP 10.0.0.1 > 10.0.0.2: ip-proto-17
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Unknown (0x1234), length 31: 
	0x0000:  756e 6465 636f 6465 6420 7061 796c 6f61  undecoded.payloa
	0x0010:  64                                       d
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1:39, ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 38: HTTP: GET / HTTP/1.1
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [.], ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [F.], seq 1, ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [R.], seq 39, ack 2, win 64240, length 0
$ tapline -ntv -r connection.pcap
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [S], cksum 0x9830 (correct), seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)
    10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], cksum 0x8497 (correct), seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [.], cksum 0xb2fe (correct), ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 90)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], cksum 0x4cc7 (correct), seq 1:39, ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 38: HTTP, length: 38
	GET / HTTP/1.1
	Host: example.test
	
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52)
    10.0.0.2.80 > 10.0.0.1.40000: Flags [.], cksum 0xb2d8 (correct), ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52)
    10.0.0.2.80 > 10.0.0.1.40000: Flags [F.], cksum 0xb2d7 (correct), seq 1, ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [R.], cksum 0xecb3 (correct), seq 39, ack 2, win 64240, length 0
$ tapline -ntvve -r mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
02:00:00:00:00:01 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: Ethernet (len 6), IPv4 (len 4), Request who-has 10.0.0.2 tell 10.0.0.1, length 28
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype ARP (0x0806), length 42: Ethernet (len 6), IPv4 (len 4), Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length 84)
    10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length 84)
    10.0.0.2 > 10.0.0.1: ICMP echo reply, id 7, seq 1, length 64
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 76: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 62)
    10.0.0.1.50000 > 10.0.0.2.53: [udp sum ok] 4660+ A? www.example.test. (34)
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 92: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 78)
    10.0.0.2.53 > 10.0.0.1.50000: [udp sum ok] 4660 q: A? www.example.test. 1/0/0 www.example.test. A 192.0.2.7 (50)
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1Q (0x8100), length 78: vlan 5, p 0, ethertype IPv4 (0x0800), (tos 0x2e,ECT(0), ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 60)
    10.0.0.1.1111 > 10.0.0.2.2222: [udp sum ok] UDP, length 32
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv6 (0x86dd), length 70: (flowlabel 0x12345, hlim 64, next-header UDP (17), payload length 16) 2001:db8::1.1111 > 2001:db8::2.2222: [udp sum ok] UDP, length 8
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv6 (0x86dd), length 74: (hlim 64, next-header TCP (6), payload length 20) 2001:db8::1.1024 > 2001:db8::2.443: Flags [S], cksum 0x53bb (correct), seq 7, win 64240, length 0
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 50: (tos 0x0, ttl 64, id 1, offset 0, flags [+], proto UDP (17), length 36)
    10.0.0.1.1 > 10.0.0.2.2: UDP, length 16
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 50: (tos 0x0, ttl 64, id 1, offset 16, flags [none], proto UDP (17), length 36)
    10.0.0.1 > 10.0.0.2: ip-proto-17
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Unknown (0x1234), length 31: 
	0x0000:  756e 6465 636f 6465 6420 7061 796c 6f61  undecoded.payloa
	0x0010:  64                                       d
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 74: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [S], cksum 0x9830 (correct), seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 74: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)
    10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], cksum 0x8497 (correct), seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 66: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [.], cksum 0xb2fe (correct), seq 1, ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 104: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 90)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], cksum 0x4cc7 (correct), seq 1:39, ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 38: HTTP, length: 38
	GET / HTTP/1.1
	Host: example.test
	
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 66: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52)
    10.0.0.2.80 > 10.0.0.1.40000: Flags [.], cksum 0xb2d8 (correct), seq 1, ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 66: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 52)
    10.0.0.2.80 > 10.0.0.1.40000: Flags [F.], cksum 0xb2d7 (correct), seq 1, ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 40)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [R.], cksum 0xecb3 (correct), seq 39, ack 2, win 64240, length 0
$ tapline -ntS -r connection.pcap
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 5001, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1001:1039, ack 5001, win 64240, options [nop,nop,TS val 101 ecr 100], length 38: HTTP: GET / HTTP/1.1
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [.], ack 1039, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [F.], seq 5001, ack 1039, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [R.], seq 1039, ack 5002, win 64240, length 0
$ tapline -ntvK -c 1 -r connection.pcap
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)
    10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
$ tapline -ntvg -c 3 -r mixed.pcap ip
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length 84) 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length 84) 10.0.0.2 > 10.0.0.1: ICMP echo reply, id 7, seq 1, length 64
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 62) 10.0.0.1.50000 > 10.0.0.2.53: 4660+ A? www.example.test. (34)
