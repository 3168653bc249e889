/* The names of what is concluded of TCP connections; nothing is read here. See tcp_analysis_fields.h. */
#include "dissect/transport/tcp_analysis_fields.h"

#include "dissect/dissect.h"

const struct field analysis_fields[ANALYSIS_FIELDS] = {
	[ANALYSIS] = {"tcp.analysis", "SEQ/ACK analysis"},
	[ANALYSIS_STREAM] = {"tcp.stream", "Stream index", F_U32},
	[ANALYSIS_UDP_STREAM] = {"udp.stream", "Stream index", F_U32},
	[ANALYSIS_FLAGS] = {"tcp.analysis.flags", "TCP Analysis Flags", F_BOOL},
	[ANALYSIS_ACK_RTT] = {"tcp.analysis.ack_rtt", "The RTT to ACK the segment was", F_SPAN},
	[ANALYSIS_INITIAL_RTT] = {"tcp.analysis.initial_rtt", "iRTT", F_SPAN},
	[ANALYSIS_DUPLICATE_NUMBER] = {"tcp.analysis.duplicate_ack_num", "Duplicate ACK #", F_U32},
	[ANALYSIS_TIME_RELATIVE] = {"tcp.time_relative", "Time since first frame in this TCP stream", F_SPAN},
	[ANALYSIS_TIME_DELTA] = {"tcp.time_delta", "Time since previous frame in this TCP stream", F_SPAN},
	[ANALYSIS_UDP_TIME_RELATIVE] = {"udp.time_relative", "Time since first frame", F_SPAN},
	[ANALYSIS_UDP_TIME_DELTA] = {"udp.time_delta", "Time since previous frame", F_SPAN},
	[ANALYSIS_WINDOW] = {"tcp.window_size", "Calculated window size", F_U32},
	[ANALYSIS_WINDOW_SCALE] = {"tcp.window_size_scalefactor", "Window size scaling factor", F_I32},
	[ANALYSIS_MARKS] = {"tcp.analysis.retransmission", "Retransmission", F_BOOL},
	{"tcp.analysis.spurious_retransmission", "Spurious Retransmission", F_BOOL},
	{"tcp.analysis.fast_retransmission", "Fast Retransmission", F_BOOL},
	{"tcp.analysis.out_of_order", "Out Of Order", F_BOOL},
	{"tcp.analysis.lost_segment", "Previous Segment Not Captured", F_BOOL},
	{"tcp.analysis.ack_lost_segment", "ACKed Segment That Was Not Captured", F_BOOL},
	{"tcp.analysis.duplicate_ack", "Duplicate ACK", F_BOOL},
	{"tcp.analysis.window_update", "Window update", F_BOOL},
	{"tcp.analysis.zero_window", "Zero Window", F_BOOL},
	{"tcp.analysis.window_full", "Window full", F_BOOL},
	{"tcp.analysis.keep_alive", "Keep Alive", F_BOOL},
	{"tcp.analysis.keep_alive_ack", "Keep Alive ACK", F_BOOL},
	{"tcp.analysis.zero_window_probe", "Zero Window Probe", F_BOOL},
	{"tcp.analysis.zero_window_probe_ack", "Zero Window Probe Ack", F_BOOL},
	{"tcp.analysis.reused_ports", "TCP Port numbers reused", F_BOOL},
};

bool analysis_has_field(const struct field *f)
{
	return f >= analysis_fields && f < analysis_fields + ANALYSIS_FIELDS;
}

static void dissect(struct dis *d)
{
}

const struct proto proto_tcp_analysis = {
	.name = "tcp.analysis",
	.dissect = dissect,
	PROTO_FIELDS(analysis_fields),
};
