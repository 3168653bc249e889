$ tapline info connection.pcap
File:                connection.pcap
Format:              pcap
File size:           640
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
File size:           1633
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
$ tapline info --json mixed.pcap mixed.erf udp
{"file":"mixed.pcap","format":"pcap","file_size":1633,"packets":5,"captured_bytes":338,"bytes":338,"cut":0,"commented":0,"disordered":0,"first":1700000004.004000000,"last":1700000010.010000000,"interfaces":[{"name":"mixed.pcap","link_type_name":"EN10MB","link_type":1,"snaplen":262144,"packets":5,"nanoseconds":false}]}
{"file":"mixed.erf","format":"ERF","file_size":1736,"packets":5,"captured_bytes":338,"bytes":338,"cut":0,"commented":0,"disordered":0,"first":1700000004.004000000,"last":1700000010.010000000,"interfaces":[{"name":"mixed.erf","link_type_name":"EN10MB","link_type":1,"snaplen":262144,"packets":1,"nanoseconds":true},{"name":"mixed.erf","link_type_name":"EN10MB","link_type":1,"snaplen":262144,"packets":2,"nanoseconds":true},{"name":"mixed.erf","link_type_name":"EN10MB","link_type":1,"snaplen":262144,"packets":1,"nanoseconds":true},{"name":"mixed.erf","link_type_name":"EN10MB","link_type":1,"snaplen":262144,"packets":1,"nanoseconds":true}]}
$ tapline info routing.pcap rtp.pcap
File:                routing.pcap
Format:              pcap
File size:           6642
Packets:             65
Bytes captured:      5578
Bytes on the wire:   5578
Cut packets:         0
Commented packets:   0
First packet:        2023-11-14 22:13:20.000000000
Last packet:         2023-11-14 22:14:24.064000000
Duration:            64.064000000 s
Rate:                1.01 packets/s, 696.55 bits/s
Average packet:      85.82 bytes
Time order:          strict
Interfaces:          1
  0: routing.pcap, EN10MB (1), snapshot length 262144, microseconds, 65 packets

File:                rtp.pcap
Format:              pcap
File size:           1192
Packets:             12
Bytes captured:      976
Bytes on the wire:   976
Cut packets:         0
Commented packets:   0
First packet:        2023-11-14 22:13:20.000000000
Last packet:         2023-11-14 22:13:31.011000000
Duration:            11.011000000 s
Rate:                1.09 packets/s, 709.11 bits/s
Average packet:      81.33 bytes
Time order:          strict
Interfaces:          1
  0: rtp.pcap, EN10MB (1), snapshot length 262144, microseconds, 12 packets
