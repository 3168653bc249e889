$ tapline -r mixed.pcap --decode tlz
tapline: --decode tlz: there is no protocol `tlz'; is `tls' meant?
[exit 1]
$ tapline -r mixed.pcap --decode 'udp.prot==1700,radius'
tapline: --decode udp.prot==1700,radius: nothing is decoded by `udp.prot'; is `udp.port' meant?
[exit 1]
$ tapline -r mixed.pcap --decode 'udp.port==1700'
tapline: --decode udp.port==1700: a comma and the protocol are missing, as in udp.port==1700,radius
[exit 1]
$ tapline -r mixed.pcap --decode 'udp.port==70000,radius'
tapline: --decode udp.port==70000,radius: udp.port: a number up to 65535 or a range such as 8000-8010 is expected
[exit 1]
$ tapline -r mixed.pcap --decode 'udp.port==9-8,radius'
tapline: --decode udp.port==9-8,radius: udp.port: a number up to 65535 or a range such as 8000-8010 is expected
[exit 1]
$ tapline -r mixed.pcap --decode 'udp.port==1700,raduis'
tapline: --decode udp.port==1700,raduis: there is no protocol `raduis'; is `radius' meant?
[exit 1]
$ tapline -r connection.pcap -nt -c 4 --decode 'tcp.dstport==80-81,ssh'
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1:39, ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 38
