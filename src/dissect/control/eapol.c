/* EAP over LANs: IEEE 802.1X-2020 clause 11; key frames of RC4 (IEEE 802.1X-2004, 7.6) and of the four-way handshake
 * (IEEE 802.11-2020, 12.7.2).
 *
 *	| version 1 | type 1 | length 2 | EAP, or a key descriptor |
 */
#include "dissect/dissect.h"

#include "dissect/net/ethertype.h"
#include "dissect/protocols.h"

enum {
	EAPOL, EAPOL_VERSION, EAPOL_TYPE, EAPOL_LEN,
	KEY_TYPE, KEY_KEY_LEN, KEY_REPLAY_COUNTER, KEY_KEY_IV, KEY_KEY_INDEX, KEY_KEY_INDEX_TYPE, KEY_KEY_INDEX_NUMBER,
	KEY_KEY_SIGNATURE, KEY_KEY, KEY_KEY_GENERATED_LOCALLY, RSN_MSGNR, RSN_KEY_INFO, RSN_NONCE, RSN_RSC, RSN_ID, RSN_MIC,
	RSN_DATA_LEN, RSN_DATA, RSN_KEY_INFO_KEYDES_VERSION, RSN_KEY_INFO_KEY_TYPE, RSN_KEY_INFO_KEY_INDEX,
	RSN_KEY_INFO_INSTALL, RSN_KEY_INFO_KEY_ACK, RSN_KEY_INFO_KEY_MIC, RSN_KEY_INFO_SECURE, RSN_KEY_INFO_ERROR,
	RSN_KEY_INFO_REQUEST, RSN_KEY_INFO_ENCRYPTED_KEY_DATA, RSN_KEY_INFO_SMK_MESSAGE,
};

enum { FRAME_EAP, FRAME_KEY = 3 };
enum { DESCRIPTOR_RC4 = 1, DESCRIPTOR_RSN = 2, DESCRIPTOR_WPA = 254 };
enum { PAIRWISE = 0x08, ACKNOWLEDGE = 0x80, INTEGRITY = 0x100 }; /* of key information */

static const struct token frames[] = {
	{FRAME_EAP, "EAP packet"}, {1, "EAPOL start"}, {2, "EAPOL logoff"}, {FRAME_KEY, "EAPOL key"},
	{4, "Encapsulated ASF alert"}, {0, NULL}};

static const struct field fields[] = {
	[EAPOL] = {"eapol", "802.1X Authentication"},
	[EAPOL_VERSION] = {"eapol.version", "Version", F_U8},
	[EAPOL_TYPE] = {"eapol.type", "Type", F_U8, DEC, frames},
	[EAPOL_LEN] = {"eapol.len", "Length", F_U16},
	[KEY_TYPE] = {"eapol.keydes.type", "Key Descriptor Type", F_U8},
	[KEY_KEY_LEN] = {"eapol.keydes.key_len", "Key Length", F_U16},
	[KEY_REPLAY_COUNTER] = {"eapol.keydes.replay_counter", "Replay Counter", F_U64},
	[KEY_KEY_IV] = {"eapol.keydes.key_iv", "Key IV", F_BYTES},
	[KEY_KEY_INDEX] = {"eapol.keydes.key_index", "Key Index", F_U8, HEX},
	[KEY_KEY_INDEX_TYPE] = {"eapol.keydes.key_index.type", "Type", F_BOOL},
	[KEY_KEY_INDEX_NUMBER] = {"eapol.keydes.key_index.number", "Number", F_U8},
	[KEY_KEY_SIGNATURE] = {"eapol.keydes.key_signature", "Key Signature", F_BYTES},
	[KEY_KEY] = {"eapol.keydes.key", "Key", F_BYTES},
	[KEY_KEY_GENERATED_LOCALLY] = {"eapol.keydes.key.generated_locally", "Key Generated Locally", F_BOOL},
	[RSN_MSGNR] = {"wlan_rsna_eapol.keydes.msgnr", "Message number", F_U8},
	[RSN_KEY_INFO] = {"wlan_rsna_eapol.keydes.key_info", "Key Information", F_U16, HEX},
	[RSN_NONCE] = {"wlan_rsna_eapol.keydes.nonce", "WPA Key Nonce", F_BYTES},
	[RSN_RSC] = {"wlan_rsna_eapol.keydes.rsc", "WPA Key RSC", F_BYTES},
	[RSN_ID] = {"wlan_rsna_eapol.keydes.id", "WPA Key ID", F_BYTES},
	[RSN_MIC] = {"wlan_rsna_eapol.keydes.mic", "WPA Key MIC", F_BYTES},
	[RSN_DATA_LEN] = {"wlan_rsna_eapol.keydes.data_len", "WPA Key Data Length", F_U16},
	[RSN_DATA] = {"wlan_rsna_eapol.keydes.data", "WPA Key Data", F_BYTES},
	[RSN_KEY_INFO_KEYDES_VERSION] = {"wlan_rsna_eapol.keydes.key_info.keydes_version", "Key Descriptor Version", F_U16},
	[RSN_KEY_INFO_KEY_TYPE] = {"wlan_rsna_eapol.keydes.key_info.key_type", "Key Type", F_BOOL},
	[RSN_KEY_INFO_KEY_INDEX] = {"wlan_rsna_eapol.keydes.key_info.key_index", "Key Index", F_U16},
	[RSN_KEY_INFO_INSTALL] = {"wlan_rsna_eapol.keydes.key_info.install", "Install", F_BOOL},
	[RSN_KEY_INFO_KEY_ACK] = {"wlan_rsna_eapol.keydes.key_info.key_ack", "Key ACK", F_BOOL},
	[RSN_KEY_INFO_KEY_MIC] = {"wlan_rsna_eapol.keydes.key_info.key_mic", "Key MIC", F_BOOL},
	[RSN_KEY_INFO_SECURE] = {"wlan_rsna_eapol.keydes.key_info.secure", "Secure", F_BOOL},
	[RSN_KEY_INFO_ERROR] = {"wlan_rsna_eapol.keydes.key_info.error", "Error", F_BOOL},
	[RSN_KEY_INFO_REQUEST] = {"wlan_rsna_eapol.keydes.key_info.request", "Request", F_BOOL},
	[RSN_KEY_INFO_ENCRYPTED_KEY_DATA] = {"wlan_rsna_eapol.keydes.key_info.encrypted_key_data", "Encrypted Key Data", F_BOOL},
	[RSN_KEY_INFO_SMK_MESSAGE] = {"wlan_rsna_eapol.keydes.key_info.smk_message", "SMK Message", F_BOOL},
};

static const struct bit_field info_bits[] = {
	{0x7, RSN_KEY_INFO_KEYDES_VERSION}, {0x8, RSN_KEY_INFO_KEY_TYPE}, {0x30, RSN_KEY_INFO_KEY_INDEX},
	{0x40, RSN_KEY_INFO_INSTALL}, {0x80, RSN_KEY_INFO_KEY_ACK}, {0x100, RSN_KEY_INFO_KEY_MIC},
	{0x200, RSN_KEY_INFO_SECURE}, {0x400, RSN_KEY_INFO_ERROR}, {0x800, RSN_KEY_INFO_REQUEST},
	{0x1000, RSN_KEY_INFO_ENCRYPTED_KEY_DATA}, {0x2000, RSN_KEY_INFO_SMK_MESSAGE}, {0, 0},
};

static void rc4_key(struct dis *d)
{
	unsigned len = u16(d, KEY_KEY_LEN);
	u64(d, KEY_REPLAY_COUNTER);
	bytes(d, KEY_KEY_IV, 16);
	unsigned index = u8(d, KEY_KEY_INDEX);
	also(d, KEY_KEY_INDEX_TYPE, 1, index >> 7);
	also(d, KEY_KEY_INDEX_NUMBER, 1, index & 0x7f);
	bytes(d, KEY_KEY_SIGNATURE, 16);
	also(d, KEY_KEY_GENERATED_LOCALLY, 0, !left(d));
	if (left(d))
		bytes(d, KEY_KEY, len);
}

/* Which message of the handshake it is, as the bits and what comes with them tell. */
static unsigned message_number(unsigned info, unsigned data_len)
{
	if (info & ACKNOWLEDGE)
		return info & INTEGRITY && info & PAIRWISE ? 3 : 1;
	return data_len || !(info & PAIRWISE) ? 2 : 4;
}

static void rsn_key(struct dis *d)
{
	unsigned info = u16(d, RSN_KEY_INFO);
	also_bits(d, 2, info, info_bits);
	uint32_t at = d->pos;
	u16(d, KEY_KEY_LEN);
	u64(d, KEY_REPLAY_COUNTER);
	bytes(d, RSN_NONCE, 32);
	bytes(d, KEY_KEY_IV, 16);
	bytes(d, RSN_RSC, 8);
	bytes(d, RSN_ID, 8);
	bytes(d, RSN_MIC, 16);
	unsigned len = u16(d, RSN_DATA_LEN);
	mark_uint(d, RSN_MSGNR, at, 0, message_number(info, len));
	if (len)
		bytes(d, RSN_DATA, len);
}

/* Lines only name it. */
static void key(struct dis *d, unsigned length)
{
	struct saved s = quiet_begin(d, true), part = part_begin(d, length);
	unsigned type = u8(d, KEY_TYPE);
	if (type == DESCRIPTOR_RC4)
		rc4_key(d);
	else if (type == DESCRIPTOR_RSN || type == DESCRIPTOR_WPA)
		rsn_key(d);
	part_end(d, &part);
	quiet_end(d, &s);
}

static void dissect(struct dis *d)
{
	if (declared(d) < 4) {
		invalid(d);
		return;
	}
	unsigned version = u8(d, EAPOL_VERSION), type = u8(d, EAPOL_TYPE), length = u16(d, EAPOL_LEN);
	uint32_t end = d->pos + (length < declared(d) ? length : declared(d));
	say(d, "%s (%u) v%u, len %u", tok(d, frames, "unknown", type), type, version, length);
	struct saved quiet = quiet_begin(d, !d->verbose);
	if (type == FRAME_EAP) {
		if (length < 4) {
			invalid(d);
		} else {
			say_s(d, ", ");
			if (need(d, 4)) {
				declare(d, length < declared(d) ? length : declared(d));
				call(d, &proto_eap);
			}
		}
	} else if (type == FRAME_KEY && fields_wanted(d)) {
		key(d, length);
	}
	quiet_end(d, &quiet);
	d->wire = end;
}

static const struct binding bindings[] = {
	{BIND_ETHERTYPE, .from = ETHERTYPE_EAPOL},
	{0},
};

const struct proto proto_eapol = {
	.name = "eap",
	.dissect = dissect,
	PROTO_FIELDS(fields),
	.bindings = bindings,
	.cuts = CUTS_ITSELF,
};
