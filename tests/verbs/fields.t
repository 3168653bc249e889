$ tapline fields vrrp.*o*
$ tapline fields ip.addr
$ tapline fields frame
$ tapline fields nosuchfield
$ tapline fields a b
