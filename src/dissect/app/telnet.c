/* Telnet commands: RFC 854, options: RFC 855 and IANA's registry, authentication: RFC 2941, encryption: RFC 2946.
 *
 *	| IAC 255 | command |     | IAC | WILL WONT DO DONT | option |     | IAC | SB | option | ... | IAC | SE |
 *
 * Only commands at the beginning of a segment are looked at; text ends them. */
#include "dissect/app/ports.h"
#include "dissect/dissect.h"

enum { TELNET, CMD, SUBCMD, DATA };

enum { FIRST_COMMAND = 236, SE = 240, SB = 250, WILL = 251, DONT = 254, IAC = 255, AUTHENTICATION = 37, ENCRYPT = 38 };

static const struct token commands[] = {{236, "EOF"}, {237, "SUSP"}, {238, "ABORT"}, {239, "EOR"}, {SE, "SE"}, {241, "NOP"},
	{242, "DMARK"}, {243, "BRK"}, {244, "IP"}, {245, "AO"}, {246, "AYT"}, {247, "EC"}, {248, "EL"}, {249, "GA"}, {SB, "SB"},
	{WILL, "WILL"}, {252, "WONT"}, {253, "DO"}, {DONT, "DONT"}, {IAC, "IAC"}, {0, NULL}};

static const struct token options[] = {{0, "BINARY"}, {1, "ECHO"}, {2, "RCP"}, {3, "SUPPRESS GO AHEAD"}, {4, "NAME"}, {5, "STATUS"},
	{6, "TIMING MARK"}, {7, "RCTE"}, {8, "NAOL"}, {9, "NAOP"}, {10, "NAOCRD"}, {11, "NAOHTS"}, {12, "NAOHTD"}, {13, "NAOFFD"},
	{14, "NAOVTS"}, {15, "NAOVTD"}, {16, "NAOLFD"}, {17, "EXTEND ASCII"}, {18, "LOGOUT"}, {19, "BYTE MACRO"},
	{20, "DATA ENTRY TERMINAL"}, {21, "SUPDUP"}, {22, "SUPDUP OUTPUT"}, {23, "SEND LOCATION"}, {24, "TERMINAL TYPE"},
	{25, "END OF RECORD"}, {26, "TACACS UID"}, {27, "OUTPUT MARKING"}, {28, "TTYLOC"}, {29, "3270 REGIME"}, {30, "X.3 PAD"},
	{31, "NAWS"}, {32, "TSPEED"}, {33, "LFLOW"}, {34, "LINEMODE"}, {35, "XDISPLOC"}, {36, "OLD-ENVIRON"},
	{AUTHENTICATION, "AUTHENTICATION"}, {ENCRYPT, "ENCRYPT"}, {39, "NEW-ENVIRON"}, {0, NULL}};

/* What the first byte of a subnegotiation means, by option. */
static const struct token requests[] = {{0, "IS"}, {1, "SEND"}, {2, "INFO"}, {0, NULL}};
static const struct token authentication_requests[] = {{0, "IS"}, {1, "SEND"}, {2, "REPLY"}, {3, "NAME"}, {0, NULL}};
static const struct token encryption_requests[] = {{0, "IS"}, {1, "SUPPORT"}, {2, "REPLY"}, {3, "START"}, {4, "END"},
	{5, "REQUEST-START"}, {6, "REQUEST-END"}, {7, "END_KEYID"}, {8, "DEC_KEYID"}, {0, NULL}};

static const struct token authentications[] = {{0, "NULL"}, {1, "KERBEROS_V4"}, {2, "KERBEROS_V5"}, {3, "SPX"}, {4, "MINK"}, {5, "SRP"},
	{6, "RSA"}, {7, "SSL"}, {10, "LOKI"}, {11, "SSA"}, {12, "KEA_SJ"}, {13, "KEA_SJ_INTEG"}, {14, "DSS"}, {15, "NTLM"}, {0, NULL}};
static const struct token encryptions[] = {{0, "NULL"}, {1, "DES_CFB64"}, {2, "DES_OFB64"}, {3, "DES3_CFB64"}, {4, "DES3_OFB64"},
	{6, "CAST5_40_CFB64"}, {7, "CAST5_40_OFB64"}, {8, "CAST128_CFB64"}, {9, "CAST128_OFB64"}, {0, NULL}};

static const struct field fields[] = {
	[TELNET] = {"telnet", "Telnet"},
	[CMD] = {"telnet.cmd", "Command", F_U8, DEC, commands},
	[SUBCMD] = {"telnet.subcmd", "Subcommand", F_U8, DEC, options},
	[DATA] = {"telnet.data", "Data", F_STR},
};

/* The length of the command at the cursor; 0: there is none, or it is not whole by the segment's length. */
static uint32_t command_length(struct dis *d)
{
	uint32_t length = declared(d);
	if (length < 1 || !need(d, 1) || peek8(d, 0) != IAC || length < 2 || !need(d, 2))
		return 0;
	unsigned command = peek8(d, 1);
	if (command < FIRST_COMMAND)
		return 0;
	if (command < SB || command == IAC)
		return 2;
	if (length < 3 || !need(d, 3))
		return 0;
	if (command != SB)
		return 3;
	if (!need(d, 4))
		return 0;
	for (uint32_t i = 3; i < length && need(d, i + 1); i++) {
		if (peek8(d, i) != IAC)
			continue;
		if (i + 1 == length || !need(d, i + 2) || peek8(d, i + 1) == SE)
			return i + 2;
	}
	return 0;
}

static void say_number(struct dis *d, unsigned v)
{
	say(d, v ? " 0x%x" : " %x", v);
}

static void say_word(struct dis *d, const struct token *words, unsigned v)
{
	const char *w = word(words, v);
	if (w)
		say(d, " %s", w);
	else
		say_number(d, v);
}

static void subnegotiation(struct dis *d, unsigned option, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		unsigned v = u8(d, 0);
		if (i == 0)
			say_word(d, option == AUTHENTICATION ? authentication_requests : option == ENCRYPT ? encryption_requests : requests, v);
		else if (i == 1 && (option == AUTHENTICATION || option == ENCRYPT))
			say_word(d, option == ENCRYPT ? encryptions : authentications, v);
		else
			say_number(d, v);
	}
	say_s(d, " SE");
	u16(d, 0);
}

static void say_command(struct dis *d, uint32_t length)
{
	u8(d, 0);
	unsigned command = u8(d, CMD);
	if (command == IAC)
		say_s(d, "IAC ");
	say_s(d, word(commands, command));
	if (length < 3)
		return;
	unsigned option = u8(d, SUBCMD);
	say_word(d, options, option);
	if (command == SB)
		subnegotiation(d, option, length - 5);
}

static void dissect(struct dis *d)
{
	const char *before = " [telnet ";
	uint32_t length;
	while (!d->cut && (length = command_length(d)) && !d->cut) {
		say_s(d, before);
		say_command(d, length);
		before = ", ";
	}
	if (*before == ',')
		say_c(d, ']');
	if (fields_wanted(d) && !d->cut && left(d))
		rest(d, DATA);
}

static const struct binding bindings[] = {
	{BIND_TCP_PORT, EITHER, TCP_RANK_TELNET, 23, 0},
	{0},
};

const struct proto proto_telnet = {
	.name = "telnet",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.alone = true,
	.cuts = CUTS_ALL,
};
