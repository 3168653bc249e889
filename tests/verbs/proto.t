$ tapline proto -r mixed.pcap
Protocol    Packets       %  Bytes       %
eth              19  100.00   1305  100.00
  arp             2   10.53     84    6.44
  ip             13   68.42    968   74.18
    icmp          2   10.53    196   15.02
    udp           3   15.79    218   16.70
      dns         2   10.53    168   12.87
    tcp           7   36.84    504   38.62
      http        1    5.26    104    7.97
  vlan            1    5.26     78    5.98
    ip            1    5.26     78    5.98
      udp         1    5.26     78    5.98
  ipv6            2   10.53    144   11.03
    udp           1    5.26     70    5.36
    tcp           1    5.26     74    5.67
$ tapline proto -r mixed.pcap --json udp
{"protocol":"eth","packets":5,"packets_percent":100.00,"bytes":338,"bytes_percent":100.00}
{"protocol":"eth:ip","packets":4,"packets_percent":80.00,"bytes":268,"bytes_percent":79.29}
{"protocol":"eth:ip:udp","packets":3,"packets_percent":60.00,"bytes":218,"bytes_percent":64.50}
{"protocol":"eth:ip:udp:dns","packets":2,"packets_percent":40.00,"bytes":168,"bytes_percent":49.70}
{"protocol":"eth:ipv6","packets":1,"packets_percent":20.00,"bytes":70,"bytes_percent":20.71}
{"protocol":"eth:ipv6:udp","packets":1,"packets_percent":20.00,"bytes":70,"bytes_percent":20.71}
$ tapline proto -r raw.pcap
Protocol    Packets       %  Bytes       %
raw              15  100.00    902  100.00
  ip             13   86.67    786   87.14
    icmp          2   13.33    168   18.63
    udp           3   20.00    176   19.51
      dns         2   13.33    140   15.52
    tcp           7   46.67    406   45.01
      http        1    6.67     90    9.98
  ipv6            2   13.33    116   12.86
    udp           1    6.67     56    6.21
    tcp           1    6.67     60    6.65
