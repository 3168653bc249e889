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
(001) jeq      #0x800           jt 2	jf 10
(002) ldb      [23]
(003) jeq      #0x6             jt 5	jf 4
(004) jeq      #0x11            jt 5	jf 21
(005) ldh      [20]
(006) jset     #0x1fff          jt 21	jf 7
(007) ldxb     4*([14]&0xf)
(008) ldh      [x + 14]
(009) jeq      #0x50            jt 20	jf 18
(010) jeq      #0x86dd          jt 11	jf 21
(011) ldb      [20]
(012) jeq      #0x11            jt 15	jf 13
(013) jeq      #0x2c            jt 21	jf 14
(014) jeq      #0x6             jt 15	jf 21
(015) ldx      #0x28
(016) ldh      [x + 14]
(017) jeq      #0x50            jt 20	jf 18
(018) ldh      [x + 16]
(019) jeq      #0x50            jt 20	jf 21
(020) ret      #262144
(021) ret      #0

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
non-network bits set in "10.0.0.1/8"
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
filter: not (len - ip6[22] = len) and (2 * ip6[len & 31:2] >= len or net 193.147.147.236) and not ip6
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
(010) mul      #2
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

name: of ways on which something else is known, each has its own tests
link: EN10MB
filter: sctp src port 1 or dst port 2 or sctp
(000) ldh      [12]
(001) jeq      #0x86dd          jt 2	jf 11
(002) ldb      [20]
(003) jeq      #0x84            jt 21	jf 4
(004) jeq      #0x6             jt 6	jf 5
(005) jeq      #0x11            jt 6	jf 8
(006) ldh      [56]
(007) jeq      #0x2             jt 21	jf 22
(008) jeq      #0x2c            jt 9	jf 22
(009) ldb      [54]
(010) jeq      #0x84            jt 21	jf 22
(011) jeq      #0x800           jt 12	jf 22
(012) ldb      [23]
(013) jeq      #0x84            jt 21	jf 14
(014) jeq      #0x6             jt 16	jf 15
(015) jeq      #0x11            jt 16	jf 22
(016) ldh      [20]
(017) jset     #0x1fff          jt 22	jf 18
(018) ldxb     4*([14]&0xf)
(019) ldh      [x + 16]
(020) jeq      #0x2             jt 21	jf 22
(021) ret      #262144
(022) ret      #0

name: what is known on one way only
link: IPNET
filter: port 7 and udp src portrange 15-2453
(000) ldb      [1]
(001) jeq      #0x1a            jt 2	jf 12
(002) ldb      [30]
(003) jeq      #0x84            jt 27	jf 4
(004) jeq      #0x6             jt 27	jf 5
(005) jeq      #0x11            jt 6	jf 27
(006) ldh      [64]
(007) jeq      #0x7             jt 27	jf 8
(008) jge      #0xf             jt 9	jf 27
(009) jgt      #0x995           jt 27	jf 10
(010) ldh      [66]
(011) jeq      #0x7             jt 26	jf 27
(012) jeq      #0x2             jt 13	jf 27
(013) ldb      [33]
(014) jeq      #0x84            jt 27	jf 15
(015) jeq      #0x6             jt 27	jf 16
(016) jeq      #0x11            jt 17	jf 27
(017) ldh      [30]
(018) jset     #0x1fff          jt 27	jf 19
(019) ldxb     4*([24]&0xf)
(020) ldh      [x + 24]
(021) jeq      #0x7             jt 27	jf 22
(022) jge      #0xf             jt 23	jf 27
(023) jgt      #0x995           jt 27	jf 24
(024) ldh      [x + 26]
(025) jeq      #0x7             jt 26	jf 27
(026) ret      #262144
(027) ret      #0

name: tests of one value are brought together
link: EN10MB
filter: host 1.2.3.4 and host 5.6.7.8
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 9
(002) ld       [26]
(003) jeq      #0x1020304       jt 4	jf 6
(004) ld       [30]
(005) jeq      #0x5060708       jt 18	jf 19
(006) jeq      #0x5060708       jt 7	jf 19
(007) ld       [30]
(008) jeq      #0x1020304       jt 18	jf 19
(009) jeq      #0x806           jt 11	jf 10
(010) jeq      #0x8035          jt 11	jf 19
(011) ld       [28]
(012) jeq      #0x1020304       jt 13	jf 15
(013) ld       [38]
(014) jeq      #0x5060708       jt 18	jf 19
(015) jeq      #0x5060708       jt 16	jf 19
(016) ld       [38]
(017) jeq      #0x1020304       jt 18	jf 19
(018) ret      #262144
(019) ret      #0

name: terms of one kind apart are shorter
link: EN10MB
filter: vlan 1 and tcp port 443 or 443 or 80
(000) ldh      [16]
(001) jeq      #0x86dd          jt 2	jf 6
(002) ldb      [24]
(003) jeq      #0x6             jt 4	jf 19
(004) ldx      #0x28
(005) ja       12
(006) jeq      #0x800           jt 7	jf 19
(007) ldb      [27]
(008) jeq      #0x6             jt 9	jf 19
(009) ldh      [24]
(010) jset     #0x1fff          jt 19	jf 11
(011) ldxb     4*([18]&0xf)
(012) ldh      [x + 18]
(013) jeq      #0x1bb           jt 18	jf 14
(014) jeq      #0x50            jt 18	jf 15
(015) ldh      [x + 20]
(016) jeq      #0x1bb           jt 18	jf 17
(017) jeq      #0x50            jt 18	jf 19
(018) ret      #262144
(019) ret      #0

name: a base is made first of all
link: PFLOG
filter: udp
(000) ldb      [0]
(001) add      #3
(002) and      #0xfffffffc
(003) tax      
(004) ldb      [1]
(005) jeq      #0x2             jt 6	jf 8
(006) ldb      [x + 9]
(007) jeq      #0x11            jt 14	jf 15
(008) jeq      #0xa             jt 9	jf 15
(009) ldb      [x + 6]
(010) jeq      #0x11            jt 14	jf 11
(011) jeq      #0x2c            jt 12	jf 15
(012) ldb      [x + 40]
(013) jeq      #0x11            jt 14	jf 15
(014) ret      #262144
(015) ret      #0

name: the end of a way is copied
link: EN10MB
filter: not (igmp or net 149.240.16/24)
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 10
(002) ldb      [23]
(003) jeq      #0x2             jt 19	jf 4
(004) ld       [26]
(005) and      #0xffffff00
(006) jeq      #0x95f01000      jt 19	jf 7
(007) ld       [30]
(008) and      #0xffffff00
(009) jeq      #0x95f01000      jt 19	jf 18
(010) jeq      #0x806           jt 12	jf 11
(011) jeq      #0x8035          jt 12	jf 18
(012) ld       [28]
(013) and      #0xffffff00
(014) jeq      #0x95f01000      jt 19	jf 15
(015) ld       [38]
(016) and      #0xffffff00
(017) jeq      #0x95f01000      jt 19	jf 18
(018) ret      #262144
(019) ret      #0

name: what is multiplied by 0
link: EN10MB
filter: len != len & 0 and arp
(000) ld       #pktlen
(001) jeq      #0x0             jt 5	jf 2
(002) ldh      [12]
(003) jeq      #0x806           jt 4	jf 5
(004) ret      #262144
(005) ret      #0

name: a value of which a test says which
link: PRISM_HEADER
filter: type data
(000) ld       [0]
(001) and      #0xfffff000
(002) jeq      #0x80211000      jt 3	jf 6
(003) ld       [4]
(004) tax      
(005) ja       7
(006) ldx      #0x90
(007) ldb      [x + 0]
(008) and      #0xc
(009) jeq      #0x8             jt 10	jf 11
(010) ret      #262144
(011) ret      #0

name: registers hold either value of a test where its ways meet
link: EN10MB
filter: geneve and arp
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 9
(002) ldb      [23]
(003) jeq      #0x11            jt 4	jf 31
(004) ldh      [20]
(005) jset     #0x1fff          jt 31	jf 6
(006) ldxb     4*([14]&0xf)
(007) ldh      [x + 16]
(008) jeq      #0x17c1          jt 15	jf 31
(009) jeq      #0x86dd          jt 10	jf 31
(010) ldb      [20]
(011) jeq      #0x11            jt 12	jf 31
(012) ldx      #0x28
(013) ldh      [x + 16]
(014) jeq      #0x17c1          jt 15	jf 31
(015) ldb      [x + 22]
(016) jset     #0xc0            jt 31	jf 17
(017) ldh      [x + 24]
(018) jeq      #0x6558          jt 19	jf 25
(019) ldb      [x + 22]
(020) and      #0x3f
(021) lsh      #2
(022) add      x
(023) add      #42
(024) ja       27
(025) txa      
(026) add      #24
(027) tax      
(028) ldh      [x + 0]
(029) jeq      #0x806           jt 30	jf 31
(030) ret      #262144
(031) ret      #0

name: arithmetic that starts with a number, in parentheses behind a primitive
link: EN10MB
filter: port 443 and (0x4755 != len or arp)
(000) ldh      [12]
(001) jeq      #0x86dd          jt 2	jf 8
(002) ldb      [20]
(003) jeq      #0x6             jt 6	jf 4
(004) jeq      #0x11            jt 6	jf 5
(005) jeq      #0x84            jt 6	jf 23
(006) ldx      #0x28
(007) ja       16
(008) jeq      #0x800           jt 9	jf 23
(009) ldb      [23]
(010) jeq      #0x6             jt 13	jf 11
(011) jeq      #0x11            jt 13	jf 12
(012) jeq      #0x84            jt 13	jf 23
(013) ldh      [20]
(014) jset     #0x1fff          jt 23	jf 15
(015) ldxb     4*([14]&0xf)
(016) ldh      [x + 14]
(017) jeq      #0x1bb           jt 20	jf 18
(018) ldh      [x + 16]
(019) jeq      #0x1bb           jt 20	jf 23
(020) ld       #pktlen
(021) jeq      #0x4755          jt 23	jf 22
(022) ret      #262144
(023) ret      #0

name: an id without a qualifier
link: EN10MB
filter: ip and 80
syntax error: a qualifier such as 'host' or 'port' is expected before '80'
  ip and 80
         ^

name: parentheses change nothing for what stands behind them
link: RAW
filter: port 80 and (tcp) and 443
(000) ldb      [0]
(001) and      #0xf0
(002) jeq      #0x60            jt 3	jf 8
(003) ldb      [6]
(004) jeq      #0x84            jt 23	jf 5
(005) jeq      #0x6             jt 6	jf 23
(006) ldx      #0x28
(007) ja       15
(008) jeq      #0x40            jt 9	jf 23
(009) ldb      [9]
(010) jeq      #0x84            jt 23	jf 11
(011) jeq      #0x6             jt 12	jf 23
(012) ldh      [6]
(013) jset     #0x1fff          jt 23	jf 14
(014) ldxb     4*([0]&0xf)
(015) ldh      [x + 0]
(016) jeq      #0x50            jt 17	jf 19
(017) ldh      [x + 2]
(018) jeq      #0x1bb           jt 22	jf 23
(019) jeq      #0x1bb           jt 20	jf 23
(020) ldh      [x + 2]
(021) jeq      #0x50            jt 22	jf 23
(022) ret      #262144
(023) ret      #0

name: % takes all that follows
link: EN10MB
filter: ip[0] % 4 + 1 = 2
(000) ldh      [12]
(001) jeq      #0x800           jt 2	jf 6
(002) ldb      [14]
(003) mod      #5
(004) jeq      #0x2             jt 5	jf 6
(005) ret      #262144
(006) ret      #0

name: a way enters behind the loads that it has done already
link: C_HDLC
filter: tcp[13] = 2 or port 0xffff
(000) ldh      [2]
(001) jeq      #0x800           jt 2	jf 16
(002) ldb      [13]
(003) jeq      #0x6             jt 4	jf 9
(004) ldh      [10]
(005) jset     #0x1fff          jt 27	jf 6
(006) ldxb     4*([4]&0xf)
(007) ldb      [x + 17]
(008) jeq      #0x2             jt 26	jf 22
(009) jeq      #0x84            jt 11	jf 10
(010) jeq      #0x11            jt 11	jf 27
(011) ldh      [10]
(012) jset     #0x1fff          jt 27	jf 13
(013) ldxb     4*([4]&0xf)
(014) ldh      [x + 4]
(015) jeq      #0xffff          jt 26	jf 24
(016) jeq      #0x86dd          jt 17	jf 27
(017) ldb      [10]
(018) jeq      #0x84            jt 21	jf 19
(019) jeq      #0x6             jt 21	jf 20
(020) jeq      #0x11            jt 21	jf 27
(021) ldx      #0x28
(022) ldh      [x + 4]
(023) jeq      #0xffff          jt 26	jf 24
(024) ldh      [x + 6]
(025) jeq      #0xffff          jt 26	jf 27
(026) ret      #262144
(027) ret      #0

name: the word before is misspelt
link: EN10MB
filter: dst prt 80
syntax error: 'and', 'or' or the end is expected before '80'; did you mean 'port' in place of 'prt'?
  dst prt 80
          ^

name: a name that is a word
link: EN10MB
filter: ip proto tcp
syntax error: an address, a number or a name is expected before 'tcp'; as a name it is written '\tcp'
  ip proto tcp
           ^

