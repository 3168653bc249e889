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
