$ tapline exec
tapline: exec: name the command to be run
[exit 1]
$ tapline exec -r mixed.pcap true
tapline: exec: packets come from the command's sockets: -r and -V do not go with it
[exit 1]
$ tapline exec --save a.pcapng -w b.pcapng true
tapline: exec: --save writes a file and -w does: give one of them
[exit 1]
$ tapline --tcpinfo -r mixed.pcap
tapline: --tcpinfo asks this host's kernel, now: it does not go with files
[exit 1]
$ tapline --tcpinfo --every nonsense -i lo
tapline: --every nonsense: not a time (250ms, 1s, 5m, 1h)
[exit 1]
$ tapline tcpinfo --sort nosuch
tapline: --sort nosuch: cwnd, srtt, retransmitted, in_flight, delivery_rate or unsent
[exit 1]
$ tapline tcpinfo --every 0s
tapline: --every 0s: not a time (250ms, 1s, 5m, 1h)
[exit 1]
$ tapline tcpinfo tcp port
tapline: syntax error: an address, a number or a name is expected at the end
  tcp port
          ^
[exit 1]
$ tapline remote
tapline: remote: name the host: ssh://[USER@]HOST[:PORT], or as ssh(1) knows it
[exit 1]
$ tapline remote http://there
tapline: remote: http://there: only ssh:// is known
[exit 1]
$ tapline remote there -r mixed.pcap
tapline: remote: packets come from there: -r, -V and -F do not go with it
[exit 1]
$ tapline extcap
tapline: extcap: Wireshark calls this program, by the link tapline-extcap in its extcap folder (see the manual page)
[exit 1]
$ tapline extcap --extcap-dlts
tapline: extcap: --extcap-interface is missing
[exit 1]
$ tapline extcap --extcap-dlts --extcap-interface tapline:any
dlt {number=276}{name=LINUX_SLL2}{display=Linux cooked v2}
$ tapline extcap --extcap-config --extcap-interface tapline:ssh
arg {number=0}{call=--remote-host}{display=Host}{type=string}{required=true}{tooltip=ssh://[USER@]HOST[:PORT], or a name of ~/.ssh/config}
arg {number=1}{call=--remote-interface}{display=Interface there}{type=string}{default=any}{tooltip=as tapline -i takes it there}
arg {number=2}{call=--remote-program}{display=Program there}{type=string}{default=tapline}{tooltip=for example: sudo tapline}
$ tapline extcap --capture --extcap-interface tapline:lo
tapline: extcap: --fifo is missing
[exit 1]
$ tapline extcap --capture --extcap-interface tapline:ssh --fifo here
tapline: tapline:ssh: name the host (--remote-host)
[exit 1]
