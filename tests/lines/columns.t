$ tapline -n -r mixed.pcap --fields frame.number,ip.addr,tcp.flags,dns.qry.name --header ip
$ tapline -n -r mixed.pcap --fields frame.number,ip.addr,tcp.flags.syn,frame.len --separator tab --occurrence l --aggregator ; tcp
$ tapline -n -r mixed.pcap --fields ip.addr,frame.protocols --separator ; --aggregator '"' -c 1 udp
$ tapline -n -r connection.pcap --format '{number} {time} {ip.src}:{tcp.srcport} > {ip.dst} {tcp.flags} {{{http.request.method}}}' --time stevens
$ tapline -n -r mixed.pcap --format '{time} {line}' --time iso --tz Asia/Kolkata -c 2
$ tapline -n -r mixed.pcap --format '{number}{' 
$ tapline -n -r mixed.pcap --format '{ip.scr}'
$ tapline -n -r mixed.pcap --fields ip.src,tcp.prt
$ tapline -n -r mixed.pcap --fields ip.src --json
$ tapline -n -r mixed.pcap --fields ip.src --occurrence x
$ tapline -n -r mixed.pcap --header
$ tapline -n -r mixed.pcap --ek -c 2 -Y dns
