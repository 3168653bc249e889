$ tapline -n -r connection.pcap --wrap
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
22:13:20.000000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240,
    options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
22:13:21.001000 IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001,
    win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
22:13:22.002000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240,
    options [nop,nop,TS val 101 ecr 100], length 0
22:13:23.003000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1:39, ack 1,
    win 64240, options [nop,nop,TS val 101 ecr 100], length 38: HTTP:
    GET / HTTP/1.1
22:13:24.004000 IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [.], ack 39, win 64240,
    options [nop,nop,TS val 101 ecr 100], length 0
22:13:25.005000 IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [F.], seq 1, ack 39,
    win 64240, options [nop,nop,TS val 101 ecr 100], length 0
22:13:26.006000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [R.], seq 39, ack 2,
    win 64240, length 0
$ tapline -n -v -r mixed.pcap --wrap -c 5
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
22:13:20.000000 ARP, Ethernet (len 6), IPv4 (len 4), Request who-has 10.0.0.2
    tell 10.0.0.1, length 28
22:13:21.001000 ARP, Ethernet (len 6), IPv4 (len 4), Reply 10.0.0.2 is-at
    02:00:00:00:00:02, length 28
22:13:22.002000 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1),
    length 84)
    10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64
22:13:23.003000 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1),
    length 84)
    10.0.0.2 > 10.0.0.1: ICMP echo reply, id 7, seq 1, length 64
22:13:24.004000 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17),
    length 62)
    10.0.0.1.50000 > 10.0.0.2.53: 4660+ A? www.example.test. (34)
$ tapline -n -r mixed.pcap --wrap --color always -c 3 tcp
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
22:13:28.008000 [1mIP6 2001:db8::1.1024 > 2001:db8::2.443: Flags [S], seq 7,
    win 64240, length 0[0m
22:13:32.012000 [32mIP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240,
    options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0[0m
22:13:33.013000 [32mIP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001,
    win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0[0m
