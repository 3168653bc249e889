$ tapline conv -r mixed.pcap
IPv4 conversations: 1 (14 packets, 1046 bytes)
A         B         A>B packets  bytes  B>A packets  bytes  Packets  Bytes     Start   Duration  A>B bit/s  B>A bit/s
10.0.0.1  10.0.0.2            9    650            5    396       14   1046  2.002000  16.016000        325        198

IPv6 conversations: 1 (2 packets, 144 bytes)
A            B            A>B packets  bytes  B>A packets  bytes  Packets  Bytes     Start  Duration  A>B bit/s  B>A bit/s
2001:db8::1  2001:db8::2            2    144            0      0        2    144  7.007000  1.001000       1151          0
$ tapline conv tcp -r mixed.pcap --top 1
TCP conversations: 2 (8 packets, 578 bytes)
A               B            A>B packets  bytes  B>A packets  bytes  Packets  Bytes      Start  Duration  A>B bit/s  B>A bit/s  Stream    RTT ms  Resent  State
10.0.0.1:40000  10.0.0.2:80            4    298            3    206        7    504  12.012000  6.006000        397        274       1  2002.000       0  reset
$ tapline conv tcp -r mixed.pcap --json port 80
{"kind":"tcp","a":"10.0.0.1:40000","b":"10.0.0.2:80","a_packets":4,"a_bytes":298,"b_packets":3,"b_bytes":206,"packets":7,"bytes":504,"start":0.000000,"duration":6.006000,"a_rate":397,"b_rate":274,"stream":0,"rtt":2002.000,"resent":0,"state":"reset"}
$ tapline conv eth -r mixed.pcap --sort packets
Ethernet conversations: 2 (19 packets, 1305 bytes)
A                  B                  A>B packets  bytes  B>A packets  bytes  Packets  Bytes     Start   Duration  A>B bit/s  B>A bit/s
02:00:00:00:00:01  02:00:00:00:00:02           18   1263            0      0       18   1263  1.001000  17.017000        594          0
02:00:00:00:00:01  ff:ff:ff:ff:ff:ff            1     42            0      0        1     42  0.000000   0.000000                      
$ tapline conv tcp -r mixed.pcap --sort nosuch
tapline: --sort nosuch: there is no such column to sort by (bytes, packets, duration, start, rate, resent, rtt)
[exit 1]
$ tapline conv udp -r mixed.pcap --separate
UDP conversations: 4 (5 packets, 366 bytes)
A                     B                   A>B packets  bytes  B>A packets  bytes  Packets  Bytes      Start  Duration  A>B bit/s  B>A bit/s
10.0.0.1:50000        10.0.0.2:53                   1     76            1     92        2    168   4.004000  1.001000        607        735
10.0.0.1:1111 vlan 5  10.0.0.2:2222                 1     78            0      0        1     78   6.006000  0.000000                      
[2001:db8::1]:1111    [2001:db8::2]:2222            1     70            0      0        1     70   7.007000  0.000000                      
10.0.0.1:1            10.0.0.2:2                    1     50            0      0        1     50  10.010000  0.000000                      
$ tapline conv udp -r mixed.pcap --max-flows 1
UDP conversations: 1 (5 packets, 366 bytes)
A           B           A>B packets  bytes  B>A packets  bytes  Packets  Bytes      Start  Duration  A>B bit/s  B>A bit/s
10.0.0.1:1  10.0.0.2:2            1     50            0      0        1     50  10.010000  0.000000                      
UDP: 3 flows that were idle longest had to make room, with 4 packets, 316 bytes that no row shows (--max-flows 1)
$ tapline hosts -r mixed.pcap
IPv4 endpoints: 2
Address   Packets  Bytes  Sent packets  bytes  Received packets  bytes  Flows
10.0.0.1       14   1046             9    650                 5    396      1
10.0.0.2       14   1046             5    396                 9    650      1

IPv6 endpoints: 2
Address      Packets  Bytes  Sent packets  bytes  Received packets  bytes  Flows
2001:db8::1        2    144             2    144                 0      0      1
2001:db8::2        2    144             0      0                 2    144      1
$ tapline hosts udp -r mixed.pcap --sort address
UDP endpoints: 8
Address             Packets  Bytes  Sent packets  bytes  Received packets  bytes  Flows
10.0.0.1:1                1     50             1     50                 0      0      1
10.0.0.1:1111             1     78             1     78                 0      0      1
10.0.0.1:50000            2    168             1     76                 1     92      1
10.0.0.2:2                1     50             0      0                 1     50      1
10.0.0.2:53               2    168             1     92                 1     76      1
10.0.0.2:2222             1     78             0      0                 1     78      1
[2001:db8::1]:1111        1     70             1     70                 0      0      1
[2001:db8::2]:2222        1     70             0      0                 1     70      1
$ tapline ports -r mixed.pcap
TCP ports: 2
Port  Packets  Bytes  Sent packets  bytes  Received packets  bytes  Flows
  80        7    504             3    206                 4    298      1
 443        1     74             0      0                 1     74      1

UDP ports: 3
Port  Packets  Bytes  Sent packets  bytes  Received packets  bytes  Flows
  53        2    168             1     92                 1     76      1
1111        2    148             2    148                 0      0      2
   1        1     50             1     50                 0      0      1

SCTP ports: 0
