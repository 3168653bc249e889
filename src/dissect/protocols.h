/* Protocols that others call by name. Who is found by a number is found with dispatch(). */
#ifndef DISSECT_PROTOCOLS_H
#define DISSECT_PROTOCOLS_H

#include "dissect/dissect.h"

extern const struct proto proto_ether;
extern const struct proto proto_fddi;
extern const struct proto proto_token_ring;
extern const struct proto proto_vlan, proto_ieee8021ad;
extern const struct proto proto_ieee802154;
extern const struct proto proto_ipx;
extern const struct proto proto_domain;
extern const struct proto proto_domain_tcp;
extern const struct proto proto_sunrpc;
extern const struct proto proto_nfs_reply;
extern const struct proto proto_arista;
extern const struct proto proto_radiotap;
extern const struct proto proto_rrcp;
extern const struct proto proto_llc;
extern const struct proto proto_lane;
extern const struct proto proto_atm;
extern const struct proto proto_icmp;
extern const struct proto proto_ip;
extern const struct proto proto_ip6;
extern const struct proto proto_clnp;
extern const struct proto proto_q933;
extern const struct proto proto_frelay;
extern const struct proto proto_frf15;
extern const struct proto proto_mfr;
extern const struct proto proto_dvmrp;
extern const struct proto proto_pimv1;
extern const struct proto proto_esp;
extern const struct proto proto_isakmp;
extern const struct proto proto_erspan;
extern const struct proto proto_erspan3;
extern const struct proto proto_quic;
extern const struct proto proto_snmp;
extern const struct proto proto_nfs;
extern const struct proto proto_rx;
extern const struct proto proto_carp;
extern const struct proto proto_pgm_zmtp;
extern const struct proto proto_zmtp_datagram;
extern const struct proto proto_sctp;
extern const struct proto proto_forces;
extern const struct proto proto_tcp;
extern const struct proto proto_udp;
extern const struct proto proto_tls;
extern const struct proto proto_dtls;
extern const struct proto proto_http2;
extern const struct proto proto_tls_handshake;

extern const struct proto proto_eap;
extern const struct proto proto_lacp;
extern const struct proto proto_marker;
extern const struct proto proto_oam;
extern const struct proto proto_stp;
extern const struct proto proto_avs;
extern const struct proto proto_ieee80211;
extern const struct proto proto_ieee80211_padded;
extern const struct proto proto_chdlc;
extern const struct proto proto_slarp;
extern const struct proto proto_ppp;

#endif
