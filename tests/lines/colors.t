$ tapline -n -r mixed.pcap --color always
$ tapline -n -r connection.pcap --color never -c 1
$ tapline -n -r connection.pcap -c 1
$ tapline -n -r connection.pcap --color blue
