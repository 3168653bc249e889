$ tapline slice
tapline: slice: name the capture file (- for standard input)
[exit 1]
$ tapline slice mixed.pcap
tapline: slice: name the file to be written (- for standard output)
[exit 1]
$ tapline slice mixed.pcap - --packets 3-2
tapline: invalid list of packets 3-2: give numbers and ranges, 1-10,15,20-
[exit 1]
$ tapline slice mixed.pcap - --from noon
tapline: invalid time noon: give 2026-11-21 10:00:05.25 (Z behind it: UTC), 10:00:05, @SECONDS since 1970 or +SECONDS since the first packet
[exit 1]
$ tapline slice mixed.pcap /dev/null --from +3 --to +6
$ tapline --packets 2,5-6,18- -nqtr mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
IP 10.0.0.1.50000 > 10.0.0.2.53: UDP, length 34
IP 10.0.0.2.53 > 10.0.0.1.50000: UDP, length 50
IP 10.0.0.2.80 > 10.0.0.1.40000: tcp 0
IP 10.0.0.1.40000 > 10.0.0.2.80: tcp 0
$ tapline --from +3 --to +5.5 -nqtr mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.2 > 10.0.0.1: ICMP echo reply, id 7, seq 1, length 64
IP 10.0.0.1.50000 > 10.0.0.2.53: UDP, length 34
IP 10.0.0.2.53 > 10.0.0.1.50000: UDP, length 50
$ tapline --from 22:13:36 -nqttttr mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-14 22:13:36.016000 IP 10.0.0.2.80 > 10.0.0.1.40000: tcp 0
2023-11-14 22:13:37.017000 IP 10.0.0.2.80 > 10.0.0.1.40000: tcp 0
2023-11-14 22:13:38.018000 IP 10.0.0.1.40000 > 10.0.0.2.80: tcp 0
$ tapline --from 2023-11-14T22:13:37.5Z -nqttttr mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-14 22:13:38.018000 IP 10.0.0.1.40000 > 10.0.0.2.80: tcp 0
$ tapline --to @1700000000.5 -nqttttr mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-14 22:13:20.000000 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
$ tapline --anonymize key -nr mixed.pcap
tapline: --anonymize and --headers-only change what is written: give -w FILE
[exit 1]
$ tapline merge
tapline: merge: name the capture files
[exit 1]
$ tapline merge nosuch.pcap
tapline: merge: nosuch.pcap: no such file
[exit 1]
$ tapline merge mixed.pcap
tapline: merge: give -w FILE (- for standard output)
[exit 1]
$ tapline convert mixed.pcap
tapline: convert: name the file to be written (- for standard output)
[exit 1]
$ tapline --keep 10 -C 1 -w /dev/null -r mixed.pcap
tapline: invalid --keep 10: give a size (10G; K, M, G, T), an age (7d; s, m, h, d, w) or both (10G,7d)
[exit 1]
$ tapline --keep 10G -w /dev/null -r mixed.pcap
tapline: --keep removes files of a rotation: give -C or -G
[exit 1]
$ tapline --on-full=maybe -w /dev/null -r mixed.pcap
tapline: invalid --on-full maybe: stop, wait or overwrite
[exit 1]
$ tapline --direct -U -w /dev/null -r mixed.pcap
tapline: --direct writes whole pages to a file: give -w FILE, and no -U
[exit 1]
