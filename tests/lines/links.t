$ tapline -ntv -r links.pcap
reading from file links.pcap, link-type EN10MB (Ethernet), snapshot length 262144
MPCP, Opcode Pause, length 46
MPCP, Opcode Unknown (257), Timestamp 1114112 ticks, length 46
	0x0000:  0101 0011 0000 0001 0002 0003 0004 0005
	0x0010:  0006 0007 0000 0000 0000 0000 0000 0000
	0x0020:  0000 0000 0000 0000 0000 0000 0000
MPCP, Opcode Gate, Timestamp 1000 ticks, length 46
	Grant Numbers 2, Flags [ Discovery, Force Grant #1 ]
	Grant #1, Start-Time 5000 ticks, duration 20 ticks
	Grant #2, Start-Time 6000 ticks, duration 30 ticks
	Sync-Time 9 ticks
MPCP, Opcode Report, Timestamp 1000 ticks, length 46
	Total Queue-Sets 2
	  Queue-Set #2, Report-Bitmap [ Q0, Q7 ]
	    Q1 Report, Duration 100 ticks
	    Q8 Report, Duration 200 ticks
MPCP, Opcode Register Request, Timestamp 1000 ticks, length 46
	Flags [ Register ], Pending-Grants 4
MPCP, Opcode Register, Timestamp 1000 ticks, length 46
	Assigned-Port 77, Flags [ Re-Register ]
	Sync-Time 16 ticks, Echoed-Pending-Grants 4
MPCP, Opcode Register ACK, Timestamp 1000 ticks, length 46
	Echoed-Assigned-Port 77, Flags [ ACK ]
	Echoed-Sync-Time 16 ticks
MPCP, Opcode Unknown (99), Timestamp 1000 ticks, length 46
	0x0000:  0063 0000 03e8 3f00 0000 0000 0000 0000
	0x0010:  0000 0000 0000 0000 0000 0000 0000 0000
	0x0020:  0000 0000 0000 0000 0000 0000 0000
02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: hello, auth=0x2379
02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: get addr=0x0002, data=0x00000300, auth=0x2379, cookie=0x0000000000000000 
02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: set addr=0x0002, data=0x00000300, auth=0x2379, cookie=0x0000000000000000 
02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: unknown opcode (0x03), auth=0x2379
02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP reply: hello, auth=0x2379 downlink_port=3, uplink_port=4, uplink_mac=02:00:00:00:00:09, vendor_id=12345678 ,chip_id=0589 
02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP reply: get addr=0x0002, data=0x00000300, auth=0x2379, cookie=0x0000000000000000 
02:00:00:00:00:01 > 02:00:00:00:00:02, REP
02:00:00:00:00:01 > 02:00:00:00:00:02, RLDP
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek 8-byte DSA tag
02:00:00:00:00:01 > 02:00:00:00:00:02, RLDP
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek RTL8306 4-byte DSA tag
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek RTL8366RB 4-byte DSA tag
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek unknown type 0x77
ethertype Arista Vendor Specific Protocol (0xd28b), length 60: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 2023-11-14 22:13:20.999999999: IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 32)
    10.0.0.1.7 > 10.0.0.2.7: UDP, length 4
ethertype Arista Vendor Specific Protocol (0xd28b), length 58: SubType Timestamp (0x0001), Timescale TAI (0), Format 48-bit (2), HwInfo R3 (1), Timestamp 61696.999999999: IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 32)
    10.0.0.1.7 > 10.0.0.2.7: UDP, length 4
ethertype Arista Vendor Specific Protocol (0xd28b), length 64: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 2023-11-14 22:13:20.999999999: IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 32)
    10.0.0.1.7 > 10.0.0.2.7: UDP, length 4
ethertype Arista Vendor Specific Protocol (0xd28b), length 26: SubType Timestamp (0x0001), Timescale UTC (1), Format Unknown (3), HwInfo R/R2 (0), Timestamp 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Arista Vendor Specific Protocol (0xd28b), length 26: 
	0x0000:  0001 0130 6553 f100 3b9a c9ff            ...0eS..;...
ethertype Arista Vendor Specific Protocol (0xd28b), length 26: SubType Unknown (0x0009), 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Arista Vendor Specific Protocol (0xd28b), length 26: 
	0x0000:  0009 0110 6553 f100 3b9a c9ff            ....eS..;...
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 63)
    10.0.0.1.17754 > 10.0.0.2.17754: ZEPv1 Channel ID 11, Device ID 0x0102, CRC, inner len = 19
	IEEE 802.15.4 Data packet v0 seq 64 2447:0000 < -:806f 
	0x0000:  0489 0200 00fd 0301 1234                 .........4
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 79)
    10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2 Type 1, Channel ID 15, Device ID 0x0304, LQI 200, 3908988800.500000000 (2023/11/14 22:13:20), seq# = 77, inner len = 19
	IEEE 802.15.4 Data packet v0 seq 64 2447:0000 < -:806f 
	0x0000:  0489 0200 00fd 0301 1234                 .........4
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 36)
    10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2 ACK, seq# = 77
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 32)
    10.0.0.1.17754 > 10.0.0.2.17754: ZEPv2  [len 4 < 32] (invalid)
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 32)
    10.0.0.1.17754 > 10.0.0.2.17754: ZEP [Preamble Code: XE] (invalid)
$ tapline -nteq -r links.pcap
reading from file links.pcap, link-type EN10MB (Ethernet), snapshot length 262144
02:00:00:00:00:01 > 01:80:c2:00:00:01, MPCP, length 60: MPCP, Opcode Pause, length 46
02:00:00:00:00:01 > 01:80:c2:00:00:01, MPCP, length 60: MPCP, Opcode Unknown (257), Timestamp 1114112 ticks, length 46
02:00:00:00:00:01 > 01:80:c2:00:00:01, MPCP, length 60: MPCP, Opcode Gate, Timestamp 1000 ticks, length 46
02:00:00:00:00:01 > 01:80:c2:00:00:01, MPCP, length 60: MPCP, Opcode Report, Timestamp 1000 ticks, length 46
02:00:00:00:00:01 > 01:80:c2:00:00:01, MPCP, length 60: MPCP, Opcode Register Request, Timestamp 1000 ticks, length 46
02:00:00:00:00:01 > 01:80:c2:00:00:01, MPCP, length 60: MPCP, Opcode Register, Timestamp 1000 ticks, length 46
02:00:00:00:00:01 > 01:80:c2:00:00:01, MPCP, length 60: MPCP, Opcode Register ACK, Timestamp 1000 ticks, length 46
02:00:00:00:00:01 > 01:80:c2:00:00:01, MPCP, length 60: MPCP, Opcode Unknown (99), Timestamp 1000 ticks, length 46
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 32: 02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: hello, auth=0x2379
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 32: 02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: get addr=0x0002, data=0x00000300, auth=0x2379, cookie=0x0000000000000000 
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 32: 02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: set addr=0x0002, data=0x00000300, auth=0x2379, cookie=0x0000000000000000 
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 32: 02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP query: unknown opcode (0x03), auth=0x2379
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 32: 02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP reply: hello, auth=0x2379 downlink_port=3, uplink_port=4, uplink_mac=02:00:00:00:00:09, vendor_id=12345678 ,chip_id=0589 
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 32: 02:00:00:00:00:01 > 02:00:00:00:00:02, RRCP reply: get addr=0x0002, data=0x00000300, auth=0x2379, cookie=0x0000000000000000 
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 35: 02:00:00:00:00:01 > 02:00:00:00:00:02, REP
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 35: 02:00:00:00:00:01 > 02:00:00:00:00:02, RLDP
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 35: 02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek 8-byte DSA tag
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 35: 02:00:00:00:00:01 > 02:00:00:00:00:02, RLDP
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 35: 02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek RTL8306 4-byte DSA tag
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 35: 02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek RTL8366RB 4-byte DSA tag
02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek protocols, length 35: 02:00:00:00:00:01 > 02:00:00:00:00:02, Realtek unknown type 0x77
02:00:00:00:00:01 > 02:00:00:00:00:02, Arista Vendor Specific Protocol, length 60: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 2023-11-14 22:13:20.999999999: IPv4, length 60: 10.0.0.1.7 > 10.0.0.2.7: UDP, length 4
02:00:00:00:00:01 > 02:00:00:00:00:02, Arista Vendor Specific Protocol, length 58: SubType Timestamp (0x0001), Timescale TAI (0), Format 48-bit (2), HwInfo R3 (1), Timestamp 61696.999999999: IPv4, length 58: 10.0.0.1.7 > 10.0.0.2.7: UDP, length 4
02:00:00:00:00:01 > 02:00:00:00:00:02, Arista Vendor Specific Protocol, length 64: SubType Timestamp (0x0001), Timescale UTC (1), Format 64-bit (1), HwInfo R/R2 (0), Timestamp 2023-11-14 22:13:20.999999999: 802.1Q, length 64: vlan 5, p 0, ethertype IPv4 (0x0800), 10.0.0.1.7 > 10.0.0.2.7: UDP, length 4
02:00:00:00:00:01 > 02:00:00:00:00:02, Arista Vendor Specific Protocol, length 26: SubType Timestamp (0x0001), Timescale UTC (1), Format Unknown (3), HwInfo R/R2 (0), Timestamp 
02:00:00:00:00:01 > 02:00:00:00:00:02, Arista Vendor Specific Protocol, length 26: SubType Unknown (0x0009), 
02:00:00:00:00:01 > 02:00:00:00:00:02, IPv4, length 77: 10.0.0.1.17754 > 10.0.0.2.17754: UDP, length 35
02:00:00:00:00:01 > 02:00:00:00:00:02, IPv4, length 93: 10.0.0.1.17754 > 10.0.0.2.17754: UDP, length 51
02:00:00:00:00:01 > 02:00:00:00:00:02, IPv4, length 50: 10.0.0.1.17754 > 10.0.0.2.17754: UDP, length 8
02:00:00:00:00:01 > 02:00:00:00:00:02, IPv4, length 46: 10.0.0.1.17754 > 10.0.0.2.17754: UDP, length 4
02:00:00:00:00:01 > 02:00:00:00:00:02, IPv4, length 46: 10.0.0.1.17754 > 10.0.0.2.17754: UDP, length 4
