$ tapline -nt -m ./SNMPv2-SMI -m ./TAPLINE-TEST-MIB -r snmp.pcap
reading from file snmp.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetRequest(60)  lampState.1 lampPower.1 lampUpTime.0
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetNextRequest(65)  lampEntry taplineTest.77 enterprises mib-2.1.3.0
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetBulk(29)  N=0 M=0 lampPower.1[objVal!=NULL]3
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetResponse(189)  lampState.1=on(1) lampState.2=broken(-1) lampPower.1=60 lampPower.2=-5 lampKind.1=lampBulb lampUpTime.0=1234 lampLoad.0=1000 lampPhotons.0=18446744073709551615 lampOwner.0="nobody"
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetResponse(170)  lampState.1=2 lampPower.1=[outOfRange]-6 lampPower.2=[outOfRange]30 lampPower.3=[outOfRange]101 lampLoad.0=[outOfRange]1001 lampUpTime.0=[wrongType]5 lampKind.1=iso.2.840 lampOwner.0=[noSuchInstance] lampIndex.1=[noAccess]1
IP 10.0.0.1.40000 > 10.0.0.2.161:  SetRequest(64)  lampState.1=off(0) lampPower.1=[notWritable]70 lampOwner.0="me"
IP 10.0.0.1.40000 > 10.0.0.2.161:  V2Trap(45)  lampPhotons.0=9 lampIndex.1=[notNotifyable]1
IP 10.0.0.1.40000 > 10.0.0.2.161:  Inform(29)  lampIndex.1=[notNotifyable]1
IP 10.0.0.1.40000 > 10.0.0.2.161:  Trap(45)  .1.3.6.1.4.1.9999 10.0.0.1 enterpriseSpecific s=42 12345 lampState.1=broken(-1)
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetRequest(286)  lampUpTime.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1 .1.3.6.1.4.1.9999.3.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1
$ tapline -nvt -m ./SNMPv2-SMI -m ./TAPLINE-TEST-MIB -r snmp.pcap
reading from file snmp.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 103)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { GetRequest(60) R=7  TAPLINE-TEST-MIB::lampState.1 TAPLINE-TEST-MIB::lampPower.1 TAPLINE-TEST-MIB::lampUpTime.0 } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 108)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { GetNextRequest(65) R=7  TAPLINE-TEST-MIB::lampEntry TAPLINE-TEST-MIB::taplineTest.77 SNMPv2-SMI::enterprises SNMPv2-SMI::mib-2.1.3.0 } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 72)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { GetBulk(29) R=7  N=0 M=0 TAPLINE-TEST-MIB::lampPower.1[objVal!=NULL]3 } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 234)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { GetResponse(189) R=7  TAPLINE-TEST-MIB::lampState.1=on(1) TAPLINE-TEST-MIB::lampState.2=broken(-1) TAPLINE-TEST-MIB::lampPower.1=60 TAPLINE-TEST-MIB::lampPower.2=-5 TAPLINE-TEST-MIB::lampKind.1=TAPLINE-TEST-MIB::lampBulb TAPLINE-TEST-MIB::lampUpTime.0=1234 TAPLINE-TEST-MIB::lampLoad.0=1000 TAPLINE-TEST-MIB::lampPhotons.0=18446744073709551615 TAPLINE-TEST-MIB::lampOwner.0="nobody" } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 215)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { GetResponse(170) R=7  TAPLINE-TEST-MIB::lampState.1=2 TAPLINE-TEST-MIB::lampPower.1=[outOfRange]-6 TAPLINE-TEST-MIB::lampPower.2=[outOfRange]30 TAPLINE-TEST-MIB::lampPower.3=[outOfRange]101 TAPLINE-TEST-MIB::lampLoad.0=[outOfRange]1001 TAPLINE-TEST-MIB::lampUpTime.0=[wrongType]5 TAPLINE-TEST-MIB::lampKind.1=iso.2.840 TAPLINE-TEST-MIB::lampOwner.0=[noSuchInstance] TAPLINE-TEST-MIB::lampIndex.1=[noAccess]1 } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 107)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { SetRequest(64) R=7  TAPLINE-TEST-MIB::lampState.1=off(0) TAPLINE-TEST-MIB::lampPower.1=[notWritable]70 TAPLINE-TEST-MIB::lampOwner.0="me" } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 88)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { V2Trap(45) R=7  TAPLINE-TEST-MIB::lampPhotons.0=9 TAPLINE-TEST-MIB::lampIndex.1=[notNotifyable]1 } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 72)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { Inform(29) R=7  TAPLINE-TEST-MIB::lampIndex.1=[notNotifyable]1 } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 88)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv1 { Trap(45)  .1.3.6.1.4.1.9999 10.0.0.1 enterpriseSpecific s=42 12345 TAPLINE-TEST-MIB::lampState.1=broken(-1) } } 
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 333)
    10.0.0.1.40000 > 10.0.0.2.161:  { SNMPv2c { GetRequest(286) R=7  TAPLINE-TEST-MIB::lampUpTime.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1 .1.3.6.1.4.1.9999.3.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1 } } 
$ tapline -nt -r snmp.pcap
reading from file snmp.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetRequest(60)  .1.3.6.1.4.1.9999.1.1.2.1 .1.3.6.1.4.1.9999.1.1.3.1 .1.3.6.1.4.1.9999.3.0
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetNextRequest(65)  .1.3.6.1.4.1.9999.1.1 .1.3.6.1.4.1.9999.77 .1.3.6.1.4.1 .1.3.6.1.2.1.1.3.0
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetBulk(29)  N=0 M=0 .1.3.6.1.4.1.9999.1.1.3.1[objVal!=NULL]3
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetResponse(189)  .1.3.6.1.4.1.9999.1.1.2.1=1 .1.3.6.1.4.1.9999.1.1.2.2=-1 .1.3.6.1.4.1.9999.1.1.3.1=60 .1.3.6.1.4.1.9999.1.1.3.2=-5 .1.3.6.1.4.1.9999.1.1.4.1=.1.3.6.1.4.1.9999.2.1 .1.3.6.1.4.1.9999.3.0=1234 .1.3.6.1.4.1.9999.4.0=1000 .1.3.6.1.4.1.9999.5.0=18446744073709551615 .1.3.6.1.4.1.9999.6.0="nobody"
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetResponse(170)  .1.3.6.1.4.1.9999.1.1.2.1=2 .1.3.6.1.4.1.9999.1.1.3.1=-6 .1.3.6.1.4.1.9999.1.1.3.2=30 .1.3.6.1.4.1.9999.1.1.3.3=101 .1.3.6.1.4.1.9999.4.0=1001 .1.3.6.1.4.1.9999.3.0=5 .1.3.6.1.4.1.9999.1.1.4.1=.1.2.840 .1.3.6.1.4.1.9999.6.0=[noSuchInstance] .1.3.6.1.4.1.9999.1.1.1.1=1
IP 10.0.0.1.40000 > 10.0.0.2.161:  SetRequest(64)  .1.3.6.1.4.1.9999.1.1.2.1=0 .1.3.6.1.4.1.9999.1.1.3.1=70 .1.3.6.1.4.1.9999.6.0="me"
IP 10.0.0.1.40000 > 10.0.0.2.161:  V2Trap(45)  .1.3.6.1.4.1.9999.5.0=9 .1.3.6.1.4.1.9999.1.1.1.1=1
IP 10.0.0.1.40000 > 10.0.0.2.161:  Inform(29)  .1.3.6.1.4.1.9999.1.1.1.1=1
IP 10.0.0.1.40000 > 10.0.0.2.161:  Trap(45)  .1.3.6.1.4.1.9999 10.0.0.1 enterpriseSpecific s=42 12345 .1.3.6.1.4.1.9999.1.1.2.1=-1
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetRequest(286)  .1.3.6.1.4.1.9999.3.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1 .1.3.6.1.4.1.9999.3.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1
$ tapline -nt -m ./TAPLINE-TEST-MIB -c 1 -r snmp.pcap
reading from file snmp.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40000 > 10.0.0.2.161:  GetRequest(60)  .1.3.6.1.4.1.9999.1.1.2.1 .1.3.6.1.4.1.9999.1.1.3.1 .1.3.6.1.4.1.9999.3.0
$ tapline -m NO-SUCH-MIB -r snmp.pcap
tapline: could not load MIB module NO-SUCH-MIB
[exit 1]
$ tapline -m /dev/null -r snmp.pcap
tapline: could not load MIB module /dev/null
[exit 1]
$ tapline -c 1 --fields snmp.name,snmp.value.int -m ./SNMPv2-SMI -m ./TAPLINE-TEST-MIB -r snmp.pcap
reading from file snmp.pcap, link-type EN10MB (Ethernet), snapshot length 262144
"1.3.6.1.4.1.9999.1.1.2.1,1.3.6.1.4.1.9999.1.1.3.1,1.3.6.1.4.1.9999.3.0",
