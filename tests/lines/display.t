$ tapline -nt -# -r mixed.pcap -Y 'tcp.flags.syn == 1 && !(ip.addr == 10.0.0.0/8)'
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
    9  IP6 2001:db8::1.1024 > 2001:db8::2.443: Flags [S], seq 7, win 64240, length 0
$ tapline -nt -# -r mixed.pcap -Y '60 < frame.len <= 74 && udp'
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
    8  IP6 2001:db8::1.1111 > 2001:db8::2.2222: UDP, length 8
$ tapline -nt -# -r mixed.pcap -Y 'tcp xor tcp.port == 80'
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
    9  IP6 2001:db8::1.1024 > 2001:db8::2.443: Flags [S], seq 7, win 64240, length 0
$ tapline -nt -# -r mixed.pcap -Y '(ip.ttl + 1) * 2 == 130 && icmp.type == 8'
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
    3  IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64
$ tapline -nt -# -r mixed.pcap -Y '10.0.0.1 == ip.src && dns'
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
    5  IP 10.0.0.1.50000 > 10.0.0.2.53: 4660+ A? www.example.test. (34)
$ tapline -nt -# -r mixed.pcap -Y 'frame.number in {2..3, 19}' -c 2
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
    2  ARP, Reply 10.0.0.2 is-at 02:00:00:00:00:02, length 28
    3  IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64
$ tapline -nt -q -r mixed.pcap -Y 'dns.qry.name matches "^WWW\."'
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.50000 > 10.0.0.2.53: UDP, length 34
IP 10.0.0.2.53 > 10.0.0.1.50000: UDP, length 50
$ tapline -nt -r mixed.pcap --count -Y 'ip && tcp' tcp port 80
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
7 packets
$ tapline -n -r mixed.pcap -Y 'http.request.method == "GET"' --fields frame.number,http.host --packets 10-
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
16,example.test
$ tapline -n -r mixed.pcap -Y ''  --count
reading from file mixed.pcap, link-type EN10MB (Ethernet), snapshot length 262144
19 packets
$ tapline -n -r mixed.pcap -Y 'tcp.prt == 80'
tapline: `tcp.prt' is neither a field nor a protocol; is `tcp.port' meant?
  tcp.prt == 80
  ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'tcp.port = 80'
tapline: equality is written ==
  tcp.port = 80
           ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'tcp.port == 70000'
tapline: `70000' is too large: the field's largest value is 65535
  tcp.port == 70000
              ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'tcp.port == "http"'
tapline: `http' is not an integer
  tcp.port == "http"
              ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'ip.src == 10.0.0.300'
tapline: `10.0.0.300' is not an IPv4 address (10.0.0.1, 10.0.0.0/8, or a host's name that has one)
  ip.src == 10.0.0.300
            ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'ip.src == eth.src'
tapline: an Ethernet address cannot be compared with an IPv4 address
  ip.src == eth.src
            ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'ip.ttl matches "6"'
tapline: matches wants a string or bytes, not an integer (string(...) makes one)
  ip.ttl matches "6"
  ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'dns.qry.name matches "(a"'
tapline: the regular expression is wrong: missing closing parenthesis
  dns.qry.name matches "(a"
                       ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'tcp.port in {80, 443'
tapline: the display filter ends where `}' or `,' is expected
  tcp.port in {80, 443
                      ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'tcp.port in 80'
tapline: `{' (a set: {1, 2..5}) is expected here
  tcp.port in 80
              ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'tcp and'
tapline: the display filter ends where a field or a value is expected
  tcp and
         ^
[exit 1]
$ tapline -n -r mixed.pcap -Y '(tcp'
tapline: the display filter ends where `)' is expected
  (tcp
      ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'tcp)'
tapline: an operator or the end is expected here
  tcp)
     ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'eth.src[0:x] == 1'
tapline: this is no range; write [2], [0:4], [1-3], [:4] or [4:]
  eth.src[0:x] == 1
         ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'ip.ttl[0] == 1'
tapline: an integer has no bytes to be sliced
  ip.ttl[0] == 1
  ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'size(ip) == 1'
tapline: there is no function `size' (len count upper lower string abs min max)
  size(ip) == 1
  ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'upper(ip.src) == 1'
tapline: upper wants a string, not an IPv4 address
  upper(ip.src) == 1
        ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'dns.qry.name == "www'
tapline: the string does not end: a " is missing
  dns.qry.name == "www
                  ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'frame.time > "yesterday"'
tapline: `yesterday' is not a date and time ("2026-11-21 10:00:05.25", with Z behind it: UTC)
  frame.time > "yesterday"
               ^
[exit 1]
$ tapline -n -r mixed.pcap -Y '1 == 1'
tapline: `1' is neither a field nor a protocol (tapline fields lists them)
  1 == 1
  ^
[exit 1]
$ tapline -n -r mixed.pcap -Y 'tcp | udp'
tapline: or is written || or `or'
  tcp | udp
      ^
[exit 1]
