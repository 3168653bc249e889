$ tapline tls -r mixed.pcap
Start  Packet  Client  Server  Name  Version  Cipher  ALPN  Alert  Subject  Issuer  From  Until  Names  JA3  JA3S  JA4  Over
