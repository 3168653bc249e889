/* The fields of TLS handshake messages, which DTLS has with its own prefix, and their way to the tape and the line. */
#ifndef DISSECT_MODERN_TLS_MESSAGE_H
#define DISSECT_MODERN_TLS_MESSAGE_H

#include "dissect/dissect.h"
#include "dissect/modern/tls_handshake.h"

/* Entries of a table of fields from TLS_MESSAGE_TYPE to TLS_ITEMS, whose names begin with p ("tls"). */
#define TLS_MESSAGE_FIELDS(p) \
	[TLS_MESSAGE_TYPE] = {p ".handshake.type", "Handshake Type", F_U8, .tokens = tls_messages}, \
	[TLS_MESSAGE_LENGTH] = {p ".handshake.length", "Length", F_U24}, \
	[TLS_HELLO_VERSION] = {p ".handshake.version", "Version", F_U16, HEX, tls_versions}, \
	[TLS_RANDOM] = {p ".handshake.random", "Random", F_BYTES}, \
	[TLS_SESSION_ID_LENGTH] = {p ".handshake.session_id_length", "Session ID Length", F_U8}, \
	[TLS_SESSION_ID] = {p ".handshake.session_id", "Session ID", F_BYTES}, \
	[TLS_CIPHERS_LENGTH] = {p ".handshake.cipher_suites_length", "Cipher Suites Length", F_U16}, \
	[TLS_CIPHER] = {p ".handshake.ciphersuite", "Cipher Suite", F_U16, HEX, tls_ciphers}, \
	[TLS_COMPRESSIONS_LENGTH] = {p ".handshake.comp_methods_length", "Compression Methods Length", \
		F_U8}, \
	[TLS_COMPRESSION] = {p ".handshake.comp_method", "Compression Method", F_U8}, \
	[TLS_EXTENSIONS_LENGTH] = {p ".handshake.extensions_length", "Extensions Length", F_U16}, \
	[TLS_EXTENSION_TYPE] = {p ".handshake.extension.type", "Extension Type", F_U16}, \
	[TLS_EXTENSION_LENGTH] = {p ".handshake.extension.len", "Extension Length", F_U16}, \
	[TLS_EXTENSION_DATA] = {p ".handshake.extension.data", "Extension Data", F_BYTES}, \
	[TLS_NAMES_LENGTH] = {p ".handshake.extensions_server_name_list_len", \
		"Server Name list length", F_U16}, \
	[TLS_NAME_TYPE] = {p ".handshake.extensions_server_name_type", "Server Name Type", F_U8}, \
	[TLS_NAME_LENGTH] = {p ".handshake.extensions_server_name_len", "Server Name length", F_U16}, \
	[TLS_NAME] = {p ".handshake.extensions_server_name", "Server Name", F_STR}, \
	[TLS_GROUPS_LENGTH] = {p ".handshake.extensions_supported_groups_length", \
		"Supported Groups List Length", F_U16}, \
	[TLS_GROUP] = {p ".handshake.extensions_supported_group", "Supported Group", F_U16, HEX}, \
	[TLS_FORMATS_LENGTH] = {p ".handshake.extensions_ec_point_formats_length", \
		"EC point formats Length", F_U8}, \
	[TLS_FORMAT] = {p ".handshake.extensions_ec_point_format", "EC point format", F_U8}, \
	[TLS_SIGNATURES_LENGTH] = {p ".handshake.sig_hash_alg_len", \
		"Signature Hash Algorithms Length", F_U16}, \
	[TLS_SIGNATURE_ALGORITHM] = {p ".handshake.sig_hash_alg", "Signature Algorithm", F_U16, HEX}, \
	[TLS_SIGNATURE_HASH] = {p ".handshake.sig_hash_hash", "Signature Hash Algorithm Hash", F_U8}, \
	[TLS_SIGNATURE_KIND] = {p ".handshake.sig_hash_sig", "Signature Hash Algorithm Signature", F_U8}, \
	[TLS_ALPN_LENGTH] = {p ".handshake.extensions_alpn_len", "ALPN Extension Length", F_U16}, \
	[TLS_ALPN_NAME_LENGTH] = {p ".handshake.extensions_alpn_str_len", "ALPN string length", F_U8}, \
	[TLS_ALPN_NAME] = {p ".handshake.extensions_alpn_str", "ALPN Next Protocol", F_STR}, \
	[TLS_VERSIONS_LENGTH] = {p ".handshake.extensions.supported_versions_len", \
		"Supported Versions length", F_U8}, \
	[TLS_VERSION] = {p ".handshake.extensions.supported_version", "Supported Version", F_U16, HEX, \
		tls_versions}, \
	[TLS_SHARES_LENGTH] = {p ".handshake.extensions_key_share_client_length", \
		"Client Key Share Length", F_U16}, \
	[TLS_SHARE_GROUP] = {p ".handshake.extensions_key_share_group", "Key Share Group", F_U16}, \
	[TLS_SHARE_LENGTH] = {p ".handshake.extensions_key_share_key_exchange_length", \
		"Key Exchange Length", F_U16}, \
	[TLS_SHARE] = {p ".handshake.extensions_key_share_key_exchange", "Key Exchange", F_BYTES}, \
	[TLS_SHARE_SELECTED] = {p ".handshake.extensions_key_share_selected_group", "Selected Group", \
		F_U16}, \
	[TLS_PSK_MODES_LENGTH] = {p ".extension.psk_ke_modes_length", "PSK Key Exchange Modes Length", \
		F_U8}, \
	[TLS_PSK_MODE] = {p ".extension.psk_ke_mode", "PSK Key Exchange Mode", F_U8}, \
	[TLS_STATUS_TYPE] = {p ".handshake.extensions_status_request_type", "Certificate Status Type", \
		F_U8}, \
	[TLS_RENEGOTIATION_LENGTH] = {p ".handshake.extensions_reneg_info_len", \
		"Renegotiation info extension length", F_U8}, \
	[TLS_CERTIFICATES_LENGTH] = {p ".handshake.certificates_length", "Certificates Length", F_U24}, \
	[TLS_CERTIFICATE_LENGTH] = {p ".handshake.certificate_length", "Certificate Length", F_U24}, \
	[TLS_CERTIFICATE_BYTES] = {p ".handshake.certificate", "Certificate", F_BYTES}, \
	[TLS_CERTIFICATE_TYPES_LENGTH] = {p ".handshake.cert_types_count", "Certificate types count", F_U8}, \
	[TLS_CERTIFICATE_TYPE] = {p ".handshake.cert_type", "Certificate type", F_U8}, \
	[TLS_AUTHORITIES_LENGTH] = {p ".handshake.dnames_len", "Distinguished Names Length", F_U16}, \
	[TLS_CURVE_TYPE] = {p ".handshake.server_curve_type", "Curve Type", F_U8, HEX}, \
	[TLS_NAMED_CURVE] = {p ".handshake.server_named_curve", "Named Curve", F_U16, HEX}, \
	[TLS_SERVER_POINT_LENGTH] = {p ".handshake.server_point_len", "Pubkey Length", F_U8}, \
	[TLS_SERVER_POINT] = {p ".handshake.server_point", "Pubkey", F_BYTES}, \
	[TLS_SIGNED_LENGTH] = {p ".handshake.sig_len", "Signature Length", F_U16}, \
	[TLS_SIGNED] = {p ".handshake.sig", "Signature", F_BYTES}, \
	[TLS_CLIENT_POINT_LENGTH] = {p ".handshake.client_point_len", "Pubkey Length", F_U8}, \
	[TLS_CLIENT_POINT] = {p ".handshake.client_point", "Pubkey", F_BYTES}, \
	[TLS_PREMASTER_LENGTH] = {p ".handshake.epms_len", "Encrypted PreMaster length", F_U16}, \
	[TLS_PREMASTER] = {p ".handshake.epms", "Encrypted PreMaster", F_BYTES}, \
	[TLS_TICKET_LIFETIME] = {p ".handshake.session_ticket_lifetime_hint", \
		"Session Ticket Lifetime Hint", F_U32}, \
	[TLS_TICKET_LENGTH] = {p ".handshake.session_ticket_length", "Session Ticket Length", F_U16}, \
	[TLS_TICKET] = {p ".handshake.session_ticket", "Session Ticket", F_BYTES}, \
	[TLS_COOKIE_LENGTH] = {p ".handshake.cookie_length", "Cookie Length", F_U8}, \
	[TLS_COOKIE] = {p ".handshake.cookie", "Cookie", F_BYTES}

/* Reads a message's body of len bytes, as far as it is there, and says what a hello is about; the protocol whose layer this is has
 * the fields above. Returns the version that a server chose, or 0. */
unsigned tls_message_body(struct dis *d, unsigned type, uint32_t len);

#endif
