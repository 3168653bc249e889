$ tapline follow tls 0 -r tls.pcap
tapline: follow tls: give --keylog FILE: the secrets, as programs write them to SSLKEYLOGFILE
[exit 1]
$ tapline follow tls 0 --keylog nosuch -r tls.pcap
tapline: can't open nosuch: No such file or directory
[exit 1]
$ tapline follow tls 1 --keylog tls.keys -r tls.pcap
tls 1: 10.0.0.1:40001 > 10.0.0.2:443
GET / HTTP/1.1
Host: example.test


tls 1: 10.0.0.2:443 > 10.0.0.1:40001
HTTP/1.1 200 OK
Content-Length: 5

hello
tls 1: 10.0.0.1:40001 > 10.0.0.2:443
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
tls 1: 10.0.0.2:443 > 10.0.0.1:40001
yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
$ tapline follow tls 3 --keylog tls.keys --as hex -r tls.pcap

===================================================================
Follow: tls,hex
Filter: tcp.stream eq 3
Node 0: 10.0.0.1:40003
Node 1: :0
00000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  GET / HT TP/1.1..
00000010  48 6f 73 74 3a 20 65 78  61 6d 70 6c 65 2e 74 65  Host: ex ample.te
00000020  73 74 0d 0a 0d 0a                                 st....
	00000000  48 54 54 50 2f 31 2e 31  20 32 30 30 20 4f 4b 0d  HTTP/1.1  200 OK.
	00000010  0a 43 6f 6e 74 65 6e 74  2d 4c 65 6e 67 74 68 3a  .Content -Length:
	00000020  20 35 0d 0a 0d 0a 68 65  6c 6c 6f                  5....he llo
00000026  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000036  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000046  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000056  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000066  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000076  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000086  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000096  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
000000a6  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
000000b6  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
000000c6  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
000000d6  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
000000e6  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
000000f6  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000106  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000116  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000126  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000136  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 78  xxxxxxxx xxxxxxxx
00000146  78 78 78 78 78 78 78 78  78 78 78 78              xxxxxxxx xxxx
	0000002b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000003b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000004b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000005b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000006b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000007b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000008b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000009b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	000000ab  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	000000bb  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	000000cb  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	000000db  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	000000eb  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	000000fb  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000010b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000011b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000012b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000013b  79 79 79 79 79 79 79 79  79 79 79 79 79 79 79 79  yyyyyyyy yyyyyyyy
	0000014b  79 79 79 79 79 79 79 79  79 79 79 79              yyyyyyyy yyyy
===================================================================
$ tapline follow tls 2 --keylog tls.keys --json -r tls.pcap 'tcp port 40002'
tapline: there is no TCP stream 2: the last one is 0
[exit 1]
$ tapline tls -r tls.pcap
   Start  Packet  Client          Server        Name          Version  Cipher                                         ALPN         Alert  Subject       Issuer        From                  Until                 Names  JA3                               JA3S                              JA4                                   Over
0.002000       3  10.0.0.1:40000  10.0.0.2:443  example.test  TLS 1.3  TLS_AES_256_GCM_SHA384                         h2,http/1.1                                                                                        a4e852ed87d60903caddb37da85ae9a9  15af977ce25de452b96affa2addb1036  t13d0412h2_16476d049b0b_7f28efdaea70  TCP
0.026000      27  10.0.0.1:40001  10.0.0.2:443  example.test  TLS 1.2  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256        h2                  example.test  example.test  2026-11-21 09:50:33Z  2036-11-18 09:50:33Z         549910697ed383e132fce27455c4921f  afbc203706421f15554867b55caf16d6  t12d0208h2_6d4732649639_e7e480e5a997  TCP
0.038000      39  10.0.0.1:40002  10.0.0.2:443  example.test  TLS 1.2  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384        h2                  example.test  example.test  2026-11-21 09:50:33Z  2036-11-18 09:50:33Z         4b8d470696ed27ff4ab2f65da377b774  e195432758194ce2d482396b82e0d48e  t12d0208h2_6a7d5ebe9983_e7e480e5a997  TCP
0.050000      51  10.0.0.1:40003  10.0.0.2:443  example.test  TLS 1.2  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256  h2                  example.test  example.test  2026-11-21 09:50:33Z  2036-11-18 09:50:33Z         02dc6a1f05e969a2460873efb9100316  a7fa78294429ad009cb3a7cdc14fde12  t12d0208h2_14e71d778212_e7e480e5a997  TCP
$ tapline follow tls 0 --keylog suites.keys -r suites.pcap
tls 0: 127.0.0.1:58844 > 127.0.0.1:4433
hello

tls 0: 127.0.0.1:4433 > 127.0.0.1:58844
olleh

tls 0: 127.0.0.1:58844 > 127.0.0.1:4433
again

tls 0: 127.0.0.1:4433 > 127.0.0.1:58844
niaga

$ tapline follow tls 3 --keylog suites.keys -r suites.pcap
tls 3: 127.0.0.1:55252 > 127.0.0.1:4433
hello

tls 3: 127.0.0.1:4433 > 127.0.0.1:55252
olleh

tls 3: 127.0.0.1:55252 > 127.0.0.1:4433
again

tls 3: 127.0.0.1:4433 > 127.0.0.1:55252
niaga

$ tapline follow tls 5 --keylog suites.keys -r suites.pcap
tls 5: 127.0.0.1:57320 > 127.0.0.1:4433
hello

tls 5: 127.0.0.1:4433 > 127.0.0.1:57320
olleh

tls 5: 127.0.0.1:57320 > 127.0.0.1:4433
again

tls 5: 127.0.0.1:4433 > 127.0.0.1:57320
niaga

$ tapline follow tls 6 --keylog suites.keys -r suites.pcap
tls 6: 127.0.0.1:57328 > 127.0.0.1:4433
hello

tls 6: 127.0.0.1:4433 > 127.0.0.1:57328
olleh

tls 6: 127.0.0.1:57328 > 127.0.0.1:4433
again

tls 6: 127.0.0.1:4433 > 127.0.0.1:57328
niaga

$ tapline follow tls 8 --keylog suites.keys -r suites.pcap
tls 8: 127.0.0.1:34778 > 127.0.0.1:4433
this came early
and this later

$ tapline follow tls --keylog rare-suites.keys -r rare-suites.pcap
tls 0: 127.0.0.1:44754 > 127.0.0.1:4433
hello

tls 0: 127.0.0.1:4433 > 127.0.0.1:44754
hello

tls 0: 127.0.0.1:44754 > 127.0.0.1:4433
again

tls 0: 127.0.0.1:4433 > 127.0.0.1:44754
again

tls 1: 127.0.0.1:47306 > 127.0.0.1:4433
hello

tls 1: 127.0.0.1:4433 > 127.0.0.1:47306
hello

tls 1: 127.0.0.1:47306 > 127.0.0.1:4433
again

tls 1: 127.0.0.1:4433 > 127.0.0.1:47306
again

tls 2: 127.0.0.1:47320 > 127.0.0.1:4433
hello

tls 2: 127.0.0.1:4433 > 127.0.0.1:47320
hello

tls 2: 127.0.0.1:47320 > 127.0.0.1:4433
again

tls 2: 127.0.0.1:4433 > 127.0.0.1:47320
again

tls 3: 127.0.0.1:47326 > 127.0.0.1:4433
hello

tls 3: 127.0.0.1:4433 > 127.0.0.1:47326
hello

tls 3: 127.0.0.1:47326 > 127.0.0.1:4433
again

tls 3: 127.0.0.1:4433 > 127.0.0.1:47326
again

tls 4: 127.0.0.1:58090 > 127.0.0.1:4433
hello

tls 4: 127.0.0.1:4433 > 127.0.0.1:58090
hello

tls 4: 127.0.0.1:58090 > 127.0.0.1:4433
again

tls 4: 127.0.0.1:4433 > 127.0.0.1:58090
again

tls 5: 127.0.0.1:58092 > 127.0.0.1:4433
hello

tls 5: 127.0.0.1:4433 > 127.0.0.1:58092
hello

tls 5: 127.0.0.1:58092 > 127.0.0.1:4433
again

tls 5: 127.0.0.1:4433 > 127.0.0.1:58092
again

tls 6: 127.0.0.1:58100 > 127.0.0.1:4433
hello

tls 6: 127.0.0.1:4433 > 127.0.0.1:58100
hello

tls 6: 127.0.0.1:58100 > 127.0.0.1:4433
again

tls 6: 127.0.0.1:4433 > 127.0.0.1:58100
again

tls 7: 127.0.0.1:58110 > 127.0.0.1:4433
hello

tls 7: 127.0.0.1:4433 > 127.0.0.1:58110
hello

tls 7: 127.0.0.1:58110 > 127.0.0.1:4433
again

tls 7: 127.0.0.1:4433 > 127.0.0.1:58110
again

tls 8: 127.0.0.1:51024 > 127.0.0.1:4433
hello

tls 8: 127.0.0.1:4433 > 127.0.0.1:51024
hello

tls 8: 127.0.0.1:51024 > 127.0.0.1:4433
again

tls 8: 127.0.0.1:4433 > 127.0.0.1:51024
again

tls 9: 127.0.0.1:51026 > 127.0.0.1:4433
hello

tls 9: 127.0.0.1:4433 > 127.0.0.1:51026
hello

tls 9: 127.0.0.1:51026 > 127.0.0.1:4433
again

tls 9: 127.0.0.1:4433 > 127.0.0.1:51026
again

tls 10: 127.0.0.1:51032 > 127.0.0.1:4433
hello

tls 10: 127.0.0.1:4433 > 127.0.0.1:51032
hello

tls 10: 127.0.0.1:51032 > 127.0.0.1:4433
again

tls 10: 127.0.0.1:4433 > 127.0.0.1:51032
again

