$ tapline -n -t -vv -r icmp6.pcap 'icmp6 and ip6[40] == 143'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP6 (hlim 1, next-header ICMPv6 (58), payload length 116) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, multicast listener report v2, 3 group record(s) [gaddr ff05::1:3 is_in { 2001:db8::1 2001:db8::2 }] [gaddr ff05::1:3 to_ex { }] [gaddr ff05::1:3 block { 2001:db8::2 }]
IP6 (hlim 1, next-header ICMPv6 (58), payload length 68) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, multicast listener report v2, 2 group record(s) [gaddr ff05::1:3 is_ex { }] [gaddr 300:1:ff05::  [v2-report-#109] [invalid number of sources 29285]
$ tapline -n -r icmp6.pcap --fields icmpv6.mldr.mar.record_type,icmpv6.mldr.mar.nb_sources,icmpv6.mldr.mar.auxiliary_data 'icmp6 and ip6[40] == 143'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
"1,4,6","2,0,1",
"2,3","0,1",6d6f7265
$ tapline -n -vv -r icmp6.pcap --fields icmpv6.mldr.mar.record_type,icmpv6.mldr.mar.nb_sources,icmpv6.mldr.mar.auxiliary_data 'icmp6 and ip6[40] == 143'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
"1,4,6","2,0,1",
"2,3","0,1",6d6f7265
$ tapline -n -t -vv -r icmp6.pcap 'icmp6 and ip6[40] == 155'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP6 (hlim 255, next-header ICMPv6 (58), payload length 33) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)DODAG Information Solicitation
IP6 (hlim 255, next-header ICMPv6 (58), payload length 136) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)DODAG Information Object [dagid:2001:db8::9,seq:1,instance:30,rank:256,grounded,mop:storing,prf:2] opt:metrics len:36  opt:destprefix len:32  opt:config len:16  opt:routinginfo len:24 
IP6 (hlim 255, next-header ICMPv6 (58), payload length 72) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)Destination Advertisement Object [dagid:2001:db8::9,seq:241,instance:30,acK,Dagid,flags:c0] opt:rpltarget len:20  opt:rpltargetdesc len:6  opt:transitinfo len:22 
IP6 (hlim 255, next-header ICMPv6 (58), payload length 28) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)Destination Advertisement Object [dagid:<elided>,seq:241,instance:30,acK,flags:80] opt:rpltarget len:20 
IP6 (hlim 255, next-header ICMPv6 (58), payload length 24) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)Destination Advertisement Object Ack [dagid:2001:db8::9,seq:241,instance:30,status:0]
IP6 (hlim 255, next-header ICMPv6 (58), payload length 9) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (CLR)RPL message, unknown code 4
IP6 (hlim 255, next-header ICMPv6 (58), payload length 45) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (SEC) [worktodo]
IP6 (hlim 255, next-header ICMPv6 (58), payload length 14) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, RPL, (SEC) [worktodo]
$ tapline -n -r icmp6.pcap --fields icmpv6.rpl.opt.type,icmpv6.rpl.opt.length,icmpv6.rpl.dio.dagid 'icmp6 and ip6[40] == 155'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
"7,0,1","19,3",
"2,8,4,3","34,30,14,22",2001:db8::9
"5,9,6","18,4,20",
5,18,
,,
,,
,,
,,
$ tapline -n -vv -r icmp6.pcap --fields icmpv6.rpl.opt.type,icmpv6.rpl.opt.length,icmpv6.rpl.dio.dagid 'icmp6 and ip6[40] == 155'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
"7,0,1","19,3",
"2,8,4,3","34,30,14,22",2001:db8::9
"5,9,6","18,4,20",
5,18,
,,
,,
,,
,,
$ tapline -n -t -vv -r icmp6.pcap 'icmp6 and ip6[40] == 138'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP6 (hlim 255, next-header ICMPv6 (58), payload length 72) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router renumbering, command, seq=7[TRASP,seg=1,maxdelay=500]
	match(add,ord=9,min=48,max=64,2001:db8:7::/48)
	use(VP,mask=0xc0,raflags=0x40,vltime=86400,pltime=14400,2001:db8:8::/48/16)
IP6 (hlim 255, next-header ICMPv6 (58), payload length 40) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router renumbering, result, seq=7[RP,seg=1,maxdelay=500]
IP6 (hlim 255, next-header ICMPv6 (58), payload length 16) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router renumbering, sequence number reset, seq=8[seg=0,maxdelay=0]
$ tapline -n -r icmp6.pcap --fields icmpv6.rr.flag,icmpv6.rr.pco.mp.matchprefix,icmpv6.rr.pco.up.useprefix,icmpv6.rr.rm.matchedprefix 'icmp6 and ip6[40] == 138'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
0xf8,2001:db8:7::,2001:db8:8::,
0x48,,,2001:db8:7::
0x00,,,
$ tapline -n -vv -r icmp6.pcap --fields icmpv6.rr.flag,icmpv6.rr.pco.mp.matchprefix,icmpv6.rr.pco.up.useprefix,icmpv6.rr.rm.matchedprefix 'icmp6 and ip6[40] == 138'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
0xf8,2001:db8:7::,2001:db8:8::,
0x48,,,2001:db8:7::
0x00,,,
$ tapline -n -t -vv -r icmp6.pcap 'icmp6 and ip6[40] == 140'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP6 (hlim 255, next-header ICMPv6 (58), payload length 35) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, node information reply (success, DNS name, "host.example")
IP6 (hlim 255, next-header ICMPv6 (58), payload length 56) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, node information reply (success, node addresses 2001:db8::1(600) 2001:db8::2(600))
IP6 (hlim 255, next-header ICMPv6 (58), payload length 24) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, node information reply (success, ipv4 addresses 192.0.2.1(600))
IP6 (hlim 255, next-header ICMPv6 (58), payload length 16) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, node information reply (refused)
IP6 (hlim 255, next-header ICMPv6 (58), payload length 16) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, node information reply (unknown)
IP6 (hlim 255, next-header ICMPv6 (58), payload length 16) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, node information reply (success, noop)
$ tapline -n -r icmp6.pcap --fields icmpv6.ni.qtype,icmpv6.ni.reply.node_ttl,icmpv6.ni.reply.node_name,icmpv6.ni.reply.node_address 'icmp6 and ip6[40] == 140'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2,600,host.example,
3,"600,600",,"2001:db8::1,2001:db8::2"
4,600,,
2,,,
2,,,
0,,,
$ tapline -n -vv -r icmp6.pcap --fields icmpv6.ni.qtype,icmpv6.ni.reply.node_ttl,icmpv6.ni.reply.node_name,icmpv6.ni.reply.node_address 'icmp6 and ip6[40] == 140'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2,600,host.example,
3,"600,600",,"2001:db8::1,2001:db8::2"
4,600,,
2,,,
2,,,
0,,,
$ tapline -n -t -vv -r icmp6.pcap 'icmp6 and ip6[40] == 134'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP6 (hlim 255, next-header ICMPv6 (58), payload length 64) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router advertisement, length 64
	hop limit 64, Flags [managed, other stateful, home agent, NDP proxy, SNAC], pref high, router lifetime 1800s, reachable time 30000ms, retrans timer 1000ms
	  source link-address option (1), length 8 (1): 02:00:00:00:00:01
	    0x0000:  0200 0000 0001
	  mtu option (5), length 8 (1):  1500
	    0x0000:  0000 0000 05dc
	  prefix info option (3), length 32 (4): 2001:db8:7::/64, Flags [onlink, auto, router, DHCPv6-PD preferred], valid time 86400s, pref. time 14400s
	    0x0000:  40f0 0001 5180 0000 3840 0000 0000 2001
	    0x0010:  0db8 0007 0000 0000 0000 0000 0000
IP6 (hlim 255, next-header ICMPv6 (58), payload length 80) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router advertisement, length 80
	hop limit 64, Flags [managed, other stateful, home agent, NDP proxy, SNAC], pref high, router lifetime 1800s, reachable time 30000ms, retrans timer 1000ms
	  advertisement interval option (7), length 8 (1):  1000ms
	    0x0000:  0000 0000 03e8
	  homeagent information option (8), length 8 (1):  preference 5, lifetime 600
	    0x0000:  0000 0005 0258
	  route info option (24), length 16 (2):  2001:db8:9::/48, pref=high, lifetime=600s
	    0x0000:  3008 0000 0258 2001 0db8 0009 0000
	  route info option (24), length 8 (1):  ::/0, pref=low, lifetime=600s
	    0x0000:  0018 0000 0258
	  route info option (24), length 24 (3):  2001:db8::9/128, pref=medium, lifetime=infinity
	    0x0000:  8000 ffff ffff 2001 0db8 0000 0000 0000
	    0x0010:  0000 0000 0009
IP6 (hlim 255, next-header ICMPv6 (58), payload length 88) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router advertisement, length 88
	hop limit 64, Flags [managed, other stateful, home agent, NDP proxy, SNAC], pref high, router lifetime 1800s, reachable time 30000ms, retrans timer 1000ms
	  rdnss option (25), length 40 (5):  lifetime 600s, addr: 2001:db8::9 addr: fe80::9
	    0x0000:  0000 0000 0258 2001 0db8 0000 0000 0000
	    0x0010:  0000 0000 0009 fe80 0000 0000 0000 0000
	    0x0020:  0000 0000 0009
	  dnssl option (31), length 32 (4):  lifetime 600s, domain(s): example.test. lan.
	    0x0000:  0000 0000 0258 0765 7861 6d70 6c65 0474
	    0x0010:  6573 7400 036c 616e 0000 0000 0000
IP6 (hlim 255, next-header ICMPv6 (58), payload length 64) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router advertisement, length 64
	hop limit 64, Flags [managed, other stateful, home agent, NDP proxy, SNAC], pref high, router lifetime 1800s, reachable time 30000ms, retrans timer 1000ms
	  captive-portal option (37), length 32 (4):  https://portal.example/
	    0x0000:  6874 7470 733a 2f2f 706f 7274 616c 2e65
	    0x0010:  7861 6d70 6c65 2f00 0000 0000 0000
	  pref64 option (38), length 16 (2): 64:ff9b::/64 (plc 1), lifetime 4800s
	    0x0000:  12c1 0064 ff9b 0000 0000 0000 0000
IP6 (hlim 255, next-header ICMPv6 (58), payload length 48) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router advertisement, length 48
	hop limit 64, Flags [managed, other stateful, home agent, NDP proxy, SNAC], pref high, router lifetime 1800s, reachable time 30000ms, retrans timer 1000ms
	  unknown option (23), length 24 (3): 
	    0x0000:  5a80 0000 0258 2001 0db8 0000 0000 0000
	    0x0010:  0000 0000 0009
	  unknown option (26), length 8 (1): 
	    0x0000:  f000 0000 0000
IP6 (hlim 255, next-header ICMPv6 (58), payload length 64) fe80::1 > ff02::1: [icmp6 sum ok] ICMP6, router advertisement, length 64
	hop limit 64, Flags [managed, other stateful, home agent, NDP proxy, SNAC], pref high, router lifetime 1800s, reachable time 30000ms, retrans timer 1000ms
	  unknown option (34), length 16 (2): 
	    0x0000:  4015 0000 0258 2001 0db8 0007 0000
	  unknown option (35), length 24 (3): 
	    0x0000:  0001 0002 0258 2001 0db8 0000 0000 0000
	    0x0010:  0000 0000 0009
	  unknown option (36), length 8 (1): 
	    0x0000:  0001 0000 0000
$ tapline -n -r icmp6.pcap --fields icmpv6.opt.type,icmpv6.opt.prefix,icmpv6.opt.dnssl 'icmp6 and ip6[40] == 134'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
"1,5,3",2001:db8:7::,
"7,8,24,24,24","2001:db8:9::,2001:db8::9",
"25,31",,"example.test,lan"
"37,38",,
"23,26",,
"34,35,36",,
$ tapline -n -vv -r icmp6.pcap --fields icmpv6.opt.type,icmpv6.opt.prefix,icmpv6.opt.dnssl 'icmp6 and ip6[40] == 134'
reading from file icmp6.pcap, link-type EN10MB (Ethernet), snapshot length 262144
"1,5,3",2001:db8:7::,
"7,8,24,24,24","2001:db8:9::,2001:db8::9",
"25,31",,"example.test,lan"
"37,38",,
"23,26",,
"34,35,36",,
