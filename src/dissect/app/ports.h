/* The order in which ports are looked at, when both ports of a packet belong to a protocol: the lowest rank wins.
 * It is tcpdump's order. Protocols that tcpdump does not have come behind all that it has. */
#ifndef DISSECT_APP_PORTS_H
#define DISSECT_APP_PORTS_H

/* Ranks leave gaps of ten. */
enum udp_rank {
	UDP_RANK_DOMAIN = 10,      /* 53 */
	UDP_RANK_BOOTP = 20,       /* 67, 68 */
	UDP_RANK_TFTP = 30,        /* 69 */
	UDP_RANK_KERBEROS = 40,    /* 88, 750 */
	UDP_RANK_SUNRPC = 50,      /* 111 */
	UDP_RANK_NTP = 60,         /* 123 */
	UDP_RANK_NETBIOS_NS = 70,  /* 137 */
	UDP_RANK_NETBIOS_DGM = 80, /* 138 */
	UDP_RANK_SNMP = 90,        /* 161, 162 */
	UDP_RANK_PTP = 100,        /* 319, 320 */
	UDP_RANK_CISCO_AUTORP = 110, /* 496 */
	UDP_RANK_ISAKMP = 120,     /* 500, 4500 (UDP-encapsulated ESP) */
	UDP_RANK_WHO = 130,
	UDP_RANK_SYSLOG = 140,     /* 514 */
	UDP_RANK_RIP = 150,        /* 520 */
	UDP_RANK_RIPNG = 160,      /* 521 */
	UDP_RANK_TIMED = 170,      /* 525 */
	UDP_RANK_DHCP6 = 180,      /* 546, 547 */
	UDP_RANK_LDP = 190,        /* 646 */
	UDP_RANK_OLSR = 200,       /* 698 */
	UDP_RANK_LMP = 210,        /* 701 */
	UDP_RANK_RADIUS = 220,     /* 1812, 1813, 1645, 1646, 3799 */
	UDP_RANK_HSRP = 230,       /* 1985, 2029 */
	UDP_RANK_LWRES = 240,      /* 921 */
	UDP_RANK_L2TP = 250,       /* 1701 */
	UDP_RANK_NFS = 260,        /* 2049 */
	UDP_RANK_GTP = 270,
	UDP_RANK_LSP_PING = 280,   /* 3503 */
	UDP_RANK_BFD = 290,        /* 3784, 3785, 4784, 6784, 7784 */
	UDP_RANK_LISP = 300,       /* 4341, 4342 */
	UDP_RANK_VXLAN = 310,      /* 4789 */
	UDP_RANK_VXLAN_GPE = 320,  /* 4790 */
	UDP_RANK_MDNS = 330,       /* 5353 */
	UDP_RANK_LWAPP = 340,      /* 12222, 12223 */
	UDP_RANK_SIP = 350,        /* 5060 */
	UDP_RANK_GENEVE = 360,     /* 6081 */
	UDP_RANK_SFLOW = 370,      /* 6343 */
	UDP_RANK_MPLS = 380,       /* 6635 */
	UDP_RANK_BABEL = 390,      /* 6696, 6697 */
	UDP_RANK_AHCP = 400,       /* 5359 */
	UDP_RANK_HNCP = 410,       /* 8231 */
	UDP_RANK_ZEP = 420,        /* 17754 */
	UDP_RANK_SOMEIP = 430,     /* 30490 */
	UDP_RANK_OTHER = 1000,     /* what tcpdump prints but has no place above yet */
	UDP_RANK_BEYOND = 2000,    /* protocols that tcpdump does not have */
};

enum tcp_rank {
	TCP_RANK_TELNET = 10,
	TCP_RANK_PPTP = 20,
	TCP_RANK_BEEP = 30,
	TCP_RANK_OTHER = 1000,
	TCP_RANK_BEYOND = 2000,
};

#endif
