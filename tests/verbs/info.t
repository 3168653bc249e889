$ tapline info connection.pcap
File:                connection.pcap
Format:              pcap
Packets:             7
Bytes captured:      504
Bytes on the wire:   504
Cut packets:         0
Commented packets:   0
First packet:        2023-11-14 22:13:20.000000000
Last packet:         2023-11-14 22:13:26.006000000
Duration:            6.006000000 s
Rate:                1.17 packets/s, 671.33 bits/s
Average packet:      72.00 bytes
Time order:          strict
Interfaces:          1
  0: connection.pcap, EN10MB (1), snapshot length 262144, microseconds, 7 packets
$ tapline info -r mixed.pcap udp
File:                mixed.pcap
Format:              pcap
Packets:             5
Bytes captured:      338
Bytes on the wire:   338
Cut packets:         0
Commented packets:   0
First packet:        2023-11-14 22:13:24.004000000
Last packet:         2023-11-14 22:13:30.010000000
Duration:            6.006000000 s
Rate:                0.83 packets/s, 450.22 bits/s
Average packet:      67.60 bytes
Time order:          strict
Interfaces:          1
  0: mixed.pcap, EN10MB (1), snapshot length 262144, microseconds, 5 packets
$ tapline info
tapline: info: name the capture file (- for standard input)
[exit 1]
