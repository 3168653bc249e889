/* Bodies of IEEE 802.11 management frames: fixed fields (IEEE 802.11-2020 section 9.3.3), then elements (9.4.2).
 *
 *	| element 1 | length 1 | value | ...
 */
#include "dissect/wireless/ieee80211.h"

enum {
	ASSOC_REQUEST, ASSOC_RESPONSE, REASSOC_REQUEST, REASSOC_RESPONSE, PROBE_REQUEST, PROBE_RESPONSE, BEACON = 8, ATIM,
	DISASSOC, AUTH, DEAUTH, ACTION,
	ELEMENT_SSID = 0, ELEMENT_RATES, ELEMENT_DS = 3, ELEMENT_CF, ELEMENT_TIM, ELEMENT_CHALLENGE = 16, ELEMENT_MESH_ID = 114,
	CAP_ESS = 0x01, CAP_PRIVACY = 0x10,
	MAX_RATES = 16, CATEGORY_BLOCK_ACK = 3,
};

/* What of the elements lines show. Only the first of each kind counts. */
struct elements {
	struct span ssid, challenge, mesh_id;
	uint8_t rates[MAX_RATES];
	unsigned rate_count, channel;
	bool has_ssid, has_rates, has_challenge, has_channel, has_tim, has_cf, has_mesh_id;
	bool whole; /* all could be read */
};

static const struct bit_field map_control_bits[] = {
	{0x1, W_TIM_BMAPCTL_MULTICAST}, {0xfe, W_TIM_BMAPCTL_OFFSET}, {0, 0},
};

static bool timing(struct dis *d, struct elements *e, unsigned len)
{
	if (len <= 3)
		return !d->cut;
	if (len - 3 > 251)
		return false;
	u8(d, W_DTIM_COUNT);
	u8(d, W_DTIM_PERIOD);
	unsigned control = u8(d, W_TIM_BMAPCTL);
	also_bits(d, 1, control, map_control_bits);
	bytes(d, W_TIM_PARTIAL_VIRTUAL_BITMAP, len - 3);
	e->has_tim = true;
	return !d->cut;
}

/* False: the element says more than there is. */
static bool element(struct dis *d, struct elements *e)
{
	if (!have(d, 2))
		return false;
	unsigned id = u8(d, W_TAG_NUMBER), len = u8(d, W_TAG_LENGTH);
	uint32_t start = d->pos;
	if (!have(d, len))
		return false;
	switch (id) {
	case ELEMENT_SSID: {
		struct span s = bytes(d, W_SSID, len);
		if (len > 32)
			return false;
		if (!e->has_ssid)
			e->ssid = s;
		e->has_ssid = true;
		break;
	}
	case ELEMENT_RATES:
		for (unsigned i = 0; i < len; i++) {
			unsigned rate = u8(d, W_RATES);
			if (!e->has_rates && i < MAX_RATES)
				e->rates[e->rate_count++] = (uint8_t)rate;
		}
		if (len > MAX_RATES)
			return false;
		if (len)
			e->has_rates = true;
		break;
	case ELEMENT_DS:
		if (len == 1) {
			unsigned channel = u8(d, W_CHANNEL);
			if (!e->has_channel)
				e->channel = channel;
			e->has_channel = true;
		}
		break;
	case ELEMENT_TIM:
		if (!timing(d, e, len))
			return false;
		break;
	case ELEMENT_CHALLENGE: {
		struct span s = bytes(d, W_TAG_CHALLENGE_TEXT, len);
		if (len > 253)
			return false;
		if (!e->has_challenge)
			e->challenge = s;
		e->has_challenge = true;
		break;
	}
	case ELEMENT_MESH_ID: {
		struct span s = bytes(d, W_MESH_ID, len);
		if (len > 32)
			return false;
		if (!e->has_mesh_id)
			e->mesh_id = s;
		e->has_mesh_id = true;
		break;
	}
	default:
		if (d->tape)
			ieee80211_element(d, id, len);
		break;
	}
	seek(d, start + len);
	return true;
}

static struct elements elements(struct dis *d)
{
	struct elements e = {.whole = true};
	if (!more(d))
		return e;
	group_begin(d, W_TAGGED_ALL);
	while (more(d) && e.whole) {
		group_begin(d, W_TAG);
		e.whole = element(d, &e);
		group_end(d);
	}
	group_end(d);
	return e;
}

static void say_ssid(struct dis *d, const struct elements *e)
{
	if (!e->has_ssid)
		return;
	say_s(d, " (");
	say_text_z(d, e->ssid);
	say_c(d, ')');
}

/* Units of 500 kb/s; the highest bit says that a rate is basic. */
static void say_rates(struct dis *d, const struct elements *e)
{
	if (!e->has_rates)
		return;
	for (unsigned i = 0; i < e->rate_count; i++)
		say(d, "%s%2.1f%s", i ? " " : " [", .5 * (e->rates[i] & 0x7f), e->rates[i] & 0x80 ? "*" : "");
	if (e->rate_count)
		say_s(d, " Mbit]");
}

static void say_channel(struct dis *d, const struct elements *e)
{
	if (e->has_channel)
		say(d, " CH: %u", e->channel);
}

static void say_mesh_id(struct dis *d, const struct elements *e)
{
	if (!e->has_mesh_id)
		return;
	say_s(d, " (MESHID: ");
	say_text_z(d, e->mesh_id);
	say_c(d, ')');
}

static unsigned capabilities(struct dis *d)
{
	unsigned v = u16le(d, W_CAPABILITIES);
	also_bits(d, 2, v, ieee80211_capabilities);
	return v;
}

/* Beacons and probe responses differ only in that a beacon says what kind of network it is. */
static bool beacon(struct dis *d, bool is_beacon)
{
	if (!have(d, 12))
		return false;
	group_begin(d, W_FIXED);
	dis_le(d, W_TIMESTAMP, 8);
	u16le(d, W_BEACON_INTERVAL);
	unsigned can = capabilities(d);
	group_end(d);
	struct elements e = elements(d);
	say_ssid(d, &e);
	say_rates(d, &e);
	if (is_beacon)
		say_s(d, can & CAP_ESS ? " ESS" : " IBSS");
	say_channel(d, &e);
	if (can & CAP_PRIVACY)
		say_s(d, ", PRIVACY");
	say_mesh_id(d, &e);
	return e.whole;
}

static bool association_request(struct dis *d, bool again)
{
	if (!have(d, again ? 10 : 4))
		return false;
	group_begin(d, W_FIXED);
	capabilities(d);
	u16le(d, W_LISTEN);
	const struct mac *ap = again ? mac(d, W_CURRENT_AP) : NULL;
	group_end(d);
	struct elements e = elements(d);
	say_ssid(d, &e);
	if (again)
		say(d, " AP : %s", mac_str(d, ap));
	else
		say_rates(d, &e);
	return e.whole;
}

static bool association_response(struct dis *d)
{
	if (!have(d, 6))
		return false;
	group_begin(d, W_FIXED);
	unsigned can = capabilities(d), status = u16le(d, W_STATUS), aid = u16le(d, 0) & 0x3fff;
	also(d, W_FIXED_AID, 2, aid);
	group_end(d);
	say(d, " AID(%x) :%s: %s", aid, can & CAP_PRIVACY ? " PRIVACY " : "", tok(d, ieee80211_status_codes, "n/a", status));
	struct elements e = elements(d);
	return e.whole;
}

static bool probe_request(struct dis *d)
{
	struct elements e = elements(d);
	say_ssid(d, &e);
	say_rates(d, &e);
	return e.whole;
}

static bool authentication(struct dis *d)
{
	static const struct token algorithms[] = {{0, "Open System"}, {1, "Shared Key"}, {2, "EAP"}, {0, NULL}};
	if (!have(d, 6))
		return false;
	group_begin(d, W_FIXED);
	unsigned algorithm = u16le(d, W_AUTH_ALG), sequence = u16le(d, W_AUTH_SEQ), status = u16le(d, W_STATUS);
	group_end(d);
	const char *result = sequence % 2 ? tok(d, ieee80211_status_codes, "n/a", status) : "";
	struct elements e = elements(d);
	if (algorithm == 1 && (sequence == 2 || sequence == 3))
		say(d, " (%s)-%x [Challenge Text] %s", tok(d, algorithms, "Reserved", algorithm), sequence, result);
	else
		say(d, " (%s)-%x: %s", tok(d, algorithms, "Reserved", algorithm), sequence, result);
	return e.whole;
}

static bool reason(struct dis *d, const struct mac *sender)
{
	if (!have(d, 2))
		return false;
	group_begin(d, W_FIXED);
	unsigned code = u16le(d, W_REASON);
	group_end(d);
	const char *why = tok(d, ieee80211_reason_codes, "Reserved", code);
	if (sender && !d->opt->link_header)
		say(d, " (%s): %s", mac_str(d, sender), why);
	else
		say(d, ": %s", why);
	return true;
}

static void action_name(struct dis *d, unsigned category, unsigned action)
{
	static const struct token ba[] = {{0, "ADDBA Request"}, {1, "ADDBA Response"}, {2, "DELBA"}, {0, NULL}};
	static const struct token ht[] = {{0, "TxChWidth"}, {1, "MIMOPwrSave"}, {0, NULL}};
	static const struct token mesh[] = {
		{0, "MeshLink"}, {1, "HWMP"}, {2, "Gate Announcement"}, {3, "Congestion Control"}, {4, "MCCA Setup Request"},
		{5, "MCCA Setup Reply"}, {6, "MCCA Advertisement Request"}, {7, "MCCA Advertisement"}, {8, "MCCA Teardown"},
		{9, "TBTT Adjustment Request"}, {10, "TBTT Adjustment Response"}, {0, NULL}};
	static const struct token multihop[] = {{0, "Proxy Update"}, {1, "Proxy Update Confirmation"}, {0, NULL}};
	static const struct token protect[] = {
		{1, "Peering Open"}, {2, "Peering Confirm"}, {3, "Peering Close"}, {4, "Group Key Inform"},
		{5, "Group Key Acknowledge"}, {0, NULL}};
	static const struct token none[] = {{0, NULL}};
	const struct token *names = category == 3 ? ba : category == 7 ? ht : category == 13 ? mesh : category == 14 ? multihop :
		category == 15 ? protect : none;
	say_s(d, tok(d, names, "Act#%u", action));
}

static const struct bit_field block_ack_bits[] = {
	{0x1, W_FIXED_BAPARAMS_AMSDU}, {0x2, W_FIXED_BAPARAMS_POLICY}, {0x3c, W_FIXED_BAPARAMS_TID},
	{0xffc0, W_FIXED_BAPARAMS_BUFFERSIZE}, {0, 0},
};
static const struct bit_field delba_bits[] = {
	{0x7ff, W_FIXED_DELBA_PARAM_RESERVED}, {0x800, W_FIXED_DELBA_PARAM_INITIATOR},
	{0xf000, W_FIXED_DELBA_PARAM_TID}, {0, 0},
};

/* IEEE 802.11-2020 section 9.6.4, of which lines say no more than the name. */
static void block_ack(struct dis *d, unsigned action)
{
	enum { ADDBA_REQUEST, ADDBA_RESPONSE, DELBA };
	struct saved s = quiet_begin(d, true);
	if (action == DELBA) {
		unsigned v = u16le(d, W_FIXED_DELBA_PARAM);
		also_bits(d, 2, v, delba_bits);
		u16le(d, W_REASON);
	} else if (action <= ADDBA_RESPONSE) {
		u8(d, W_FIXED_DIALOG_TOKEN);
		if (action == ADDBA_RESPONSE)
			u16le(d, W_STATUS);
		unsigned v = u16le(d, W_FIXED_BAPARAMS);
		also_bits(d, 2, v, block_ack_bits);
		u16le(d, W_FIXED_BATIMEOUT);
		if (action == ADDBA_REQUEST) {
			unsigned first = u16le(d, W_FIXED_SSC);
			also_bits(d, 2, first, ieee80211_ssc);
		}
	}
	quiet_end(d, &s);
}

static bool action(struct dis *d, const struct mac *sender)
{
	static const struct token categories[] = {
		{0, "Spectrum Management"}, {1, "QoS"}, {2, "DLS"}, {3, "BA"}, {7, "HT"}, {13, "MeshAction"},
		{14, "MultiohopAction"}, {15, "SelfprotectAction"}, {127, "Vendor"}, {0, NULL}};
	if (!have(d, 2))
		return false;
	group_begin(d, W_FIXED);
	unsigned category = u8(d, W_CATEGORY), code = u8(d, category == CATEGORY_BLOCK_ACK ? W_FIXED_ACTION_CODE : 0);
	if (d->tape && category == CATEGORY_BLOCK_ACK)
		block_ack(d, code);
	group_end(d);
	if (d->opt->link_header)
		say_s(d, ": ");
	else
		say(d, " (%s): ", mac_str(d, sender));
	say(d, "%s ", tok(d, categories, "Reserved(%u)", category));
	action_name(d, category, code);
	return true;
}

void ieee80211_management(struct dis *d, unsigned subtype, bool protected, const struct mac *sender)
{
	static const struct token names[] = {
		{ASSOC_REQUEST, "Assoc Request"}, {ASSOC_RESPONSE, "Assoc Response"}, {REASSOC_REQUEST, "ReAssoc Request"},
		{REASSOC_RESPONSE, "ReAssoc Response"}, {PROBE_REQUEST, "Probe Request"}, {PROBE_RESPONSE, "Probe Response"},
		{BEACON, "Beacon"}, {ATIM, "ATIM"}, {DISASSOC, "Disassociation"}, {AUTH, "Authentication"},
		{DEAUTH, "DeAuthentication"}, {ACTION, "Action"}, {0, NULL}};
	bool whole = true;
	say_s(d, tok(d, names, "Unhandled Management subtype(%x)", subtype));
	if (protected) {
		ieee80211_iv(d, " ");
		return;
	}
	switch (subtype) {
	case ASSOC_REQUEST:
	case REASSOC_REQUEST:
		whole = association_request(d, subtype == REASSOC_REQUEST);
		break;
	case ASSOC_RESPONSE:
	case REASSOC_RESPONSE:
		whole = association_response(d);
		break;
	case PROBE_REQUEST:
		whole = probe_request(d);
		break;
	case PROBE_RESPONSE:
	case BEACON:
		whole = beacon(d, subtype == BEACON);
		break;
	case DISASSOC:
		whole = reason(d, NULL);
		break;
	case AUTH:
		whole = authentication(d);
		break;
	case DEAUTH:
		whole = reason(d, sender);
		break;
	case ACTION:
		whole = action(d, sender);
		break;
	default:
		break;
	}
	if (!whole)
		cut_here(d);
}
