$ tapline -r nosuch.pcap
tapline: nosuch.pcap: No such file or directory
[exit 1]
$ tapline -r SOURCE
tapline: SOURCE: unknown file format
[exit 1]
$ tapline -c 0 -r mixed.pcap
tapline: invalid packet count 0
[exit 1]
$ tapline -s 262145 -r mixed.pcap
tapline: invalid snaplen 262145 (must be >= 0 and <= 262144)
[exit 1]
$ tapline -C 1x -w out -r mixed.pcap
tapline: invalid file size 1x (invalid units)
[exit 1]
$ tapline -T nosuch -r mixed.pcap
tapline: unknown packet type `nosuch'
[exit 1]
$ tapline -y NOSUCH -r mixed.pcap
tapline: invalid data link type NOSUCH
[exit 1]
$ tapline -r mixed.pcap -V list
tapline: -V and -r are mutually exclusive.
[exit 1]
$ tapline -F nosuch -r mixed.pcap
tapline: can't open nosuch: No such file or directory
[exit 1]
$ tapline -Q sideways -i lo
tapline: unknown capture direction `sideways'
[exit 1]
$ tapline -i nosuch0
tapline: nosuch0: No such device exists (-D lists the interfaces)
[exit 1]
$ tapline -w /nosuch/out.pcap -r mixed.pcap
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
tapline: /nosuch/out.pcap: No such file or directory
[exit 1]
$ tapline -j nosuch -i lo
tapline: invalid time stamp type nosuch
[exit 1]
$ tapline --dump-filter=nosuch tcp
tapline: unknown pass `nosuch' (lex, parse, resolve, lower, cfg, optimize, emit)
[exit 1]
$ tapline -r mixed.pcap port
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
tapline: syntax error: an address, a number or a name is expected at the end
  port
      ^
[exit 1]
