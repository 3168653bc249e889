$ tapline -n --analyze -r connection.pcap
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
22:13:20.000000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
22:13:21.001000 IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0 [rtt 1.001000]
22:13:22.002000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0 [rtt 1.001000]
22:13:23.003000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1:39, ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 38: HTTP: GET / HTTP/1.1
22:13:24.004000 IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [.], ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0 [rtt 1.001000]
22:13:25.005000 IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [F.], seq 1, ack 39, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
22:13:26.006000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [R.], seq 39, ack 2, win 64240, length 0 [rtt 1.001000]
