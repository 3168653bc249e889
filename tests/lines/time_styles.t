$ tapline -n -r mixed.pcap -c 2 --time clock --tz America/New_York
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
17:13:20.000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
17:13:21.001000 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -n -r mixed.pcap -c 2 --time none
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -n -r mixed.pcap -c 2 --time epoch --nano
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
1700000000.000000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
1700000001.001000000 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -n -r mixed.pcap -c 2 --time date --tz America/New_York
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-14 17:13:20.000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
2023-11-14 17:13:21.001000 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -n -r mixed.pcap -c 2 --time utc --tz America/New_York
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-14 22:13:20.000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
2023-11-14 22:13:21.001000 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -n -r mixed.pcap -c 2 --time iso
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-14T22:13:20.000000Z ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
2023-11-14T22:13:21.001000Z ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -n -r mixed.pcap -c 2 --time iso --tz America/New_York
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-14T17:13:20.000000-05:00 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
2023-11-14T17:13:21.001000-05:00 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -n -r connection.pcap -c 3 --time delta
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
0.000000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
1.001000 IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
1.001000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
$ tapline -n -r connection.pcap -c 3 --time relative
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
0.000000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
1.001000 IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
2.002000 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
$ tapline -n -r connection.pcap -c 3 --time stevens
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
0.000000 (0.0000) IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
1.001000 (1.0010) IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, options [mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7], length 0
2.002000 (1.0010) IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240, options [nop,nop,TS val 101 ecr 100], length 0
$ tapline -n -r mixed.pcap --time sundial
tapline: unknown --time sundial: clock, none, epoch, date, utc, iso, delta, relative or stevens
[exit 1]
$ tapline -n -r mixed.pcap --tz Mars/Olympus
tapline: there is no time zone `Mars/Olympus' in /usr/share/zoneinfo (Europe/Paris, UTC)
[exit 1]
