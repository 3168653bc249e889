$ tapline -nq -c 2 -r mixed.pcapng
reading from file mixed.pcapng, link-type EN10MB (Ethernet), snapshot length 262144
22:13:20.000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
22:13:21.001234 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -nq -c 2 -t -r mixed.pcapng
reading from file mixed.pcapng, link-type EN10MB (Ethernet), snapshot length 262144
ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -nq -c 2 -tt -r mixed.pcapng
reading from file mixed.pcapng, link-type EN10MB (Ethernet), snapshot length 262144
1700000000.000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
1700000001.001234 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -nq -c 2 -ttt --nano -r mixed.pcapng
reading from file mixed.pcapng, link-type EN10MB (Ethernet), snapshot length 262144
 00:00:00.000000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
 00:00:01.001234567 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -nq -c 2 -tttt --nano -r mixed-nano-be.pcap
reading from file mixed-nano-be.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-14 22:13:20.000000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
2023-11-14 22:13:21.000001000 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -nq -c 2 -ttttt -# --lengths -r mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
    1  caplen 42 len 42  00:00:00.000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
    2  caplen 42 len 42  00:00:01.001000 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -tttttt -r mixed.pcap
tapline: only -t, -tt, -ttt, -tttt and -ttttt are supported
[exit 1]
