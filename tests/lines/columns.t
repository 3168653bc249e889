$ tapline -n -r mixed.pcap --fields frame.number,ip.addr,tcp.flags,dns.qry.name --header ip
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
frame.number,ip.addr,tcp.flags,dns.qry.name
3,"10.0.0.1,10.0.0.2",,
4,"10.0.0.2,10.0.0.1",,
5,"10.0.0.1,10.0.0.2",,www.example.test
6,"10.0.0.2,10.0.0.1",,www.example.test
10,"10.0.0.1,10.0.0.2",,
11,"10.0.0.1,10.0.0.2",,
13,"10.0.0.1,10.0.0.2",0x0002,
14,"10.0.0.2,10.0.0.1",0x0012,
15,"10.0.0.1,10.0.0.2",0x0010,
16,"10.0.0.1,10.0.0.2",0x0018,
17,"10.0.0.2,10.0.0.1",0x0010,
18,"10.0.0.2,10.0.0.1",0x0011,
19,"10.0.0.1,10.0.0.2",0x0014,
$ tapline -n -r mixed.pcap --fields frame.number,ip.addr,tcp.flags.syn,frame.len --separator tab --occurrence l --aggregator ; tcp
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
9		1	74
13	10.0.0.2	1	74
14	10.0.0.1	1	74
15	10.0.0.2	0	66
16	10.0.0.2	0	104
17	10.0.0.1	0	66
18	10.0.0.1	0	66
19	10.0.0.2	0	54
$ tapline -n -r mixed.pcap --fields ip.addr,frame.protocols --separator ; --aggregator '"' -c 1 udp
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
"10.0.0.1""10.0.0.2";eth:ethertype:ip:udp:dns
$ tapline -n -r connection.pcap --format '{number} {time} {ip.src}:{tcp.srcport} > {ip.dst} {tcp.flags} {{{tcp.len}}}' --time stevens
reading from file connection.pcap, link-type EN10MB (Ethernet), snapshot length 262144
1 0.000000 (0.0000) 10.0.0.1:40000 > 10.0.0.2 0x0002 {0}
2 1.001000 (1.0010) 10.0.0.2:80 > 10.0.0.1 0x0012 {0}
3 2.002000 (1.0010) 10.0.0.1:40000 > 10.0.0.2 0x0010 {0}
4 3.003000 (1.0010) 10.0.0.1:40000 > 10.0.0.2 0x0018 {38}
5 4.004000 (1.0010) 10.0.0.2:80 > 10.0.0.1 0x0010 {0}
6 5.005000 (1.0010) 10.0.0.2:80 > 10.0.0.1 0x0011 {0}
7 6.006000 (1.0010) 10.0.0.1:40000 > 10.0.0.2 0x0014 {0}
$ tapline -n -r mixed.pcap --format '{time} {line}' --time iso --tz Asia/Kolkata -c 2
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2023-11-15T03:43:20.000000+05:30 ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28
2023-11-15T03:43:21.001000+05:30 ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
$ tapline -n -r mixed.pcap --format '{number}{' 
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
tapline: a } is missing ({{ is a brace)
  {number}{
          ^
[exit 1]
$ tapline -n -r mixed.pcap --format '{ip.scr}'
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
tapline: `ip.scr' is no field; is `ip.src' meant?
  {ip.scr}
   ^
[exit 1]
$ tapline -n -r mixed.pcap --fields ip.src,tcp.prt
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
tapline: `tcp.prt' is no field; is `tcp.port' meant?
  ip.src,tcp.prt
         ^
[exit 1]
$ tapline -n -r mixed.pcap --fields ip.src --json
tapline: --json, --ek, --fields and --format are different outputs: give one of them
[exit 1]
$ tapline -n -r mixed.pcap --fields ip.src --occurrence x
tapline: invalid --occurrence x: f, l or a (first, last, all)
[exit 1]
$ tapline -n -r mixed.pcap --header
tapline: --separator, --aggregator, --occurrence and --header go with --fields
[exit 1]
$ tapline -n -r mixed.pcap --ek -c 2 -Y dns
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
{"index":{"_index":"packets-2023-11-14","_type":"doc"}}
{"timestamp":"1700000004004","layers":{"frame":{"frame_frame_interface_id":"0","frame_frame_number":"5","frame_frame_time":"2023-11-14T22:13:24.004000000Z","frame_frame_time_epoch":"1700000004.004000000","frame_frame_time_delta":"1.001000000","frame_frame_time_delta_displayed":"0.000000000","frame_frame_time_relative":"4.004000000","frame_frame_len":"76","frame_frame_cap_len":"76","frame_frame_protocols":"eth:ethertype:ip:udp:dns"},"eth":{"eth_eth_dst":"02:00:00:00:00:02","eth_eth_addr":["02:00:00:00:00:02","02:00:00:00:00:01"],"eth_eth_src":"02:00:00:00:00:01","eth_eth_type":"0x0800","eth_eth_dst_oui":"0x020000","eth_eth_addr_oui":["0x020000","0x020000"],"eth_eth_dst_lg":true,"eth_eth_lg":[true,true],"eth_eth_dst_ig":false,"eth_eth_ig":[false,false],"eth_eth_src_oui":"0x020000","eth_eth_src_lg":true,"eth_eth_src_ig":false},"ip":{"ip_ip_version":"4","ip_ip_hdr_len":"20","ip_ip_dsfield":"0x00","ip_ip_dsfield_dscp":"0","ip_ip_dsfield_ecn":"0","ip_ip_len":"62","ip_ip_id":"0x0001","ip_ip_flags":"0x02","ip_ip_flags_rb":false,"ip_ip_flags_df":true,"ip_ip_flags_mf":false,"ip_ip_frag_offset":"0","ip_ip_ttl":"64","ip_ip_proto":"17","ip_ip_checksum":"0x26ac","ip_ip_checksum_status":"1","ip_ip_src":"10.0.0.1","ip_ip_addr":["10.0.0.1","10.0.0.2"],"ip_ip_dst":"10.0.0.2"},"udp":{"udp_udp_srcport":"50000","udp_udp_port":["50000","53"],"udp_udp_dstport":"53","udp_udp_length":"42","udp_udp_checksum":"0x6268","udp_udp_checksum_status":"1","udp_udp_checksum_calculated":"0x6268","udp_udp_payload":"12:34:01:00:00:01:00:00:00:00:00:00:03:77:77:77:07:65:78:61:6d:70:6c:65:04:74:65:73:74:00:00:01:00:01"},"dns":{"dns_dns_id":"0x1234","dns_dns_flags":"0x0100","dns_dns_flags_response":false,"dns_dns_flags_opcode":"0","dns_dns_flags_truncated":false,"dns_dns_flags_recdesired":true,"dns_dns_flags_z":false,"dns_dns_flags_checkdisable":false,"dns_dns_count_queries":"1","dns_dns_count_answers":"0","dns_dns_count_auth_rr":"0","dns_dns_count_add_rr":"0","dns_dns_qry_type":"1","dns_dns_qry_class":"0x0001","dns_dns_qry_name_len":"16","dns_dns_count_labels":"3","dns_dns_qry_name":"www.example.test"}}}
{"index":{"_index":"packets-2023-11-14","_type":"doc"}}
{"timestamp":"1700000005005","layers":{"frame":{"frame_frame_interface_id":"0","frame_frame_number":"6","frame_frame_time":"2023-11-14T22:13:25.005000000Z","frame_frame_time_epoch":"1700000005.005000000","frame_frame_time_delta":"1.001000000","frame_frame_time_delta_displayed":"1.001000000","frame_frame_time_relative":"5.005000000","frame_frame_len":"92","frame_frame_cap_len":"92","frame_frame_protocols":"eth:ethertype:ip:udp:dns"},"eth":{"eth_eth_dst":"02:00:00:00:00:02","eth_eth_addr":["02:00:00:00:00:02","02:00:00:00:00:01"],"eth_eth_src":"02:00:00:00:00:01","eth_eth_type":"0x0800","eth_eth_dst_oui":"0x020000","eth_eth_addr_oui":["0x020000","0x020000"],"eth_eth_dst_lg":true,"eth_eth_lg":[true,true],"eth_eth_dst_ig":false,"eth_eth_ig":[false,false],"eth_eth_src_oui":"0x020000","eth_eth_src_lg":true,"eth_eth_src_ig":false},"ip":{"ip_ip_version":"4","ip_ip_hdr_len":"20","ip_ip_dsfield":"0x00","ip_ip_dsfield_dscp":"0","ip_ip_dsfield_ecn":"0","ip_ip_len":"78","ip_ip_id":"0x0001","ip_ip_flags":"0x02","ip_ip_flags_rb":false,"ip_ip_flags_df":true,"ip_ip_flags_mf":false,"ip_ip_frag_offset":"0","ip_ip_ttl":"64","ip_ip_proto":"17","ip_ip_checksum":"0x269c","ip_ip_checksum_status":"1","ip_ip_src":"10.0.0.2","ip_ip_addr":["10.0.0.2","10.0.0.1"],"ip_ip_dst":"10.0.0.1"},"udp":{"udp_udp_srcport":"53","udp_udp_port":["53","50000"],"udp_udp_dstport":"50000","udp_udp_length":"58","udp_udp_checksum":"0x5e80","udp_udp_checksum_status":"1","udp_udp_checksum_calculated":"0x5e80","udp_udp_payload":"12:34:81:80:00:01:00:01:00:00:00:00:03:77:77:77:07:65:78:61:6d:70:6c:65:04:74:65:73:74:00:00:01:00:01:c0:0c:00:01:00:01:00:00:01:2c:00:04:c0:00:02:07"},"dns":{"dns_dns_id":"0x1234","dns_dns_flags":"0x8180","dns_dns_flags_response":true,"dns_dns_flags_opcode":"0","dns_dns_flags_authoritative":false,"dns_dns_flags_truncated":false,"dns_dns_flags_recdesired":true,"dns_dns_flags_recavail":true,"dns_dns_flags_authenticated":false,"dns_dns_flags_z":false,"dns_dns_flags_checkdisable":false,"dns_dns_flags_rcode":"0","dns_dns_count_queries":"1","dns_dns_count_answers":"1","dns_dns_count_auth_rr":"0","dns_dns_count_add_rr":"0","dns_dns_qry_type":"1","dns_dns_qry_class":"0x0001","dns_dns_qry_name_len":"16","dns_dns_count_labels":"3","dns_dns_qry_name":"www.example.test","dns_dns_resp_name":"www.example.test","dns_dns_resp_type":"1","dns_dns_resp_class":"0x0001","dns_dns_resp_ttl":"300","dns_dns_resp_len":"4","dns_dns_a":"192.0.2.7"}}}
