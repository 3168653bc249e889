/* Hard limits of streams. What goes past one is given up in the way its comment says, and counted. */
#ifndef STREAM_LIMITS_H
#define STREAM_LIMITS_H

enum stream_limits {
	LIMIT_FLOWS = 1 << 22,	   /* remembered of one kind; the longest idle ones make room (--max-flows) */
	LIMIT_DATAGRAMS = 1 << 12, /* in reassembly at a time; the oldest is given up */
	LIMIT_DATAGRAM_PARTS = 1 << 13,	  /* fragments of one datagram: 65,535 bytes by eight */
	LIMIT_DATAGRAM_MEMORY = 64 << 20, /* bytes held for all datagrams */
	LIMIT_STREAM_MEMORY = 256 << 20,  /* bytes of segments that wait for a gap, over all streams */
	LIMIT_WAITING = 4 << 20, /* of these in one direction of one stream: then the gap is taken for lost */
	LIMIT_WAITING_SEGMENTS = 1 << 13, /* and segments */
	LIMIT_TLS_CLEAR = 4096,		  /* bytes of one direction before TLS begins (STARTTLS); past that it is no TLS */
	LIMIT_TLS_HANDSHAKE = 1 << 18,	  /* bytes of one direction's handshake; past that it is no TLS */
	LIMIT_HTTP_HEAD = 1 << 18,	  /* bytes of a head; past that the stream is no HTTP */
	LIMIT_HTTP_BODY =
		16 << 20, /* bytes of a body kept to be shown; the rest is left out, and that is said */
	LIMIT_UNACKED = 1 << 10, /* segments of one direction remembered for round-trip times */
};

#endif
