$ tapline timeline -r connection.pcap --ascii
                            10.0.0.1:40000                                      10.0.0.2:80
0.000000                           | ------ SYN 0:0(0) win 64240 <mss 1460> -------> |
                                   :                                                 :
1.001000 (1.0010)                  | <-- SYN 0:0(0) ack 1, win 64240 <mss 1460> ---- |
                                   :                                                 :
2.002000 (1.0010)                  | -------------- ack 1, win 64240 --------------> |
                                   :                                                 :
3.003000 (1.0010)                  | ------- PSH 1:39(38) ack 1, win 64240 --------> |
                                   :                                                 :
4.004000 (1.0010)                  | <------------ ack 39, win 64240 --------------- |
                                   :                                                 :
5.005000 (1.0010)                  | <------- FIN 1:1(0) ack 39, win 64240 --------- |
                                   :                                                 :
6.006000 (1.0010)                  | ------- RST 39:39(0) ack 2, win 64240 --------> |
$ tapline timeline -r mixed.pcap --ascii --top 2 not tcp
                               10.0.0.1                                10.0.0.2                          2001:db8::1 port 1111                   2001:db8::2 port 2222
0.000000                           | -------- ICMP type 8 code 0 --------> |                                       |                                       |
                                   :                                       :                                       :                                       :
1.001000 (1.0010)                  | <------- ICMP type 0 code 0 --------- |                                       |                                       |
6 packets more (the first 2 are shown; --top N shows more, at most 8 hosts have a column)
