$ tapline -nt -r nested.pcap
reading from file nested.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.57077 > 10.0.0.2.6704: sctp[ForCES HP] (1) [DATA] (B)(E) [TSN: 7] [SID: 0] [SSEQ 1] [PPID 0x0] 
	ForCES Query Response  [|forces]
