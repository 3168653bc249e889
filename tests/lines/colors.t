$ tapline -n -r mixed.pcap --color always
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
22:13:20.000000 [93mARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28[0m
22:13:21.001000 [93mARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28[0m
22:13:22.002000 [95mIP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64[0m
22:13:23.003000 [95mIP 10.0.0.2 > 10.0.0.1: ICMP echo reply, id 7, seq 1, length 64[0m
22:13:24.004000 [36mIP 10.0.0.1.50000 > 10.0.0.2.53: 4660+ A? www.example.test. (34)[0m
22:13:25.005000 [36mIP 10.0.0.2.53 > 10.0.0.1.50000: 4660 1/0/0 A 192.0.2.7 (50)[0m
22:13:26.006000 [94mIP 10.0.0.1.1111 > 10.0.0.2.2222: UDP, length 32[0m
22:13:27.007000 [94mIP6 2001:db8::1.1111 > 2001:db8::2.2222: UDP, length 8[0m
22:13:28.008000 [1mIP6 2001:db8::1.1024 > 2001:db8::2.443: Flags [S], seq 7, win 64240, length 0[0m
22:13:29.009000 [94mIP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 16[0m
22:13:30.010000 IP 10.0.0.1 > 10.0.0.2: ip-proto-17
22:13:31.011000 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Unknown (0x1234), length 31: 
	0x0000:  756e 6465 636f 6465 6420 7061 796c 6f61  undecoded.payloa
	0x0010:  64                                       d
22:13:32.012000 [32mIP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0[0m
22:13:33.013000 [32mIP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0[0m
22:13:34.014000 [32mIP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0[0m
22:13:35.015000 [32mIP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1:39, ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 38: HTTP: GET / HTTP/1.1[0m
22:13:36.016000 [32mIP 10.0.0.2.80 > 10.0.0.1.40000: Flags [.], ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0[0m
22:13:37.017000 [32mIP 10.0.0.2.80 > 10.0.0.1.40000: Flags [F.], seq 1, ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0[0m
22:13:38.018000 [1;31mIP 10.0.0.1.40000 > 10.0.0.2.80: Flags [R.], seq 39, ack 2, win 64240, length 0[0m
$ tapline -n -r connection.pcap --color never -c 1
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
22:13:20.000000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
$ tapline -n -r connection.pcap -c 1
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
22:13:20.000000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
$ tapline -n -r connection.pcap --color blue
tapline: invalid --color blue: auto, always or never
[exit 1]
