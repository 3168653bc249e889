$ tapline http -r connection.pcap
   Start  Packet  Client          Server       Method  Status  First byte ms  Size  Type  URL
3.003000       4  10.0.0.1:40000  10.0.0.2:80  GET                                        example.test/
$ tapline http -r connection.pcap --json
{"start":3.003000,"packet":4,"client":"10.0.0.1:40000","server":"10.0.0.2:80","method":"GET","status":null,"ttfb":null,"size":null,"type":null,"url":"example.test/"}
