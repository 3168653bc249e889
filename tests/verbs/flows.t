$ tapline flows -r mixed.pcap
version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
2 - - 10.0.0.1 10.0.0.2 0 0 1 1 84 1700000002 1700000002 ACCEPT OK
2 - - 10.0.0.2 10.0.0.1 0 0 1 1 84 1700000003 1700000003 ACCEPT OK
2 - - 10.0.0.1 10.0.0.2 50000 53 17 1 62 1700000004 1700000004 ACCEPT OK
2 - - 10.0.0.2 10.0.0.1 53 50000 17 1 78 1700000005 1700000005 ACCEPT OK
2 - - 10.0.0.1 10.0.0.2 1111 2222 17 1 60 1700000006 1700000006 ACCEPT OK
2 - - 2001:db8::1 2001:db8::2 1111 2222 17 1 56 1700000007 1700000007 ACCEPT OK
2 - - 2001:db8::1 2001:db8::2 1024 443 6 1 60 1700000008 1700000008 ACCEPT OK
2 - - 10.0.0.1 10.0.0.2 0 0 17 1 36 1700000009 1700000009 ACCEPT OK
2 - - 10.0.0.1 10.0.0.2 1 2 17 1 36 1700000010 1700000010 ACCEPT OK
2 - - 10.0.0.1 10.0.0.2 40000 80 6 4 242 1700000012 1700000018 ACCEPT OK
2 - - 10.0.0.2 10.0.0.1 80 40000 6 3 164 1700000013 1700000017 ACCEPT OK
$ tapline flows -r mixed.pcap --as '${srcaddr} ${dstaddr} ${tcp-flags} ${type} ${region}' tcp
srcaddr dstaddr tcp-flags type region
2001:db8::1 2001:db8::2 2 IPv6 -
10.0.0.1 10.0.0.2 30 IPv4 -
10.0.0.2 10.0.0.1 19 IPv4 -
$ tapline flows -r connection.pcap --json --every 2s
{"version":2,"account-id":"-","interface-id":"-","srcaddr":"10.0.0.1","dstaddr":"10.0.0.2","srcport":40000,"dstport":80,"protocol":6,"packets":1,"bytes":60,"start":1700000000,"end":1700000000,"action":"ACCEPT","log-status":"OK","tcp-flags":2}
{"version":2,"account-id":"-","interface-id":"-","srcaddr":"10.0.0.2","dstaddr":"10.0.0.1","srcport":80,"dstport":40000,"protocol":6,"packets":1,"bytes":60,"start":1700000001,"end":1700000001,"action":"ACCEPT","log-status":"OK","tcp-flags":18}
{"version":2,"account-id":"-","interface-id":"-","srcaddr":"10.0.0.1","dstaddr":"10.0.0.2","srcport":40000,"dstport":80,"protocol":6,"packets":2,"bytes":142,"start":1700000002,"end":1700000003,"action":"ACCEPT","log-status":"OK","tcp-flags":24}
{"version":2,"account-id":"-","interface-id":"-","srcaddr":"10.0.0.2","dstaddr":"10.0.0.1","srcport":80,"dstport":40000,"protocol":6,"packets":2,"bytes":104,"start":1700000004,"end":1700000005,"action":"ACCEPT","log-status":"OK","tcp-flags":17}
{"version":2,"account-id":"-","interface-id":"-","srcaddr":"10.0.0.1","dstaddr":"10.0.0.2","srcport":40000,"dstport":80,"protocol":6,"packets":1,"bytes":40,"start":1700000006,"end":1700000006,"action":"ACCEPT","log-status":"OK","tcp-flags":20}
$ tapline flows -r connection.pcap --as csv
version,account-id,interface-id,srcaddr,dstaddr,srcport,dstport,protocol,packets,bytes,start,end,action,log-status,tcp-flags
2,-,-,10.0.0.1,10.0.0.2,40000,80,6,4,242,1700000000,1700000006,ACCEPT,OK,30
2,-,-,10.0.0.2,10.0.0.1,80,40000,6,3,164,1700000001,1700000005,ACCEPT,OK,19
$ tapline flows -r mixed.pcap --as csv --max-flows 1 udp
flows: 4 records ended early to make room (--max-flows 1)
version,account-id,interface-id,srcaddr,dstaddr,srcport,dstport,protocol,packets,bytes,start,end,action,log-status,tcp-flags
2,-,-,10.0.0.1,10.0.0.2,50000,53,17,1,62,1700000004,1700000004,ACCEPT,OK,0
2,-,-,10.0.0.2,10.0.0.1,53,50000,17,1,78,1700000005,1700000005,ACCEPT,OK,0
2,-,-,2001:db8::1,2001:db8::2,1111,2222,17,1,56,1700000007,1700000007,ACCEPT,OK,0
2,-,-,10.0.0.1,10.0.0.2,0,0,17,1,36,1700000009,1700000009,ACCEPT,OK,0
2,-,-,10.0.0.1,10.0.0.2,1,2,17,1,36,1700000010,1700000010,ACCEPT,OK,0
$ tapline flows -r mixed.pcap --as srcaddr,colour
tapline: --as: `colour' is no field of AWS flow logs, or one too many (srcaddr, dstaddr, bytes ...)
[exit 1]
$ tapline flows -r mixed.pcap --collector nowhere
tapline: --collector nowhere: not HOST:PORT, udp:HOST:PORT or tcp:HOST:PORT
[exit 1]
