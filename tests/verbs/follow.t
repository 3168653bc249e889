$ tapline follow tcp 0 -r connection.pcap
tcp 0: 10.0.0.1:40000 > 10.0.0.2:80
GET / HTTP/1.1
Host: example.test


$ tapline follow tcp 0 -r connection.pcap --as raw

===================================================================
Follow: tcp,raw
Filter: tcp.stream eq 0
Node 0: 10.0.0.1:40000
Node 1: 10.0.0.2:80
474554202f20485454502f312e310d0a486f73743a206578616d706c652e746573740d0a0d0a
===================================================================
$ tapline follow tcp 7 -r connection.pcap --as raw

===================================================================
Follow: tcp,raw
Filter: tcp.stream eq 7
Node 0: :0
Node 1: :0
===================================================================
$ tapline follow udp 0 -r mixed.pcap --as hex

===================================================================
Follow: udp,hex
Filter: udp.stream eq 0
Node 0: 10.0.0.1:50000
Node 1: 10.0.0.2:53
00000000  12 34 01 00 00 01 00 00  00 00 00 00 03 77 77 77  .4...... .....www
00000010  07 65 78 61 6d 70 6c 65  04 74 65 73 74 00 00 01  .example .test...
00000020  00 01                                             ..
	00000000  12 34 81 80 00 01 00 01  00 00 00 00 03 77 77 77  .4...... .....www
	00000010  07 65 78 61 6d 70 6c 65  04 74 65 73 74 00 00 01  .example .test...
	00000020  00 01 c0 0c 00 01 00 01  00 00 01 2c 00 04 c0 00  ........ ...,....
	00000030  02 07                                             ..
===================================================================
$ tapline follow tcp -r mixed.pcap --json port 80
{"kind":"tcp","stream":0,"from":"10.0.0.1:40000","to":"10.0.0.2:80","offset":0,"data":"GET / HTTP/1.1\u000d\u000aHost: example.test\u000d\u000a\u000d\u000a"}
$ tapline follow
tapline: follow: say what: tcp, udp, http or tls, and a stream's number or a filter
[exit 1]
$ tapline follow tcp 0 -r connection.pcap --as nothing
tapline: --as nothing: text, hex or raw
[exit 1]
$ tapline follow tcp 0 -r connection.pcap --overlap middle
tapline: --overlap middle: first or last
[exit 1]
$ tapline follow http 0 -r http-gap.pcap
http 0: 10.0.0.1:40000 > 10.0.0.2:80
GET / HTTP/1.1
Host: example.test


http 0: 10.0.0.2:80 > 10.0.0.1:40000
HTTP/1.1 200 OK
Content-Length: 30

AAAAAAAAAA[10 bytes missing in capture file]CCCCCCCCCC
http 0: 10.0.0.1:40000 > 10.0.0.2:80
GET / HTTP/1.1
Host: example.test


http 0: 10.0.0.2:80 > 10.0.0.1:40000
HTTP/1.1 200 OK
Content-Length: 30

DDDDDDDDDD
$ tapline follow http 0 --as raw -r http-gap.pcap

===================================================================
Follow: http,raw
Filter: tcp.stream eq 0
Node 0: 10.0.0.1:40000
Node 1: 10.0.0.2:80
474554202f20485454502f312e310d0a486f73743a206578616d706c652e746573740d0a0d0a
474554202f20485454502f312e310d0a486f73743a206578616d706c652e746573740d0a0d0a
===================================================================
$ tapline http -r http-gap.pcap
   Start  Packet  Client          Server       Method  Status  First byte ms  Size  Type  URL
3.003000       4  10.0.0.1:40000  10.0.0.2:80  GET        200       1001.000    20        example.test/
7.007000       8  10.0.0.1:40000  10.0.0.2:80  GET        200       1001.000    10        example.test/
$ tapline -n --analyze -t -r http-gap.pcap
reading from file http-gap.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, length 0
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [S.], seq 5000, ack 1001, win 64240, length 0 [rtt 1.001000]
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 1, win 64240, length 0 [rtt 1.001000]
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 1:39, ack 1, win 64240, length 38: HTTP: GET / HTTP/1.1
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [P.], seq 1:50, ack 39, win 64240, length 49: HTTP: HTTP/1.1 200 OK [rtt 1.001000]
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [P.], seq 60:70, ack 39, win 64240, length 10: HTTP [lost segment]
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 70, win 64240, length 0 [ack lost segment, rtt 1.001000]
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [P.], seq 39:77, ack 70, win 64240, length 38: HTTP: GET / HTTP/1.1
IP 10.0.0.2.80 > 10.0.0.1.40000: Flags [P.], seq 70:119, ack 77, win 64240, length 49: HTTP: HTTP/1.1 200 OK [rtt 1.001000]
IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [.], ack 119, win 64240, length 0 [rtt 1.001000]
$ tapline follow tcp 7 -r http-gap.pcap
tapline: there is no TCP stream 7: the last one is 0
[exit 1]
