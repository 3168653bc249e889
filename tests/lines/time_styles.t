$ tapline -n -r mixed.pcap -c 2 --time clock --tz America/New_York
$ tapline -n -r mixed.pcap -c 2 --time none
$ tapline -n -r mixed.pcap -c 2 --time epoch --nano
$ tapline -n -r mixed.pcap -c 2 --time date --tz America/New_York
$ tapline -n -r mixed.pcap -c 2 --time utc --tz America/New_York
$ tapline -n -r mixed.pcap -c 2 --time iso
$ tapline -n -r mixed.pcap -c 2 --time iso --tz America/New_York
$ tapline -n -r connection.pcap -c 3 --time delta
$ tapline -n -r connection.pcap -c 3 --time relative
$ tapline -n -r connection.pcap -c 3 --time stevens
$ tapline -n -r mixed.pcap --time sundial
$ tapline -n -r mixed.pcap --tz Mars/Olympus
