name: a port of both IP versions shares its tail
link: EN10MB
filter: tcp port 80
(000) ldh      [12]
(001) jeq      #0x86dd          jt 2	jf 6
(002) ldb      [20]
(003) jeq      #0x6             jt 4	jf 17
(004) ldx      #0x28
(005) ja       12
(006) jeq      #0x800           jt 7	jf 17
(007) ldb      [23]
(008) jeq      #0x6             jt 9	jf 17
(009) ldh      [20]
(010) jset     #0x1fff          jt 17	jf 11
(011) ldxb     4*([14]&0xf)
(012) ldh      [x + 14]
(013) jeq      #0x50            jt 16	jf 14
(014) ldh      [x + 16]
(015) jeq      #0x50            jt 16	jf 17
(016) ret      #262144
(017) ret      #0

name: hosts become sets
link: EN10MB
filter: host 1.2.3.4 or 5.6.7.8 or 5.6.7.9
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 8
(002) ld       [26]
(003) jeq      #0x1020304       jt 18	jf 4
(004) jge      #0x5060708       jt 5	jf 6
(005) jgt      #0x5060709       jt 6	jf 18
(006) ld       [30]
(007) jeq      #0x1020304       jt 18	jf 16
(008) jeq      #0x806           jt 10	jf 9
(009) jeq      #0x8035          jt 10	jf 19
(010) ld       [28]
(011) jeq      #0x1020304       jt 18	jf 12
(012) jge      #0x5060708       jt 13	jf 14
(013) jgt      #0x5060709       jt 14	jf 18
(014) ld       [38]
(015) jeq      #0x1020304       jt 18	jf 16
(016) jge      #0x5060708       jt 17	jf 19
(017) jgt      #0x5060709       jt 19	jf 18
(018) ret      #262144
(019) ret      #0

name: facts skip tests
link: EN10MB
filter: ip and not host 10.0.0.1
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 7
(002) ld       [26]
(003) jeq      #0xa000001       jt 7	jf 4
(004) ld       [30]
(005) jeq      #0xa000001       jt 7	jf 6
(006) ret      #262144
(007) ret      #0

name: several transports
link: EN10MB
filter: udp or tcp and port 80
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 12
(002) ldb      [23]
(003) jeq      #0x6             jt 5	jf 4
(004) jeq      #0x11            jt 5	jf 22
(005) ldh      [20]
(006) jset     #0x1fff          jt 22	jf 7
(007) ldxb     4*([14]&0xf)
(008) ldh      [x + 14]
(009) jeq      #0x50            jt 21	jf 10
(010) ldh      [x + 16]
(011) jeq      #0x50            jt 21	jf 22
(012) jeq      #0x86dd          jt 13	jf 22
(013) ldb      [20]
(014) jeq      #0x11            jt 17	jf 15
(015) jeq      #0x2c            jt 22	jf 16
(016) jeq      #0x6             jt 17	jf 22
(017) ldh      [54]
(018) jeq      #0x50            jt 21	jf 19
(019) ldh      [56]
(020) jeq      #0x50            jt 21	jf 22
(021) ret      #262144
(022) ret      #0

name: VLAN moves what is to its right
link: EN10MB
filter: vlan 5 and ip6
(000) ldh      [12]
(001) jeq      #0x8100          jt 4	jf 2
(002) jeq      #0x88a8          jt 4	jf 3
(003) jeq      #0x9100          jt 4	jf 10
(004) ldh      [14]
(005) and      #0xfff
(006) jeq      #0x5             jt 7	jf 10
(007) ldh      [16]
(008) jeq      #0x86dd          jt 9	jf 10
(009) ret      #262144
(010) ret      #0

name: variable link header
link: IEEE802_11_RADIO
filter: type mgt subtype beacon
(000) ldb      [2]
(001) tax      
(002) ldb      [3]
(003) lsh      #8
(004) or       x
(005) tax      
(006) ldb      [x + 0]
(007) and      #0xfc
(008) jeq      #0x80            jt 9	jf 10
(009) ret      #262144
(010) ret      #0

name: arithmetic
link: EN10MB
filter: ip[2:2]*3+1 - len/2 = 5
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 11
(002) ld       #pktlen
(003) div      #2
(004) tax      
(005) ldh      [16]
(006) mul      #3
(007) add      #1
(008) sub      x
(009) jeq      #0x5             jt 10	jf 11
(010) ret      #262144
(011) ret      #0

name: protochain loops
link: EN10MB
filter: ip6 protochain 6
(000) ldh      [12]
(001) jeq      #0x86dd          jt 2	jf 33
(002) ldb      [20]
(003) ldx      #0x28
(004) jeq      #0x6             jt 31	jf 5
(005) jeq      #0x3b            jt 31	jf 6
(006) jeq      #0x0             jt 11	jf 7
(007) jeq      #0x2b            jt 11	jf 8
(008) jeq      #0x2c            jt 11	jf 9
(009) jeq      #0x3c            jt 11	jf 10
(010) jeq      #0x33            jt 21	jf 31
(011) ldb      [x + 14]
(012) st       M[15]
(013) ldb      [x + 15]
(014) add      #1
(015) mul      #8
(016) add      x
(017) tax      
(018) ld       M[15]
(019) ja       4
(020) ld       #0x0
(021) ldb      [x + 14]
(022) st       M[15]
(023) ldb      [x + 15]
(024) add      #2
(025) mul      #4
(026) add      x
(027) tax      
(028) ld       M[15]
(029) ja       4
(030) add      #0
(031) jeq      #0x6             jt 32	jf 33
(032) ret      #262144
(033) ret      #0

name: nothing matches
link: EN10MB
filter: ip and ip6
expression rejects all packets

name: misspelt word
link: EN10MB
filter: tcp prot 80
syntax error: 'and', 'or' or the end is expected before 'prot'; did you mean 'port'?
  tcp prot 80
      ^

name: port too big
link: EN10MB
filter: port 99999
illegal port number 99999 > 65535
  port 99999
       ^

name: tag too big
link: EN10MB
filter: vlan 5000
VLAN tag 5000 greater than maximum 4095
  vlan 5000
  ^

name: bad size
link: EN10MB
filter: ip[0:3]=5
data size must be 1, 2, or 4
  ip[0:3]=5
       ^

name: host bits
link: EN10MB
filter: net 10.0.0.1/8
non-network bits set in "10.0.0.1"
  net 10.0.0.1/8
      ^

name: division by zero
link: EN10MB
filter: ip[0] /0 = 1
division by zero
  ip[0] /0 = 1
         ^

name: unknown host
link: EN10MB
filter: tcp host x
unknown host 'x'
  tcp host x
           ^

name: no such header
link: RAW
filter: vlan
no VLAN support for this link type
  vlan
  ^

name: unclosed
link: EN10MB
filter: (ip or arp
syntax error: ')', 'and' or 'or' is expected at the end
  (ip or arp
            ^

name: a value compared with the length, whose base holds X
link: EN10MB
filter: not (len - ip6[22] = len) and (0 * ip6[len & 31:2] >= len or net 193.147.147.236) and not ip6
(000) ldb      [36]
(001) tax      
(002) ld       #pktlen
(003) sub      x
(004) ldx      #pktlen
(005) jeq      x                jt 28	jf 6
(006) txa      
(007) and      #0x1f
(008) tax      
(009) ldh      [x + 14]
(010) mul      #0
(011) ldx      #pktlen
(012) jge      x                jt 13	jf 15
(013) ldh      [12]
(014) jeq      #0x86dd          jt 28	jf 27
(015) ldh      [12]
(016) jeq      #0x800           jt 17	jf 21
(017) ld       [26]
(018) jeq      #0xc19393ec      jt 27	jf 19
(019) ld       [30]
(020) jeq      #0xc19393ec      jt 27	jf 28
(021) jeq      #0x806           jt 23	jf 22
(022) jeq      #0x8035          jt 23	jf 28
(023) ld       [28]
(024) jeq      #0xc19393ec      jt 27	jf 25
(025) ld       [38]
(026) jeq      #0xc19393ec      jt 27	jf 28
(027) ret      #262144
(028) ret      #0

