$ tapline -nt -m ./SNMPv2-SMI -m ./TAPLINE-TEST-MIB -r snmp.pcap
$ tapline -nvt -m ./SNMPv2-SMI -m ./TAPLINE-TEST-MIB -r snmp.pcap
$ tapline -nt -r snmp.pcap
$ tapline -nt -m ./TAPLINE-TEST-MIB -c 1 -r snmp.pcap
$ tapline -m NO-SUCH-MIB -r snmp.pcap
$ tapline -m '' -r snmp.pcap
$ tapline -m /dev/null -r snmp.pcap
$ tapline -c 1 --fields snmp.name,snmp.value.int -m ./SNMPv2-SMI -m ./TAPLINE-TEST-MIB -r snmp.pcap
