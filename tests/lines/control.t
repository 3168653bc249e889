$ tapline -nt -r control.pcap 'not udp port 701'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association Setup 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association Setup 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association Response 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association Response 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association Response 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association Response 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association Response illegal ASRresult result code: 4!

	[0x0000:  1011 0008 0000 0002 4000 0001 0000 0000
	[0x0010:  0000 0005 3840 0000 0010 0008 0000 0004
	]
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association TearDown 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association TearDown 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association TearDown 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association TearDown 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association TearDown 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association TearDown 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Config 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Config Response genoptlvprint - PATH-DATA TLV TLV type 0x110 len 20

IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Config Response 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Config Response 
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Config Response illegal reserved result code: 0x18!

IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Config Response 
IP 10.0.0.1.57077 > 10.0.0.2.6705: sctp[ForCES MP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Query               Keyinfo: Key 0x7
Error: expecting FULLDATA!

IP 10.0.0.1.57077 > 10.0.0.2.6705: sctp[ForCES MP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Query Response 
IP 10.0.0.1.57077 > 10.0.0.2.6705: sctp[ForCES MP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Event Notification 
		INValid oper-TLV type 0x9 length 16 for this ForCES message

IP 10.0.0.1.57077 > 10.0.0.2.6706: sctp[ForCES LP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Packet Redirect 
           METADATA length 24
           MetaID 0x1 length 12
           MetaID 0x9 length 9

           Redirect Data length 18

IP 10.0.0.1.57077 > 10.0.0.2.6706: sctp[ForCES LP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES HeartBeat 
IP 10.0.0.1.57077 > 10.0.0.2.6706: sctp[ForCES LP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES HeartBeat <0x1>Illegal Top level TLV!

	[0x0000:  100f 0009 0000 0002 4000 0001 0000 0000
	[0x0010:  0000 0005 3840 0000 0010 000c 0000 0000
	[0x0020:  0000 0000
	]
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] Invalid ForCES message type 9

	[0x0000:  1009 0006 0000 0002 4000 0001 0000 0000
	[0x0010:  0000 0005 3840 0000
	]
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Query 	Top level TLV Data missing!

	[0x0000:  1004 0006 0000 0002 4000 0001 0000 0000
	[0x0010:  0000 0005 3840 0000
	]
IP 10.0.0.1.6706 > 10.0.0.2.6704: sctp[ForCES LP][ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID ForCES LP] 
	ForCES HeartBeat , (2) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID ForCES LP] 
	ForCES HeartBeat 
IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (36) Node endpoint, Network state, Keep-alive interval
IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (4) Request network state
IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (28) Request node state (x2), Node endpoint
IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (60) Node endpoint, Node state (x2)
IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (476) Node endpoint, Node state
IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (260) Node state
IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (156) DHCPv4-Data, DHCPv6-Data, External-Connection, Reserved, Future use, Unassigned (x2), Future use, Private use, Future use
IP 10.0.0.1.8231 > 10.0.0.2.8231: hncp (48) Node endpoint, Network state, DHCPv4-Data, Node endpoint
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 37
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 35
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 33
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 39
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv2, AS 64512, seq 9, length 16
IP 10.0.0.1 > 10.0.0.2: EGPv3, AS 64512, seq 9, length 16
IP 10.0.0.1 > 255.255.255.255: igrp: request V1 edit=7 AS=100 (0/0/0)
IP 10.0.0.1 > 255.255.255.255: igrp: update V1 edit=7 AS=100 (1/1/1) *.1.2.0 d=1000 b=1544 r=255 l=1 M=6576 mtu=1500 in 1 hops 10.1.2.0 d=20000 b=0 r=255 l=1 M=2000 mtu=1500 in 1 hops X192.1.2.0 d=167772150 b=10000000 r=255 l=1 M=16777215 mtu=1500 in 255 hops
IP 10.0.0.1 > 255.255.255.255: igrp: update V1 edit=7 AS=100 (1/0/0) *.1.2.0 d=1000 b=1544 r=255 l=1 M=6576 mtu=1500 in 1 hops [extra bytes 14] (invalid)
IP 10.0.0.1 > 255.255.255.255: igrp: update V1 edit=7 AS=100 (0/2/0) 1.2.0.0 d=1000 b=1544 r=255 l=1 M=6576 mtu=1500 in 1 hops (invalid)
IP 10.0.0.1 > 255.255.255.255: igrp: op-#9 V1 edit=7 AS=100 (0/0/0)
IP 10.0.0.1.40000 > 10.0.0.2.639: Flags [P.], seq 1:33, ack 1, win 64240, length 32: msdp SA 2 entries
IP 10.0.0.1.40001 > 10.0.0.2.639: Flags [P.], seq 1:56, ack 1, win 64240, length 55: msdp Keepalive SA 1 entries [w/data]
IP 10.0.0.1.40002 > 10.0.0.2.639: Flags [P.], seq 1:29, ack 1, win 64240, length 28: msdp SA-Request for 224.1.2.3 SA-Response 1 entries
IP 10.0.0.1.40003 > 10.0.0.2.639: Flags [P.], seq 1:18, ack 1, win 64240, length 17: msdp Notification [type=6 len=5] [type=7 len=3] Keepalive[len=4] 
IP 10.0.0.1.40004 > 10.0.0.2.639: Flags [P.], seq 1:4, ack 1, win 64240, length 3: msdp [|msdp]
IP 10.0.0.1.40005 > 10.0.0.2.323: Flags [P.], seq 1:13, ack 1, win 64240, length 12, RPKI-RTR
IP 10.0.0.1.40006 > 10.0.0.2.323: Flags [P.], seq 1:21, ack 1, win 64240, length 20, RPKI-RTR
IP 10.0.0.1.40007 > 10.0.0.2.323: Flags [P.], seq 1:9, ack 1, win 64240, length 8, RPKI-RTR
IP 10.0.0.1.40008 > 10.0.0.2.323: Flags [P.], seq 1:21, ack 1, win 64240, length 20, RPKI-RTR
IP 10.0.0.1.40009 > 10.0.0.2.323: Flags [P.], seq 1:33, ack 1, win 64240, length 32, RPKI-RTR
IP 10.0.0.1.40010 > 10.0.0.2.323: Flags [P.], seq 1:13, ack 1, win 64240, length 12, RPKI-RTR
IP 10.0.0.1.40011 > 10.0.0.2.323: Flags [P.], seq 1:9, ack 1, win 64240, length 8, RPKI-RTR
IP 10.0.0.1.40012 > 10.0.0.2.323: Flags [P.], seq 1:28, ack 1, win 64240, length 27, RPKI-RTR
IP 10.0.0.1.40013 > 10.0.0.2.323: Flags [P.], seq 1:13, ack 1, win 64240, length 12, RPKI-RTR
IP 10.0.0.1.40014 > 10.0.0.2.323: Flags [P.], seq 1:21, ack 1, win 64240, length 20, RPKI-RTR
IP 10.0.0.1.40015 > 10.0.0.2.323: Flags [P.], seq 1:9, ack 1, win 64240, length 8, RPKI-RTR
IP 10.0.0.1.40016 > 10.0.0.2.323: Flags [P.], seq 1:21, ack 1, win 64240, length 20, RPKI-RTR
IP 10.0.0.1.40017 > 10.0.0.2.323: Flags [P.], seq 1:33, ack 1, win 64240, length 32, RPKI-RTR
IP 10.0.0.1.40018 > 10.0.0.2.323: Flags [P.], seq 1:25, ack 1, win 64240, length 24, RPKI-RTR
IP 10.0.0.1.40019 > 10.0.0.2.323: Flags [P.], seq 1:9, ack 1, win 64240, length 8, RPKI-RTR
IP 10.0.0.1.40020 > 10.0.0.2.323: Flags [P.], seq 1:28, ack 1, win 64240, length 27, RPKI-RTR
IP 10.0.0.1.40021 > 10.0.0.2.323: Flags [P.], seq 1:13, ack 1, win 64240, length 12, RPKI-RTR
IP 10.0.0.1.40022 > 10.0.0.2.323: Flags [P.], seq 1:21, ack 1, win 64240, length 20, RPKI-RTR
IP 10.0.0.1.40023 > 10.0.0.2.323: Flags [P.], seq 1:9, ack 1, win 64240, length 8, RPKI-RTR
IP 10.0.0.1.40024 > 10.0.0.2.323: Flags [P.], seq 1:21, ack 1, win 64240, length 20, RPKI-RTR
IP 10.0.0.1.40025 > 10.0.0.2.323: Flags [P.], seq 1:33, ack 1, win 64240, length 32, RPKI-RTR
IP 10.0.0.1.40026 > 10.0.0.2.323: Flags [P.], seq 1:25, ack 1, win 64240, length 24, RPKI-RTR
IP 10.0.0.1.40027 > 10.0.0.2.323: Flags [P.], seq 1:9, ack 1, win 64240, length 8, RPKI-RTR
IP 10.0.0.1.40028 > 10.0.0.2.323: Flags [P.], seq 1:28, ack 1, win 64240, length 27, RPKI-RTR
IP 10.0.0.1.40029 > 10.0.0.2.323: Flags [P.], seq 1:38, ack 1, win 64240, length 37, RPKI-RTR
IP 10.0.0.1.40030 > 10.0.0.2.323: Flags [P.], seq 1:21, ack 1, win 64240, length 20, RPKI-RTR
IP 10.0.0.1.12223 > 10.0.0.2.12223: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Control Bit], length 25
IP 10.0.0.1.12223 > 10.0.0.2.5000: LWAPPv0, Control frame, Flags [Last Fragment Bit, Control Bit], length 13
IP 10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Data frame, Flags [none], length 40
IP 10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Data frame, Flags [Last Fragment Bit], length 40
IP 10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Data frame, Flags [Fragment Bit], length 40
IP 10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Data frame, Flags [Last Fragment Bit, Fragment Bit], length 40
IP 10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Control frame, Flags [Control Bit], length 40
IP 10.0.0.1.12222 > 10.0.0.2.12222: LWAPP version 1 packet not supported
IP 10.0.0.1 > 10.0.0.2:  ip-proto-97 49
IP 10.0.0.1 > 10.0.0.2:  ip-proto-97 49
STP 802.1d, Config, Flags [Topology change, Topology change ACK], bridge-id 900a.02:00:00:00:00:02.8002, length 35
STP 802.1d, Topology Change
STP 802.1w, Rapid STP, Flags [Learn, Forward], bridge-id 900a.02:00:00:00:00:02.8002, length 36
STP 802.1w, Rapid STP, Flags [Learn, Forward, Agreement], bridge-id 900a.02:00:00:00:00:02.8002, length 36
STP 802.1w, Rapid STP, Flags [Proposal], bridge-id 900a.02:00:00:00:00:02.8002, length 36
STP 802.1w, Rapid STP, Flags [Proposal, Agreement], bridge-id 900a.02:00:00:00:00:02.8002, length 36
STP 802.1s, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 134
STP 802.1s, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 102
IP 10.0.0.1 > 224.0.0.18: VRRPv2, Advertisement, (ttl 1), vrid 1, prio 100, authtype #254, intvl 1s, length 36
IP 10.0.0.1.520 > 224.0.0.9.520: RIPv2, Response, length: 24
$ tapline -ntv -c 8 -r control.pcap 'udp port 701 and greater 110'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 108)
    10.0.0.1.701 > 10.0.0.2.701: 
	LMPv1, msg-type: Test Status Success, Flags: [none], length: 80
	  Link ID Object (3), Class-Type: IPv4 Local (1) Flags: [non-negotiable], length: 8
	    IPv4 Link ID: 0.0.2.1 (0x00000201)
	  Link ID Object (3), Class-Type: IPv4 Remote (2) Flags: [non-negotiable], length: 8
	    IPv4 Link ID: 0.0.2.2 (0x00000202)
	  Link ID Object (3), Class-Type: IPv6 Local (3) Flags: [non-negotiable], length: 20
	    IPv6 Link ID: 2001:db8::3 (0x20010db8)
	  Link ID Object (3), Class-Type: IPv6 Remote (4) Flags: [non-negotiable], length: 20
	    IPv6 Link ID: 2001:db8::4 (0x20010db8)
	  Link ID Object (3), Class-Type: Unnumbered Local (5) Flags: [non-negotiable], length: 8
	    Link ID: 517 (0x00000205)
	  Link ID Object (3), Class-Type: Unnumbered Remote (6) Flags: [non-negotiable], length: 8
	    Link ID: 518 (0x00000206)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 108)
    10.0.0.1.701 > 10.0.0.2.701: 
	LMPv1, msg-type: Test Status Success, Flags: [none], length: 80
	  Interface ID Object (4), Class-Type: IPv4 Local (1) Flags: [non-negotiable], length: 8
	    IPv4 Link ID: 0.0.2.1 (0x00000201)
	  Interface ID Object (4), Class-Type: IPv4 Remote (2) Flags: [non-negotiable], length: 8
	    IPv4 Link ID: 0.0.2.2 (0x00000202)
	  Interface ID Object (4), Class-Type: IPv6 Local (3) Flags: [non-negotiable], length: 20
	    IPv6 Link ID: 2001:db8::3 (0x20010db8)
	  Interface ID Object (4), Class-Type: IPv6 Remote (4) Flags: [non-negotiable], length: 20
	    IPv6 Link ID: 2001:db8::4 (0x20010db8)
	  Interface ID Object (4), Class-Type: Unnumbered Local (5) Flags: [non-negotiable], length: 8
	    Link ID: 517 (0x00000205)
	  Interface ID Object (4), Class-Type: Unnumbered Remote (6) Flags: [non-negotiable], length: 8
	    Link ID: 518 (0x00000206)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 116)
    10.0.0.1.701 > 10.0.0.2.701: 
	LMPv1, msg-type: Link Summary, Flags: [none], length: 88
	  Message ID Object (5), Class-Type: 1 (1) Flags: [non-negotiable], length: 8
	    Message ID: 7 (0x00000007)
	  TE Link Object (11), Class-Type: IPv4 (1) Flags: [non-negotiable], length: 16
	    Flags: [Fault Management Supported, Link Verification Supported]
	    Local Link-ID: 192.0.2.1 (0xc0000201)
	    Remote Link-ID: 192.0.2.2 (0xc0000202)
	  TE Link Object (11), Class-Type: IPv6 (2) Flags: [non-negotiable], length: 40
	    Flags: [Fault Management Supported]
	    Local Link-ID: 2001:db8::1 (0x20010db8)
	    Remote Link-ID: 2001:db8::2 (0x20010db8)
	  TE Link Object (11), Class-Type: Unnumbered (3) Flags: [non-negotiable], length: 16
	    Flags: [Link Verification Supported]
	    Local Link-ID: 7 (0x00000007)
	    Remote Link-ID: 8 (0x00000008)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 148)
    10.0.0.1.701 > 10.0.0.2.701: 
	LMPv1, msg-type: Link Summary, Flags: [none], length: 120
	  Message ID Object (5), Class-Type: 1 (1) Flags: [non-negotiable], length: 8
	    Message ID: 7 (0x00000007)
	  Data Link Object (12), Class-Type: IPv4 (1) Flags: [non-negotiable], length: 36
	    Flags: [Data Link Port, Allocated for user traffic, Failed link]
	    Local Interface ID: 192.0.2.1 (0xc0000201)
	    Remote Interface ID: 192.0.2.2 (0xc0000202)
	    Subobject, Type: Interface Switching Type (1), Length: 12
	      Switching Type: Lambda-Switch Capable (150)
	      Encoding Type: SDH ITU-T G.707/SONET ANSI T1.105 (5)
	      Min Reservable Bandwidth: 1000.000 Mbps
	      Max Reservable Bandwidth: 10000.000 Mbps
	    Subobject, Type: Wavelength (2), Length: 8
	      Wavelength: 1550
	  Data Link Object (12), Class-Type: IPv6 (2) Flags: [non-negotiable], length: 52
	    Flags: [none]
	    Local Interface ID: 2001:db8::1 (0x20010db8)
	    Remote Interface ID: 2001:db8::2 (0x20010db8)
	    Subobject, Type: Interface Switching Type (1), Length: 12
	      Switching Type: Lambda-Switch Capable (150)
	      Encoding Type: SDH ITU-T G.707/SONET ANSI T1.105 (5)
	      Min Reservable Bandwidth: 1000.000 Mbps
	      Max Reservable Bandwidth: 10000.000 Mbps
	  Data Link Object (12), Class-Type: Unnumbered (3) Flags: [non-negotiable], length: 16
	    Flags: [none]
	    Local Interface ID: 7 (0x00000007)
	    Remote Interface ID: 8 (0x00000008)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 124)
    10.0.0.1.701 > 10.0.0.2.701: 
	LMPv1, msg-type: Channel Status, Flags: [none], length: 96
	  Link ID Object (3), Class-Type: IPv4 Local (1) Flags: [non-negotiable], length: 8
	    IPv4 Link ID: 192.0.2.1 (0xc0000201)
	  Message ID Object (5), Class-Type: 1 (1) Flags: [non-negotiable], length: 8
	    Message ID: 7 (0x00000007)
	  Channel Status Object (13), Class-Type: IPv4 (1) Flags: [non-negotiable], length: 36
	    Interface ID: 192.0.2.1 (0xc0000201)
		    Active: Non-allocated (0)
		    Direction: Receive (0)
		    Channel Status: Signal Okay (1)
	    Interface ID: 192.0.2.1 (0xc0000201)
		    Active: Allocated (1)
		    Direction: Receive (0)
		    Channel Status: Signal Degraded (2)
	    Interface ID: 192.0.2.1 (0xc0000201)
		    Active: Allocated (1)
		    Direction: Transmit (1)
		    Channel Status: Signal Fail (3)
	    Interface ID: 192.0.2.1 (0xc0000201)
		    Active: Non-allocated (0)
		    Direction: Receive (0)
		    Channel Status: Unknown (9)
	  Channel Status Object (13), Class-Type: IPv6 (2) Flags: [non-negotiable], length: 24
	    Interface ID: 2001:db8::1 (0x20010db8)
		    Active: Allocated (1)
		    Direction: Receive (0)
		    Channel Status: Signal Okay (1)
	  Channel Status Object (13), Class-Type: Unnumbered (3) Flags: [non-negotiable], length: 12
	    Interface ID: 7 (0x00000007)
		    Active: Non-allocated (0)
		    Direction: Receive (0)
		    Channel Status: Signal Okay (1)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 120)
    10.0.0.1.701 > 10.0.0.2.701: 
	LMPv1, msg-type: Service Config, Flags: [none], length: 92
	  Control Channel ID Object (1), Class-Type: Local (1) Flags: [non-negotiable], length: 8
	    Control Channel ID: 1 (0x00000001)
	  Message ID Object (5), Class-Type: 1 (1) Flags: [non-negotiable], length: 8
	    Message ID: 7 (0x00000007)
	  Service Config Object (51), Class-Type: 1 (1) Flags: [non-negotiable], length: 8
	 Flags: RSVP Supported, LDP Supported
	  UNI Version: 1
	  Service Config Object (51), Class-Type: 2 (2) Flags: [non-negotiable], length: 20
	 Link Type: SDH ITU-T G.707 (5)
	 Signal Type: STM-1 (8)
	 Transparency: Path/VC Overhead Transparency Supported, Line/MS Overhead Transparency Supported, Section/RS Overhead Transparency Supported
	 Contiguous Concatenation Types: Contiguous Concatenation Types Supported
	 Minimum NCC: 1
	 Maximum NCC: 4
	 Minimum NVC:1
	 Maximum NVC:64
	    Local Interface ID: 192.0.2.1 (0xc0000201)
	  Service Config Object (51), Class-Type: 2 (2) Flags: [non-negotiable], length: 20
	 Link Type: SONET ANSI T1.105 (6)
	 Signal Type: STM-3 (8)
	 Transparency: Path/VC Overhead Transparency Supported
	 Contiguous Concatenation Types: none
	 Minimum NCC: 1
	 Maximum NCC: 4
	 Minimum NVC:1
	 Maximum NVC:64
	    Local Interface ID: 192.0.2.1 (0xc0000201)
	  Service Config Object (51), Class-Type: 3 (3) Flags: [non-negotiable], length: 12
	 Transparency Flags: Standard SOH/RSOH Transparency Supported, Standard LOH/MSOH Transparency Supported
	 TCM Monitoring Flags: Transparent Tandem Connection Monitoring Supported
	  Service Config Object (51), Class-Type: 4 (4) Flags: [non-negotiable], length: 8
	 Diversity: Flags: Node Diversity Supported, Link Diversity Supported, SRLG Diversity Supported
$ tapline -ntvvv -c 6 -r control.pcap 'sctp and greater 140'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto SCTP (132), length 176)
    10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP]
	1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Association Setup 
	ForCES Version 1 len 128B flags 0xf8400000 
	SrcID 0x2(FE) DstID 0x40000001(CE) Correlator 0x5
	ForCES flags:
	  AlwaysACK(0x3), prio=7, execute-all-or-none(0x1),
	  Standalone(0x0), StartofTransaction(0x0)
	  Extra flags: rsv(b5-7) 0x0 rsv(b13-31) 0x0
	LFBselect TLV, length 48 (data length 44 Bytes)
         FEObj LFB(Classid 1) instance 1
          Oper TLV  Report(0xb) length 36
           PATH-DATA TLV, length 32 (data encapsulated 28 Bytes)
            Pathdata: Flags 0x0 ID count 2
            ID#01: 1
            ID#02: 2
              FULLDATA TLV (Length 13 DataLen 9 pad 3 Bytes)
               [
               0x0000:  616c 6c20 6f66 2069 7400 0000
               ]	LFBselect TLV, length 56 (data length 52 Bytes)
         FEProtoObj LFB(Classid 2) instance 1
          Oper TLV  Report(0xb) length 44
           PATH-DATA TLV, length 40 (data encapsulated 36 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
              SPARSEDATA TLV (Length 28 DataLen 24 Bytes)

               ILV: type 1 length 12
		[0x0000:  6f6e 6521
               ILV: type 2 length 11
		[0x0000:  7477 6f
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto SCTP (132), length 244)
    10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP]
	1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Config 
	ForCES Version 1 len 196B flags 0x80b00000 
	SrcID 0x2(FE) DstID 0x40000001(CE) Correlator 0x5
	ForCES flags:
	  FailureACK(0x2), prio=0, execute-until-failure(0x2),
	  2PCtransaction(0x1), EndofTransaction(0x2)
	  Extra flags: rsv(b5-7) 0x0 rsv(b13-31) 0x0
	LFBselect TLV, length 172 (data length 168 Bytes)
         #3(Classid 3) instance 1
          Oper TLV  Set(0x1) length 76
           PATH-DATA TLV, length 28 (data encapsulated 24 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
              FULLDATA TLV (Length 13 DataLen 9 pad 3 Bytes)
               [
               0x0000:  616c 6c20 6f66 2069 7400 0000
               ]           PATH-DATA TLV, length 44 (data encapsulated 40 Bytes)
            Pathdata: Flags 0x0 ID count 2
            ID#01: 2
            ID#02: 3
              SPARSEDATA TLV (Length 28 DataLen 24 Bytes)

               ILV: type 1 length 12
		[0x0000:  6f6e 6521
               ILV: type 2 length 11
		[0x0000:  7477 6f          Oper TLV  SetProp(0x2) length 36
           PATH-DATA TLV, length 32 (data encapsulated 28 Bytes)
            Pathdata: Flags 0x0 ID count 2
            ID#01: 60
            ID#02: 1
              FULLDATA TLV (Length 13 DataLen 9 pad 3 Bytes)
               [
               0x0000:  616c 6c20 6f66 2069 7400 0000
               ]          Oper TLV  Del(0x5) length 16
           PATH-DATA TLV, length 12 (data encapsulated 8 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 4
          Oper TLV  Commit(0xc) length 16
          Oper TLV  RTRCOMP(0xe) length 16

IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto SCTP (132), length 180)
    10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP]
	1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Config Response 
	ForCES Version 1 len 132B flags 0x38400000 
	SrcID 0x2(FE) DstID 0x40000001(CE) Correlator 0x5
	ForCES flags:
	  NoACK(0x0), prio=7, execute-all-or-none(0x1),
	  Standalone(0x0), StartofTransaction(0x0)
	  Extra flags: rsv(b5-7) 0x0 rsv(b13-31) 0x0
	LFBselect TLV, length 108 (data length 104 Bytes)
         #3(Classid 3) instance 1
          Oper TLV  SetResp(0x3) length 24
           PATH-DATA TLV, length 20 (data encapsulated 16 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
              RESULT TLV (Length 8 DataLen 4 Bytes)
                Result: SUCCESS (code 0x0)
          Oper TLV  SetPropResp(0x4) length 24
           PATH-DATA TLV, length 20 (data encapsulated 16 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
              RESULT TLV (Length 8 DataLen 4 Bytes)
                Result: SUCCESS (code 0x0)
          Oper TLV  DelResp(0x6) length 24
           PATH-DATA TLV, length 20 (data encapsulated 16 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
              RESULT TLV (Length 8 DataLen 4 Bytes)
                Result: SUCCESS (code 0x0)
          Oper TLV  RCommit(0xd) length 24
genoptlvprint - PATH-DATA TLV TLV type 0x110 len 20
           PATH-DATA TLV, length 20 (data length 16 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
              RESULT TLV (Length 8 DataLen 4 Bytes)
                Result: SUCCESS (code 0x0)

IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto SCTP (132), length 176)
    10.0.0.1.57077 > 10.0.0.2.6705: sctp[ForCES MP]
	1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Query 
	ForCES Version 1 len 128B flags 0x38400000 
	SrcID 0x2(FE) DstID 0x40000001(CE) Correlator 0x5
	ForCES flags:
	  NoACK(0x0), prio=7, execute-all-or-none(0x1),
	  Standalone(0x0), StartofTransaction(0x0)
	  Extra flags: rsv(b5-7) 0x0 rsv(b13-31) 0x0
	LFBselect TLV, length 104 (data length 100 Bytes)
         FEObj LFB(Classid 1) instance 1
          Oper TLV  Get(0x7) length 40
           PATH-DATA TLV, length 12 (data encapsulated 8 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
           PATH-DATA TLV, length 24 (data encapsulated 20 Bytes)
            Pathdata: Flags 0x2 ID count 1
            ID#01: 2
            Table range: [5,9]
          Oper TLV  GetProp(0x8) length 52
           PATH-DATA TLV, length 48 (data encapsulated 44 Bytes)
            Pathdata: Flags 0x1 ID count 1
            ID#01: 3
              KEYINFO TLV (Length 24 DataLen 20 Bytes)
              Keyinfo: Key 0x7
Error: expecting FULLDATA!

IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto SCTP (132), length 260)
    10.0.0.1.57077 > 10.0.0.2.6705: sctp[ForCES MP]
	1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Query Response 
	ForCES Version 1 len 212B flags 0x38400000 
	SrcID 0x2(FE) DstID 0x40000001(CE) Correlator 0x5
	ForCES flags:
	  NoACK(0x0), prio=7, execute-all-or-none(0x1),
	  Standalone(0x0), StartofTransaction(0x0)
	  Extra flags: rsv(b5-7) 0x0 rsv(b13-31) 0x0
	LFBselect TLV, length 188 (data length 184 Bytes)
         FEObj LFB(Classid 1) instance 1
          Oper TLV  GetResp(0x9) length 92
           PATH-DATA TLV, length 28 (data encapsulated 24 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
              FULLDATA TLV (Length 13 DataLen 9 pad 3 Bytes)
               [
               0x0000:  616c 6c20 6f66 2069 7400 0000
               ]           PATH-DATA TLV, length 40 (data encapsulated 36 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 2
              SPARSEDATA TLV (Length 28 DataLen 24 Bytes)

               ILV: type 1 length 12
		[0x0000:  6f6e 6521
               ILV: type 2 length 11
		[0x0000:  7477 6f           PATH-DATA TLV, length 20 (data encapsulated 16 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 3
              RESULT TLV (Length 8 DataLen 4 Bytes)
                Result: SUCCESS (code 0x0)
          Oper TLV  GetPropResp(0xa) length 84
           PATH-DATA TLV, length 80 (data encapsulated 76 Bytes)
            Pathdata: Flags 0x0 ID count 1
            ID#01: 1
              PATH-DATA TLV, length 28 (data encapsulated 24 Bytes)
               Pathdata: Flags 0x0 ID count 1
               ID#01: 2
                 FULLDATA TLV (Length 13 DataLen 9 pad 3 Bytes)
                  [
                  0x0000:  616c 6c20 6f66 2069 7400 0000
                  ]             PATH-DATA TLV, length 40 (data encapsulated 36 Bytes)
              Pathdata: Flags 0x0 ID count 1
              ID#01: 3
                PATH-DATA TLV, length 28 (data encapsulated 24 Bytes)
                 Pathdata: Flags 0x0 ID count 1
                 ID#01: 4
                   FULLDATA TLV (Length 13 DataLen 9 pad 3 Bytes)
                    [
                    0x0000:  616c 6c20 6f66 2069 7400 0000
                    ]
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto SCTP (132), length 136)
    10.0.0.1.57077 > 10.0.0.2.6705: sctp[ForCES MP]
	1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Event Notification 
	ForCES Version 1 len 88B flags 0x38400000 
	SrcID 0x2(FE) DstID 0x40000001(CE) Correlator 0x5
	ForCES flags:
	  NoACK(0x0), prio=7, execute-all-or-none(0x1),
	  Standalone(0x0), StartofTransaction(0x0)
	  Extra flags: rsv(b5-7) 0x0 rsv(b13-31) 0x0
	LFBselect TLV, length 64 (data length 60 Bytes)
         FEObj LFB(Classid 1) instance 1
          Oper TLV  Report(0xb) length 36
           PATH-DATA TLV, length 32 (data encapsulated 28 Bytes)
            Pathdata: Flags 0x0 ID count 2
            ID#01: 60
            ID#02: 2
              FULLDATA TLV (Length 13 DataLen 9 pad 3 Bytes)
               [
               0x0000:  616c 6c20 6f66 2069 7400 0000
               ]		INValid oper-TLV type 0x9 length 16 for this ForCES message
         Data[
         0x0000:  0009 0010 0110 000c 0000 0001 0000 0001
         ]

$ tapline -nt -vvvv -c 1 -r control.pcap 'sctp port 6706'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto SCTP (132), length 128)
    10.0.0.1.57077 > 10.0.0.2.6706: sctp[ForCES LP]
	1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Packet Redirect 
	ForCES Version 1 len 80B flags 0x38400000 
	SrcID 0x2(FE) DstID 0x40000001(CE) Correlator 0x5
	ForCES flags:
	  NoACK(0x0), prio=7, execute-all-or-none(0x1),
	  Standalone(0x0), StartofTransaction(0x0)
	  Extra flags: rsv(b5-7) 0x0 rsv(b13-31) 0x0
	REDIRECT TLV, length 56 (data length 52 Bytes)
           METADATA length 24
           MetaID 0x1 length 12
		[0x0000:  706f 7274 ]
           MetaID 0x9 length 9
		[0x0000:  78 ]

           Redirect Data length 18
		[
		0x0000:  6120 7061 636b 6574 206f 6620 7468 6569
		0x0010:  7273
		]
	  Raw ForCES message
	 [
	 0x0000:  1006 0014 0000 0002 4000 0001 0000 0000
	 0x0010:  0000 0005 3840 0000 0001 0038 0115 001c
	 0x0020:  0000 0001 0000 000c 706f 7274 0000 0009
	 0x0030:  0000 0009 7800 0000 0116 0016 6120 7061
	 0x0040:  636b 6574 206f 6620 7468 6569 7273 0000
	 ]
$ tapline -ntvvv -r control.pcap 'udp port 8231 and greater 200'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 504)
    10.0.0.1.8231 > 10.0.0.2.8231: [udp sum ok] hncp (476)
	Node endpoint (12) NID: 31:da:78:d2 EPID: 00000003
	Node state (464) NID: 31:da:78:d2 seqno: 19 160.088s hash: 800088c8e0714638
		Peer (16) Peer-NID: 41:42:43:44 Peer-EPID: 00000001 Local-EPID: 00000002
		HNCP-Version (18) M: 0 P: 4 H: 4 L: 4 User-agent: agent/1.0
		Trust-Verdict (46) Verdict: 3 Fingerprint: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f Common Name: Common
		External-Connection (240)
			Delegated-Prefix (80) VLSO: 0.599s PLSO: 2.990s Prefix: 2001:db8:5::/48
				Prefix-Policy (5) type: Internet connectivity
				Prefix-Policy (9) type: Dest-Prefix: 2001:db0::/28
				Prefix-Policy (12) type: DNS domain: a.net
				Prefix-Policy (11) type: Opaque UTF-8: opaque
				Prefix-Policy (5) type: Restrictive assignment
				Prefix-Policy (5) type: Unknown (255)
			Delegated-Prefix (36) VLSO: 0.599s PLSO: 0.299s Prefix: 10.0.0.0/8
				Prefix-Policy (5) type: Internet connectivity
			DHCPv4-Data (39)
				DNS-server (10) 192.168.1.254 9.9.9.9
				NTP-server (6) 192.0.2.7
				DNS-search (16) a.example. b.
				Unknown (3)
			DHCPv6-Data (79)
				DNS-server (36) 2001:db8::1 2001:db8::2
				DNS-search-list (14) a.net. b.
				SNTP-servers (20) 2001:db8::3
				Unknown (5)
		Delegated-Prefix (80) VLSO: 0.599s PLSO: 2.990s Prefix: 2001:db8:5::/48
			Prefix-Policy (5) type: Internet connectivity
			Prefix-Policy (9) type: Dest-Prefix: 2001:db0::/28
			Prefix-Policy (12) type: DNS domain: a.net
			Prefix-Policy (11) type: Opaque UTF-8: opaque
			Prefix-Policy (5) type: Restrictive assignment
			Prefix-Policy (5) type: Unknown (255)
		Delegated-Prefix (36) VLSO: 0.599s PLSO: 0.299s Prefix: 10.0.0.0/8
			Prefix-Policy (5) type: Internet connectivity
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 288)
    10.0.0.1.8231 > 10.0.0.2.8231: [udp sum ok] hncp (260)
	Node state (260) NID: 31:da:78:d2 seqno: 19 160.088s hash: 800088c8e0714638
		Assigned-Prefix (20) EPID: 00000003 Prty: 2 Prefix: 2001:db8:5:6::/64
		Assigned-Prefix (25) EPID: 00000003 Prty: 2 Prefix: 10.0.99.0/24
		Node-Address (24) EPID: 00000003 IP Address: 2001:db8::9
		Node-Address (24) EPID: 00000003 IP Address: 10.0.99.2
		DNS-Delegated-Zone (31) IP-Address: 10.0.99.2 lb- lan.home
		DNS-Delegated-Zone (27) IP-Address: 2001:db8::9 --s home
		Domain-Name (12) Domain: r.home
		Node-Name (32) IP-Address: 10.0.99.2 Name: "router"
			Request network state (4)
		Managed-PSK (36) PSK: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
$ tapline -ntv -r control.pcap 'ip proto 8 or ip proto 9 or udp port 12222'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 acquire request active_mode hello:30 poll:120
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 acquire confirm passive_mode hello:30 poll:120
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 acquire request [status 9] hello:30 poll:120
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 acquire refuse administratively_prohibited
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 acquire cease going_down
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 acquire cease_ack unspecified
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 acquire cease[status 1]
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 acquire[code 9]
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 hello state:up
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 i-h-u state:down
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 hello [status 7]
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16[reach code 5]
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 poll state:up net:10.1.0.0
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 57)
    10.0.0.1 > 10.0.0.2: EGPv2, length 37 update unsolicited state:up 10.0.0.0 int 1 ext 1 int 1.0.0.0 (d1: 0.0.0.11 0.0.0.12, d3: 0.0.1.128) ext 2.0.0.0 (d5: 0.2.1.192)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 55)
    10.0.0.1 > 10.0.0.2: EGPv2, length 35 update unsolicited state:up 10.0.0.150 int 1 ext 1 int 2.1.0.150 (d1: 0.0.0.11 0.0.0.12, d3: 0.0.1.128) ext 3.1.0.150 (d5: 0.2.1.192)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 53)
    10.0.0.1 > 10.0.0.2: EGPv2, length 33 update unsolicited state:up 10.0.0.200 int 1 ext 1 int 1.0.0.200 (d1: 0.0.0.11 0.0.0.12, d3: 0.0.1.128) ext 2.0.0.200 (d5: 0.2.1.192)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 59)
    10.0.0.1 > 10.0.0.2: EGPv2, length 39 update unsolicited state:up 10.0.0.230 int 1 ext 1 int 0.0.0.0 (d1: 0.0.0.11 0.0.0.12, d3: 0.0.1.128) ext 0.0.0.0 (d5: 0.2.1.192)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 error state:up unspecified
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 error state:up reachability_info_unavailable
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 error state:up unsupported_version
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16 error state:up [reason 9]
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv2, length 16[type 4]
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto EGP (8), length 36)
    10.0.0.1 > 10.0.0.2: EGPv3, length 16[version 3]
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto IGRP (9), length 32)
    10.0.0.1 > 255.255.255.255: igrp: request V1 edit=7 AS=100 (0/0/0) checksum=0xed94
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto IGRP (9), length 74)
    10.0.0.1 > 255.255.255.255: igrp: update V1 edit=7 AS=100 (1/1/1) checksum=0x2e31 *.1.2.0 d=1000 b=1544 r=255 l=1 M=6576 mtu=1500 in 1 hops 10.1.2.0 d=20000 b=0 r=255 l=1 M=2000 mtu=1500 in 1 hops X192.1.2.0 d=167772150 b=10000000 r=255 l=1 M=16777215 mtu=1500 in 255 hops
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto IGRP (9), length 60)
    10.0.0.1 > 255.255.255.255: igrp: update V1 edit=7 AS=100 (1/0/0) checksum=0x9788 *.1.2.0 d=1000 b=1544 r=255 l=1 M=6576 mtu=1500 in 1 hops [extra bytes 14] (invalid)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto IGRP (9), length 46)
    10.0.0.1 > 255.255.255.255: igrp: update V1 edit=7 AS=100 (0/2/0) checksum=0xc30d 1.2.0.0 d=1000 b=1544 r=255 l=1 M=6576 mtu=1500 in 1 hops (invalid)
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto IGRP (9), length 32)
    10.0.0.1 > 255.255.255.255: igrp: op-#9 V1 edit=7 AS=100 (0/0/0) checksum=0xe694
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 68)
    10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Data frame, Radio-id  1, Flags [none], Frag-id  7, length 34
	0x0000:  0801 0000 0001 0203 0405 0607 0809 0a0b
	0x0010:  0c0d 0e0f 1011 1213 1415 1617
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 68)
    10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Data frame, Radio-id  1, Flags [Last Fragment Bit], Frag-id  7, length 34
	0x0000:  0801 0000 0001 0203 0405 0607 0809 0a0b
	0x0010:  0c0d 0e0f 1011 1213 1415 1617
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 68)
    10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Data frame, Radio-id  1, Flags [Fragment Bit], Frag-id  7, length 34
	0x0000:  0801 0000 0001 0203 0405 0607 0809 0a0b
	0x0010:  0c0d 0e0f 1011 1213 1415 1617
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 68)
    10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Data frame, Radio-id  1, Flags [Last Fragment Bit, Fragment Bit], Frag-id  7, length 34
	0x0000:  0801 0000 0001 0203 0405 0607 0809 0a0b
	0x0010:  0c0d 0e0f 1011 1213 1415 1617
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 68)
    10.0.0.1.12222 > 10.0.0.2.12222: LWAPPv0, Control frame, Radio-id  1, Flags [Control Bit], Frag-id  7, length 34
	0x0000:  0801 0000 0001 0203 0405 0607 0809 0a0b
	0x0010:  0c0d 0e0f 1011 1213 1415 1617
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto UDP (17), length 34)
    10.0.0.1.12222 > 10.0.0.2.12222: LWAPP version 1 packet not supported
$ tapline -ntvv -r control.pcap 'tcp port 639'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 72)
    10.0.0.1.40000 > 10.0.0.2.639: Flags [P.], cksum 0xfca0 (correct), seq 1:33, ack 1, win 64240, length 32: msdp [len 32] SA 2 entries
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 95)
    10.0.0.1.40001 > 10.0.0.2.639: Flags [P.], cksum 0xefa0 (correct), seq 1:56, ack 1, win 64240, length 55: msdp [len 3] Keepalive [len 52] SA 1 entries [w/data] IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 32)
    10.1.1.1.1000 > 224.1.2.3.2000: [udp sum ok] UDP, length 4
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 68)
    10.0.0.1.40002 > 10.0.0.2.639: Flags [P.], cksum 0x07c6 (correct), seq 1:29, ack 1, win 64240, length 28: msdp [len 8] SA-Request for 224.1.2.3 [len 20] SA-Response 1 entries
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 57)
    10.0.0.1.40003 > 10.0.0.2.639: Flags [P.], cksum 0xfcf4 (correct), seq 1:18, ack 1, win 64240, length 17: msdp [len 5] Notification [len 5] [type=6 len=5] [len 3] [type=7 len=3] [len 4] Keepalive[len=4] 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 43)
    10.0.0.1.40004 > 10.0.0.2.639: Flags [P.], cksum 0xf610 (correct), seq 1:4, ack 1, win 64240, length 3: msdp [|msdp]
$ tapline -ntv --decode etherip -r control.pcap 'ip proto 97'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto Ether IP (97), length 69)
    10.0.0.1 > 10.0.0.2: EtherIP version 3: IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 33)
    192.0.2.1.1000 > 192.0.2.2.2000: UDP, length 5
IP (tos 0x0, ttl 1, id 1, offset 0, flags [DF], proto Ether IP (97), length 69)
    10.0.0.1 > 10.0.0.2: EtherIP version 2: IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 33)
    192.0.2.1.1000 > 192.0.2.2.2000: UDP, length 5
$ tapline -ntv -r control.pcap 'stp and greater 100'
reading from file control.pcap, link-type EN10MB (Ethernet), snapshot length 262144
STP 802.1s, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 134
	port-role Designated, CIST root-id 800a.02:00:00:00:00:01, CIST ext-pathcost 20000
	CIST regional-root-id 900a.02:00:00:00:00:02, CIST port-id 8002,
	message-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s
	v3len 96, MCID Name region, rev 3,
		digest 000102030405060708090a0b0c0d0e0f, CIST int-root-pathcost 200,
	CIST bridge-id 900a.02:00:00:00:00:02, CIST remaining-hops 20
	MSTI 1, Flags [Learn, Forward, Agreement], port-role Designated
		MSTI regional-root-id 8001.02:00:00:00:00:01, pathcost 20000
		MSTI bridge-prio 9, port-prio 8, hops 19
	MSTI 2, Flags [Learn, Forward, Agreement], port-role Designated
		MSTI regional-root-id 8002.02:00:00:00:00:01, pathcost 20000
		MSTI bridge-prio 9, port-prio 8, hops 19
STP 802.1s, Rapid STP, CIST Flags [Learn, Forward, Agreement], length 102
	port-role Designated, CIST root-id 800a.02:00:00:00:00:01, CIST ext-pathcost 20000
	CIST regional-root-id 900a.02:00:00:00:00:02, CIST port-id 8002,
	message-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s
	v3len 64, MCID Name region, rev 3,
		digest 000102030405060708090a0b0c0d0e0f, CIST int-root-pathcost 200,
	CIST bridge-id 900a.02:00:00:00:00:02, CIST remaining-hops 20
