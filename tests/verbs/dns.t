$ tapline dns -r mixed.pcap
   Start  Packet  Client          Server       Type  Code      Time ms  Sent  Name              Answer
4.004000       5  10.0.0.1:50000  10.0.0.2:53  A     NoError  1001.000     1  www.example.test  192.0.2.7
$ tapline dns -r mixed.pcap --json
{"start":4.004000,"packet":5,"client":"10.0.0.1:50000","server":"10.0.0.2:53","type":"A","rcode":"NoError","time":1001.000,"sent":1,"name":"www.example.test","answer":"192.0.2.7"}
