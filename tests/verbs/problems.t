$ tapline problems -r mixed.pcap
Problem                                                                   Times  Packets  Kind
No answer to connection attempts (SYN): 2001:db8::1 to [2001:db8::2]:443      1  9        no_answer
Connections reset: 10.0.0.1 to 10.0.0.2:80                                    1  19       reset
$ tapline problems -r mixed.pcap --json --top 1
{"problem":"No answer to connection attempts (SYN): 2001:db8::1 to [2001:db8::2]:443","times":1,"packets":"9","kind":"no_answer"}
$ tapline problems -r mixed.pcap icmp
No problem was found.
