$ tapline tls -r mixed.pcap
No TLS handshake was seen.
