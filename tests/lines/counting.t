$ tapline --count -r mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
19 packets
$ tapline --count -r mixed.pcap icmp
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2 packets
$ tapline --count --skip 3 -r connection.pcap
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
7 packets
$ tapline -nt --skip 2 -c 1 -r connection.pcap
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 5001, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
$ tapline -nqt --print-sampling=3 -r connection.pcap
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.80: tcp 0
IP 10.0.0.2.80 > 10.0.0.1.40000: tcp 0
$ tapline -nqt -# -c 1 -r mixed.pcap udp
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
    1  IP 10.0.0.1.50000 > 10.0.0.2.53: UDP, length 34
