$ tapline fields vrrp.*o*
vrrp.addr_count       integer, 8 bits          Addr Count
vrrp.prio             integer, 8 bits          Priority
vrrp.short_adver_int  integer, 16 bits         Adver Int
vrrp.version          integer, 8 bits          VRRP protocol version
$ tapline fields ip.addr
ip.addr  IPv4 address             Source Address or Destination Address
$ tapline fields frame.*
frame.cap_len               integer, 32 bits         Captured length
frame.comment               string                   Comment of a pcapng file
frame.interface_id          integer, 32 bits         Interface id
frame.interface_name        string                   Interface name
frame.len                   integer, 32 bits         Length on the wire
frame.number                integer, 32 bits         Frame number
frame.protocols             string                   Protocols in the frame
frame.time                  date and time            Arrival time
frame.time_delta            seconds                  Time since the frame before
frame.time_delta_displayed  seconds                  Time since the displayed frame before
frame.time_epoch            seconds                  Arrival time since 1970
frame.time_relative         seconds                  Time since the first frame
$ tapline fields nosuchfield
tapline: fields: no field has `nosuchfield' in its name or title
[exit 1]
$ tapline fields a b
tapline: fields: one PATTERN is all
[exit 1]
