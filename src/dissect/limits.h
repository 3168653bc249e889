/* Hard limits of dissection. Each has a test that reaches it. */
#ifndef DISSECT_LIMITS_H
#define DISSECT_LIMITS_H

enum dissect_limits {
	LIMIT_LAYERS = 64,             /* protocols within protocols of one packet */
	LIMIT_HEADERS = 32,            /* headers noted of one packet for flows and statistics */
	LIMIT_GROUPS = 32,             /* groups of fields within groups */
	LIMIT_MARKS = 1 << 16,         /* fields of one packet */
	LIMIT_TEXT = 4 << 20,          /* bytes of one packet's line */
	LIMIT_BUFFERS = 16,            /* decrypted or decompressed stretches of one packet */
	LIMIT_TAPE_BYTES = 4 << 20,    /* of one packet's derived values */
	LIMIT_SCRATCH = 8,             /* strings of tok(), ip4_str() ... that are good at the same time */
	LIMIT_MESSAGE = 1 << 17,       /* bytes of one message that is put together from TCP segments */
	LIMIT_TALKS = 1 << 17,         /* TCP connections whose messages one protocol reads */
	LIMIT_TALK_MEMORY = 64 << 20,  /* bytes kept of their unfinished messages */
	LIMIT_QUIC_CRYPTO = 1 << 15,   /* bytes of one side's Initial handshake */
	LIMIT_QUIC_CONNECTIONS = 1 << 11, /* whose handshakes are put together */
	LIMIT_FORCES_PATHS = 100,      /* ForCES paths within paths */
	LIMIT_STATE_ENTRIES = 1 << 20, /* connections, calls ... remembered by one protocol */
};

#endif
