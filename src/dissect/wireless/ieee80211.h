/* What the files of IEEE 802.11 share. */
#ifndef DISSECT_WIRELESS_IEEE80211_H
#define DISSECT_WIRELESS_IEEE80211_H

#include "dissect/dissect.h"

extern const struct token ieee80211_status_codes[], ieee80211_reason_codes[];

/* Fields of ieee80211.c, for the management frames. */
enum ieee80211_field {
	WLAN, W_TYPE, W_SUBTYPE, W_TYPE_SUBTYPE, W_FLAGS, W_TODS, W_FROMDS, W_FRAG, W_RETRY, W_PWRMGT, W_MOREDATA,
	W_PROTECTED, W_ORDER, W_DURATION, W_RA, W_DA, W_TA, W_SA, W_BSSID, W_SEQ, W_FRAGMENT, W_AID, W_QOS_TID, W_FIXED,
	W_TIMESTAMP, W_BEACON_INTERVAL, W_CAPABILITIES, W_ESS, W_PRIVACY, W_STATUS, W_REASON, W_AUTH_ALG, W_AUTH_SEQ,
	W_CATEGORY, W_LISTEN, W_CURRENT_AP, W_FIXED_AID, W_TAG, W_TAG_NUMBER, W_TAG_LENGTH, W_SSID, W_RATES, W_CHANNEL,
	W_DTIM_COUNT, W_DTIM_PERIOD, W_MESH_ID, W_WEP_IV, W_WEP_KEY, W_ADDR_FIELDS,
};

/* The body of a management frame; the sender as the header has it. */
void ieee80211_management(struct dis *d, unsigned subtype, bool protected, const struct mac *sender);
/* "IV:ccbbaa Pad 1d KeyID 3": the head of an encrypted body. */
void ieee80211_iv(struct dis *d, const char *before);

#endif
