/* PPP protocol numbers (IANA registry) and what the PPP files share. */
#ifndef DISSECT_LINK_PPP_PROTOCOLS_H
#define DISSECT_LINK_PPP_PROTOCOLS_H

#include "dissect/dissect.h"

enum ppp_protocol {
	PPP_IP = 0x0021, PPP_OSI = 0x0023, PPP_NS = 0x0025, PPP_DECNET = 0x0027, PPP_APPLE = 0x0029, PPP_IPX = 0x002b,
	PPP_VJC = 0x002d, PPP_VJNC = 0x002f, PPP_BRPDU = 0x0031, PPP_STII = 0x0033, PPP_VINES = 0x0035, PPP_ML = 0x003d,
	PPP_IPV6 = 0x0057, PPP_COMP = 0x00fd, PPP_HELLO = 0x0201, PPP_LUXCOM = 0x0231, PPP_SNS = 0x0233,
	PPP_MPLS_UCAST = 0x0281, PPP_MPLS_MCAST = 0x0283, PPP_IPCP = 0x8021, PPP_OSICP = 0x8023, PPP_NSCP = 0x8025,
	PPP_DECNETCP = 0x8027, PPP_APPLECP = 0x8029, PPP_IPXCP = 0x802b, PPP_STIICP = 0x8033, PPP_VINESCP = 0x8035,
	PPP_ENCRYPT = 0x8053, PPP_IPV6CP = 0x8057, PPP_CCP = 0x80fd, PPP_MPLSCP = 0x8281, PPP_LCP = 0xc021, PPP_PAP = 0xc023,
	PPP_LQM = 0xc025, PPP_SPAP = 0xc027, PPP_BACP = 0xc02b, PPP_BAP = 0xc02d, PPP_CHAP = 0xc223, PPP_EAP = 0xc227,
	PPP_SPAP_OLD = 0xc123,
};

extern const struct token ppp_protocols[];

/* From behind the protocol number. */
void ppp_payload(struct dis *d, unsigned protocol);

#endif
