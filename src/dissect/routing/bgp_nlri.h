/* Network layer reachability information of BGP: what the families of MP_REACH and MP_UNREACH share. */
#ifndef DISSECT_ROUTING_BGP_NLRI_H
#define DISSECT_ROUTING_BGP_NLRI_H

#include "dissect/dissect.h"

enum { AFI_IP = 1, AFI_IP6 = 2, AFI_NSAP = 3, AFI_VPLS = 25, AFI_L2VPN = 196 };
enum { SAFI_UNICAST = 1, SAFI_MULTICAST = 2, SAFI_BOTH = 3, SAFI_LABELED = 4, SAFI_MVPN = 5, SAFI_VPLS = 65, SAFI_MDT = 66,
	SAFI_VPN = 128, SAFI_VPN_BOTH = 130, SAFI_ROUTE_TARGET = 132 };

/* A route distinguisher (RFC 4364 section 4.2): "RD: 1.2.3.4:5". */
void bgp_say_rd(struct dis *d);

/* One route of a family that is neither IP nor labelled IP, from the cursor; false: its length cannot be. */
bool bgp_mvpn_route(struct dis *d);         /* RFC 6514 section 4 */
bool bgp_mdt_route(struct dis *d);          /* RFC 6037 section 4.3 */
bool bgp_route_target(struct dis *d);       /* RFC 4684 section 4 */
bool bgp_nsap_vpn_route(struct dis *d);
bool bgp_nsap_route(struct dis *d);
void bgp_l2vpn_route(struct dis *d);        /* RFC 4761 section 3.2.2; RFC 6074 */

#endif
