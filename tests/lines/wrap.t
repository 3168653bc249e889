$ tapline -n -r connection.pcap --wrap
$ tapline -n -v -r mixed.pcap --wrap -c 5
$ tapline -n -r mixed.pcap --wrap --color always -c 3 tcp
