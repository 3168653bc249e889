/* The order in which ports are looked at, when both ports of a packet belong to a protocol: the lowest rank wins.
 * It is tcpdump's order. Protocols that tcpdump does not have come behind all that it has. */
#ifndef DISSECT_APP_PORTS_H
#define DISSECT_APP_PORTS_H

/* Ranks leave gaps of ten. */
enum udp_rank {
	UDP_RANK_DOMAIN = 10,        /* 53, 5353 */
	UDP_RANK_TIMED = 20,         /* 525 */
	UDP_RANK_TFTP = 30,          /* 69 */
	UDP_RANK_BOOTP = 40,         /* 67, 68 */
	UDP_RANK_RIP = 50,           /* 520 */
	UDP_RANK_AODV = 60,          /* 654 */
	UDP_RANK_ISAKMP = 70,        /* 500, 4500 (UDP-encapsulated ESP) */
	UDP_RANK_SNMP = 80,          /* 161, 162 */
	UDP_RANK_NTP = 90,           /* 123 */
	UDP_RANK_KERBEROS = 100,     /* 88, 750 */
	UDP_RANK_L2TP = 110,         /* 1701 */
	UDP_RANK_NETBIOS_NS = 120,   /* 137 */
	UDP_RANK_NETBIOS_DGM = 130,  /* 138 */
	UDP_RANK_VAT = 140,          /* to 3456 */
	UDP_RANK_ZEPHYR = 150,       /* 2103, 2104 */
	UDP_RANK_RX = 160,           /* 7000 to 7009 */
	UDP_RANK_RIPNG = 170,        /* 521 */
	UDP_RANK_DHCP6 = 180,        /* 546, 547 */
	UDP_RANK_AHCP = 190,         /* 5359 */
	UDP_RANK_BABEL = 200,        /* 6696, 6697 */
	UDP_RANK_HNCP = 210,         /* 8231 */
	UDP_RANK_WB = 220,           /* to 4567 */
	UDP_RANK_CISCO_AUTORP = 230, /* 496 */
	UDP_RANK_RADIUS = 240,       /* 1812, 1813, 1645, 1646, 3799 */
	UDP_RANK_HSRP = 250,         /* to 1985 */
	UDP_RANK_LWRES = 260,        /* 921 */
	UDP_RANK_LDP = 270,          /* 646 */
	UDP_RANK_OLSR = 280,         /* 698 */
	UDP_RANK_LSP_PING = 290,     /* 3503 */
	UDP_RANK_BCM_LI = 300,       /* from 49152 */
	UDP_RANK_BFD = 310,          /* to 3784, 3785, 4784, 6784, 7784 */
	UDP_RANK_LMP = 320,          /* 701 */
	UDP_RANK_VQP = 330,          /* 1589 */
	UDP_RANK_SFLOW = 340,        /* 6343 */
	UDP_RANK_LWAPP = 350,        /* 12222, 12223 */
	UDP_RANK_SIP = 360,          /* 5060 */
	UDP_RANK_SYSLOG = 370,       /* 514 */
	UDP_RANK_OTV = 380,          /* 8472 */
	UDP_RANK_VXLAN = 390,        /* 4789 */
	UDP_RANK_GENEVE = 400,       /* 6081 */
	UDP_RANK_LISP = 410,         /* 4342 */
	UDP_RANK_VXLAN_GPE = 420,    /* 4790 */
	UDP_RANK_ZEP = 430,          /* 17754 */
	UDP_RANK_MPLS = 440,         /* 6635 */
	UDP_RANK_PTP = 450,          /* 319, 320 */
	UDP_RANK_SOMEIP = 460,       /* 30490 */
	UDP_RANK_OTHER = 1000,       /* what tcpdump prints but has no place above yet */
	UDP_RANK_BEYOND = 2000,      /* protocols that tcpdump does not have */
};

enum tcp_rank {
	TCP_RANK_TELNET = 10,
	TCP_RANK_PPTP = 20,
	TCP_RANK_BEEP = 30,
	TCP_RANK_OTHER = 1000,
	TCP_RANK_BEYOND = 2000,
};

#endif
