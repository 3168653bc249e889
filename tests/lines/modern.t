$ tapline -nt -r modern.pcap --decode tls,dtls,quic,http2,mqtt,wg,gtp,pgsql,mysql,kafka,memcache
reading from file modern.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40001 > 10.0.0.2.443: Flags [P.], seq 1000:2000, ack 5000, win 64240, length 1000: TLS, 1000 bytes of a message that goes on
IP 10.0.0.1.40001 > 10.0.0.2.443: Flags [P.], seq 1000:1727, ack 1, win 64240, length 727: TLS, Client Hello, TLS 1.3, sni www.example.test, alpn h2,http/1.1, 3 ciphers
IP 10.0.0.2.443 > 10.0.0.1.40001: Flags [P.], seq 1:237, ack 1727, win 64240, length 236: TLS, Server Hello, TLS 1.3, TLS_AES_128_GCM_SHA256, Change Cipher Spec, Application Data, length 100, 30 bytes of a message that goes on
IP 10.0.0.2.443 > 10.0.0.1.40001: Flags [P.], seq 237:317, ack 1727, win 64240, length 80: TLS, Application Data, length 60, Application Data, length 40
IP 10.0.0.1.40001 > 10.0.0.2.443: Flags [P.], seq 1727:1791, ack 317, win 64240, length 64: TLS, Change Cipher Spec, Application Data, length 53
IP 10.0.0.1.40002 > 10.0.0.2.4443: Flags [P.], seq 1000:1223, ack 5000, win 64240, length 223: TLS, Client Hello, TLS 1.3, sni old.example.test, alpn h2,http/1.1, 3 ciphers
IP 10.0.0.2.4443 > 10.0.0.1.40002: Flags [P.], seq 1:213, ack 223, win 64240, length 212: TLS, Server Hello, TLS 1.2, alpn h2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, Certificate, Server Key Exchange, Certificate Request, Server Hello Done
IP 10.0.0.1.40002 > 10.0.0.2.4443: Flags [P.], seq 223:316, ack 213, win 64240, length 93: TLS, Client Key Exchange, Change Cipher Spec, encrypted handshake, length 40
IP 10.0.0.2.4443 > 10.0.0.1.40002: Flags [P.], seq 213:295, ack 316, win 64240, length 82: TLS, New Session Ticket, Change Cipher Spec, encrypted handshake, length 40
IP 10.0.0.1.40002 > 10.0.0.2.4443: Flags [P.], seq 316:323, ack 295, win 64240, length 7: TLS, alert fatal handshake_failure
IP 10.0.0.1.50001 > 10.0.0.2.443: quic, initial, dcid 0000000100000007, scid c1c2c351, length 1118
IP 10.0.0.1.50001 > 10.0.0.2.443: quic, initial, dcid 0000000100000007, scid c1c2c351, length 1118, Client Hello, TLS 1.3, sni quic.example.test, alpn h3, 3 ciphers
IP 10.0.0.2.443 > 10.0.0.1.50001: quic, initial, dcid c1c2c351, scid d1d2d3c351, length 117, Server Hello, TLS 1.3, TLS_AES_128_GCM_SHA256
IP 10.0.0.1.50001 > 10.0.0.2.443: quic, initial, dcid d1d2d3c351, scid c1c2c351, token 746f6b656e, length 1118
IP 10.0.0.2.443 > 10.0.0.1.50001: quic, initial, dcid c1c2c351, scid d1d2d3c351, length 29
IP 10.0.0.1.50002 > 10.0.0.2.4433: quic, 0-rtt, v6b3343cf, dcid 6b3343cf00000007, scid c1c2c352, length 0, protected
IP 10.0.0.1.50002 > 10.0.0.2.4433: quic, 0-rtt, v6b3343cf, dcid 6b3343cf00000007, scid c1c2c352, length 0, protected, Client Hello, TLS 1.3, sni quic.example.test, alpn h3, 3 ciphers
IP 10.0.0.2.4433 > 10.0.0.1.50002: quic, 0-rtt, v6b3343cf, dcid c1c2c352, scid d1d2d3c352, length 0, protected, Server Hello, TLS 1.3, TLS_AES_128_GCM_SHA256
IP 10.0.0.1.50002 > 10.0.0.2.4433: quic, 0-rtt, v6b3343cf, dcid d1d2d3c352, scid c1c2c352, length 5, protected
IP 10.0.0.2.4433 > 10.0.0.1.50002: quic, 0-rtt, v6b3343cf, dcid c1c2c352, scid d1d2d3c352, length 0, protected
IP 10.0.0.1.40003 > 10.0.0.2.8080: Flags [P.], seq 1000:1082, ack 5000, win 64240, length 82: HTTP/2, preface, SETTINGS, WINDOW_UPDATE 1000
IP 10.0.0.1.40003 > 10.0.0.2.8080: Flags [P.], seq 82:146, ack 1, win 64240, length 64: HTTP/2, HEADERS stream 1 GET www.example.test /index.html, end of stream
IP 10.0.0.2.8080 > 10.0.0.1.40003: Flags [P.], seq 1:73, ack 146, win 64240, length 72: HTTP/2, SETTINGS, SETTINGS ack, HEADERS stream 1 200
IP 10.0.0.2.8080 > 10.0.0.1.40003: Flags [P.], seq 73:85, ack 146, win 64240, length 12: HTTP/2, 12 bytes of a message that goes on
IP 10.0.0.2.8080 > 10.0.0.1.40003: Flags [P.], seq 85:124, ack 146, win 64240, length 39: HTTP/2, DATA stream 1 length 6, DATA stream 1 length 5, end of stream, PING
IP 10.0.0.1.40003 > 10.0.0.2.8080: Flags [P.], seq 146:193, ack 124, win 64240, length 47: HTTP/2, PING ack, HEADERS stream 3 GET /index.html, end of stream, CONTINUATION stream 3 /other
IP 10.0.0.2.8080 > 10.0.0.1.40003: Flags [P.], seq 124:165, ack 193, win 64240, length 41: HTTP/2, PUSH_PROMISE stream 1 GET, RST_STREAM stream 3 CANCEL, PRIORITY stream 5
IP 10.0.0.2.8080 > 10.0.0.1.40003: Flags [P.], seq 165:202, ack 193, win 64240, length 37: HTTP/2, GOAWAY ENHANCE_YOUR_CALM, PRIORITY_UPDATE
IP 10.0.0.1.40008 > 10.0.0.2.1883: Flags [P.], seq 1000:1051, ack 5000, win 64240, length 51: MQTT, Connect 3.1.1, client "client", keep alive 60, will "last/will", user "user"
IP 10.0.0.2.1883 > 10.0.0.1.40008: Flags [P.], seq 1:5, ack 51, win 64240, length 4: MQTT, Connect Ack, Accepted
IP 10.0.0.1.40008 > 10.0.0.2.1883: Flags [P.], seq 51:65, ack 5, win 64240, length 14: MQTT, Subscribe Request, id 1 "a/#" "b"
IP 10.0.0.2.1883 > 10.0.0.1.40008: Flags [P.], seq 5:11, ack 65, win 64240, length 6: MQTT, Subscribe Ack, id 1 0x01 0x02
IP 10.0.0.1.40008 > 10.0.0.2.1883: Flags [P.], seq 65:265, ack 11, win 64240, length 200: MQTT, 200 bytes of a message that goes on
IP 10.0.0.1.40008 > 10.0.0.2.1883: Flags [P.], seq 265:378, ack 11, win 64240, length 113: MQTT, Publish "a/long", qos 1, id 2, length 300
IP 10.0.0.2.1883 > 10.0.0.1.40008: Flags [P.], seq 11:15, ack 378, win 64240, length 4: MQTT, Publish Ack, id 2
IP 10.0.0.2.1883 > 10.0.0.1.40008: Flags [P.], seq 15:19, ack 378, win 64240, length 4: MQTT, Publish Received, id 2
IP 10.0.0.1.40008 > 10.0.0.2.1883: Flags [P.], seq 378:382, ack 19, win 64240, length 4: MQTT, Publish Release, id 2
IP 10.0.0.2.1883 > 10.0.0.1.40008: Flags [P.], seq 19:23, ack 382, win 64240, length 4: MQTT, Publish Complete, id 2
IP 10.0.0.2.1883 > 10.0.0.1.40008: Flags [P.], seq 23:40, ack 382, win 64240, length 17: MQTT, Publish "b", qos 0, length 3, Publish "b", qos 0, length 4
IP 10.0.0.1.40008 > 10.0.0.2.1883: Flags [P.], seq 382:391, ack 40, win 64240, length 9: MQTT, Unsubscribe Request, id 3 "a/#"
IP 10.0.0.2.1883 > 10.0.0.1.40008: Flags [P.], seq 40:44, ack 391, win 64240, length 4: MQTT, Unsubscribe Ack, id 3
IP 10.0.0.1.40008 > 10.0.0.2.1883: Flags [P.], seq 391:395, ack 44, win 64240, length 4: MQTT, Ping Request, Disconnect Req
IP 10.0.0.2.1883 > 10.0.0.1.40008: Flags [P.], seq 44:46, ack 395, win 64240, length 2: MQTT, Ping Response
IP 10.0.0.1.40009 > 10.0.0.2.1883: Flags [P.], seq 1000:1080, ack 5000, win 64240, length 80: MQTT, Connect 5.0, client "client", keep alive 60, will "last/will", user "user"
IP 10.0.0.2.1883 > 10.0.0.1.40009: Flags [P.], seq 1:22, ack 80, win 64240, length 21: MQTT, Connect Ack, reason 0x00
IP 10.0.0.1.40009 > 10.0.0.2.1883: Flags [P.], seq 80:97, ack 22, win 64240, length 17: MQTT, Subscribe Request, id 1 "a/#" "b"
IP 10.0.0.2.1883 > 10.0.0.1.40009: Flags [P.], seq 22:29, ack 97, win 64240, length 7: MQTT, Subscribe Ack, id 1 0x01 0x02
IP 10.0.0.1.40009 > 10.0.0.2.1883: Flags [P.], seq 97:297, ack 29, win 64240, length 200: MQTT, 200 bytes of a message that goes on
IP 10.0.0.1.40009 > 10.0.0.2.1883: Flags [P.], seq 297:416, ack 29, win 64240, length 119: MQTT, Publish "a/long", qos 1, id 2, length 300
IP 10.0.0.2.1883 > 10.0.0.1.40009: Flags [P.], seq 29:42, ack 416, win 64240, length 13: MQTT, Publish Ack, id 2, reason 0x10
IP 10.0.0.2.1883 > 10.0.0.1.40009: Flags [P.], seq 42:55, ack 416, win 64240, length 13: MQTT, Publish Received, id 2, reason 0x10
IP 10.0.0.1.40009 > 10.0.0.2.1883: Flags [P.], seq 416:429, ack 55, win 64240, length 13: MQTT, Publish Release, id 2, reason 0x10
IP 10.0.0.2.1883 > 10.0.0.1.40009: Flags [P.], seq 55:68, ack 429, win 64240, length 13: MQTT, Publish Complete, id 2, reason 0x10
IP 10.0.0.2.1883 > 10.0.0.1.40009: Flags [P.], seq 68:87, ack 429, win 64240, length 19: MQTT, Publish "b", qos 0, length 3, Publish "b", qos 0, length 4
IP 10.0.0.1.40009 > 10.0.0.2.1883: Flags [P.], seq 429:439, ack 87, win 64240, length 10: MQTT, Unsubscribe Request, id 3 "a/#"
IP 10.0.0.2.1883 > 10.0.0.1.40009: Flags [P.], seq 87:93, ack 439, win 64240, length 6: MQTT, Unsubscribe Ack, id 3 0x00
IP 10.0.0.1.40009 > 10.0.0.2.1883: Flags [P.], seq 439:445, ack 93, win 64240, length 6: MQTT, Ping Request, Disconnect Req, reason 0x04
IP 10.0.0.2.1883 > 10.0.0.1.40009: Flags [P.], seq 93:95, ack 445, win 64240, length 2: MQTT, Ping Response
IP 10.0.0.1.40009 > 10.0.0.2.1883: Flags [P.], seq 445:465, ack 95, win 64240, length 20: MQTT, Authentication Exchange, reason 0x18
IP 10.0.0.1.51820 > 10.0.0.2.51820: WireGuard, Handshake Initiation, sender 0x04030201
IP 10.0.0.2.51820 > 10.0.0.1.51820: WireGuard, Handshake Response, sender 0x08070605, receiver 0x04030201
IP 10.0.0.2.51820 > 10.0.0.1.51820: WireGuard, Cookie Reply, receiver 0x04030201
IP 10.0.0.1.51820 > 10.0.0.2.51820: WireGuard, Transport Data, receiver 0x08070605, counter 0, keepalive
IP 10.0.0.1.51820 > 10.0.0.2.51820: WireGuard, Transport Data, receiver 0x08070605, counter 1, length 96
IP 10.0.0.1.2152 > 10.0.0.2.2152: GTP-U, T-PDU, teid 0x00001234: IP 192.0.2.1.40000 > 192.0.2.2.53: 7+ A? inner.example.test. (36)
IP 10.0.0.1.2152 > 10.0.0.2.2152: GTP-U, T-PDU, teid 0x00001234, QFI 9: IP 192.0.2.1.40000 > 192.0.2.2.53: 7+ A? inner.example.test. (36)
IP 10.0.0.1.2152 > 10.0.0.2.2152: GTP-U, Echo request, teid 0x00000000, seq 5
IP 10.0.0.2.2152 > 10.0.0.1.2152: GTP-U, Echo response, teid 0x00000000, seq 5
IP 10.0.0.1.2152 > 10.0.0.2.2152: GTP-U, End Marker, teid 0x00001234
IP 10.0.0.1.40004 > 10.0.0.2.5432: Flags [P.], seq 1000:1008, ack 5000, win 64240, length 8: PostgreSQL, SSL request
IP 10.0.0.2.5432 > 10.0.0.1.40004: Flags [P.], seq 1:2, ack 8, win 64240, length 1: PostgreSQL, SSL no
IP 10.0.0.1.40004 > 10.0.0.2.5432: Flags [P.], seq 8:41, ack 2, win 64240, length 33: PostgreSQL, Startup message "user" "test" "database" "shop"
IP 10.0.0.2.5432 > 10.0.0.1.40004: Flags [P.], seq 2:55, ack 41, win 64240, length 53: PostgreSQL, Authentication request 0, Parameter status "server_version" "15.4", Backend key data, Ready for query
IP 10.0.0.1.40004 > 10.0.0.2.5432: Flags [P.], seq 41:69, ack 55, win 64240, length 28: PostgreSQL, Simple query "select name from goods"
IP 10.0.0.2.5432 > 10.0.0.1.40004: Flags [P.], seq 55:95, ack 69, win 64240, length 40: PostgreSQL, Row description, 1 columns, 10 bytes of a message that goes on
IP 10.0.0.2.5432 > 10.0.0.1.40004: Flags [P.], seq 95:121, ack 69, win 64240, length 26: PostgreSQL, Data row, Command completion "SELECT 1", Ready for query
IP 10.0.0.1.40004 > 10.0.0.2.5432: Flags [P.], seq 69:107, ack 121, win 64240, length 38: PostgreSQL, Parse "select $1", Describe, Sync
IP 10.0.0.2.5432 > 10.0.0.1.40004: Flags [P.], seq 121:158, ack 107, win 64240, length 37: PostgreSQL, Error "ERROR" "syntax error"
IP 10.0.0.1.40004 > 10.0.0.2.5432: Flags [P.], seq 107:112, ack 158, win 64240, length 5: PostgreSQL, Termination
IP 10.0.0.2.3306 > 10.0.0.1.40005: Flags [P.], seq 5000:5078, ack 1000, win 64240, length 78: MySQL, server greeting "8.0.35"
IP 10.0.0.1.40005 > 10.0.0.2.3306: Flags [P.], seq 1:68, ack 78, win 64240, length 67: MySQL, login "test", schema "shop"
IP 10.0.0.2.3306 > 10.0.0.1.40005: Flags [P.], seq 78:89, ack 68, win 64240, length 11: MySQL, OK
IP 10.0.0.1.40005 > 10.0.0.2.3306: Flags [P.], seq 68:81, ack 89, win 64240, length 13: MySQL, Query "select 1"
IP 10.0.0.2.3306 > 10.0.0.1.40005: Flags [P.], seq 89:108, ack 81, win 64240, length 19: MySQL, error 1064 "syntax"
IP 10.0.0.1.40005 > 10.0.0.2.3306: Flags [P.], seq 81:86, ack 108, win 64240, length 5: MySQL, Quit
IP 10.0.0.1.40006 > 10.0.0.2.9092: Flags [P.], seq 1000:1018, ack 5000, win 64240, length 18: Kafka, ApiVersions v0 request 1, client "test"
IP 10.0.0.2.9092 > 10.0.0.1.40006: Flags [P.], seq 1:15, ack 18, win 64240, length 14: Kafka, ApiVersions response 1
IP 10.0.0.1.40006 > 10.0.0.2.9092: Flags [P.], seq 18:40, ack 15, win 64240, length 22: Kafka, Metadata v0 request 2, client "test"
IP 10.0.0.1.40007 > 10.0.0.2.11211: Flags [P.], seq 1000:1022, ack 5000, win 64240, length 22: Memcached: set key 5 60 4
IP 10.0.0.2.11211 > 10.0.0.1.40007: Flags [P.], seq 1:9, ack 22, win 64240, length 8: Memcached: STORED
IP 10.0.0.1.40007 > 10.0.0.2.11211: Flags [P.], seq 22:31, ack 9, win 64240, length 9: Memcached: get key
IP 10.0.0.2.11211 > 10.0.0.1.40007: Flags [P.], seq 9:35, ack 31, win 64240, length 26: Memcached: VALUE key 5 4
IP 10.0.0.2.25 > 10.0.0.1.40011: Flags [P.], seq 5000:5021, ack 1000, win 64240, length 21: SMTP: 220 mx.example.test
IP 10.0.0.1.40011 > 10.0.0.2.25: Flags [P.], seq 1:9, ack 21, win 64240, length 8: SMTP: EHLO a
IP 10.0.0.2.25 > 10.0.0.1.40011: Flags [P.], seq 21:35, ack 9, win 64240, length 14: SMTP: 250 STARTTLS
IP 10.0.0.1.40011 > 10.0.0.2.25: Flags [P.], seq 9:19, ack 35, win 64240, length 10: SMTP: STARTTLS
IP 10.0.0.2.25 > 10.0.0.1.40011: Flags [P.], seq 35:43, ack 19, win 64240, length 8: SMTP: 220 go
IP 10.0.0.1.40011 > 10.0.0.2.25: Flags [P.], seq 19:119, ack 43, win 64240, length 100: TLS, 100 bytes of a message that goes on
IP 10.0.0.1.40011 > 10.0.0.2.25: Flags [P.], seq 119:229, ack 43, win 64240, length 110: TLS, Client Hello, TLS 1.3, sni mx.example.test, 3 ciphers
IP 10.0.0.2.25 > 10.0.0.1.40011: Flags [P.], seq 43:249, ack 229, win 64240, length 206: TLS, Server Hello, TLS 1.3, TLS_AES_128_GCM_SHA256, Change Cipher Spec, Application Data, length 100
IP 10.0.0.1.40012 > 10.0.0.2.5432: Flags [P.], seq 1000:1008, ack 5000, win 64240, length 8: PostgreSQL, SSL request
IP 10.0.0.2.5432 > 10.0.0.1.40012: Flags [P.], seq 1:2, ack 8, win 64240, length 1: PostgreSQL, SSL yes
IP 10.0.0.1.40012 > 10.0.0.2.5432: Flags [P.], seq 8:108, ack 2, win 64240, length 100: TLS, 100 bytes of a message that goes on
IP 10.0.0.1.40012 > 10.0.0.2.5432: Flags [P.], seq 108:218, ack 2, win 64240, length 110: TLS, Client Hello, TLS 1.3, sni mx.example.test, 3 ciphers
IP 10.0.0.2.5432 > 10.0.0.1.40012: Flags [P.], seq 2:208, ack 218, win 64240, length 206: TLS, Server Hello, TLS 1.3, TLS_AES_128_GCM_SHA256, Change Cipher Spec, Application Data, length 100
IP 10.0.0.1.50021 > 10.0.0.2.4433: DTLS, Client Hello, DTLS 1.2, 2 ciphers
IP 10.0.0.2.4433 > 10.0.0.1.50021: DTLS, Hello Verify Request
IP 10.0.0.1.50021 > 10.0.0.2.4433: DTLS, Client Hello, DTLS 1.2, 2 ciphers
IP 10.0.0.2.4433 > 10.0.0.1.50021: DTLS, Server Hello, DTLS 1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, Certificate, bytes 0 to 200 of 308
IP 10.0.0.2.4433 > 10.0.0.1.50021: DTLS, Certificate, bytes 200 to 308 of 308, Server Hello Done
IP 10.0.0.1.50021 > 10.0.0.2.4433: DTLS, Change Cipher Spec, encrypted Handshake, length 48
IP 10.0.0.1.50021 > 10.0.0.2.4433: DTLS, Application Data, length 64
IP 10.0.0.2.4433 > 10.0.0.1.50021: DTLS, alert fatal handshake_failure
IP 10.0.0.2.4433 > 10.0.0.1.50021: DTLS, encrypted Alert, length 40
IP 10.0.0.1.50022 > 10.0.0.2.5684: DTLS, Client Hello, DTLS 1.3, 2 ciphers
IP 10.0.0.2.5684 > 10.0.0.1.50022: DTLS, Server Hello, DTLS 1.3, TLS_AES_128_GCM_SHA256, encrypted, length 50, encrypted, length 30
IP 10.0.0.1.50022 > 10.0.0.2.5684: DTLS, encrypted, length 40
$ tapline -ntv -r modern.pcap -c 11
reading from file modern.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 1040)
    10.0.0.1.40001 > 10.0.0.2.443: Flags [P.], cksum 0xdca5 (correct), seq 1000:2000, ack 5000, win 64240, length 1000
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 767)
    10.0.0.1.40001 > 10.0.0.2.443: Flags [P.], cksum 0xe4ad (correct), seq 1000:1727, ack 1, win 64240, length 727
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 276)
    10.0.0.2.443 > 10.0.0.1.40001: Flags [P.], cksum 0xbe24 (correct), seq 1:237, ack 1727, win 64240, length 236
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 120)
    10.0.0.2.443 > 10.0.0.1.40001: Flags [P.], cksum 0xe02f (correct), seq 237:317, ack 1727, win 64240, length 80
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 104)
    10.0.0.1.40001 > 10.0.0.2.443: Flags [P.], cksum 0x7c2a (correct), seq 1727:1791, ack 317, win 64240, length 64
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 263)
    10.0.0.1.40002 > 10.0.0.2.4443: Flags [P.], cksum 0x921a (correct), seq 1000:1223, ack 5000, win 64240, length 223
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 252)
    10.0.0.2.4443 > 10.0.0.1.40002: Flags [P.], cksum 0x05fd (correct), seq 1:213, ack 223, win 64240, length 212
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 133)
    10.0.0.1.40002 > 10.0.0.2.4443: Flags [P.], cksum 0x2181 (correct), seq 223:316, ack 213, win 64240, length 93
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 122)
    10.0.0.2.4443 > 10.0.0.1.40002: Flags [P.], cksum 0x4d08 (correct), seq 213:295, ack 316, win 64240, length 82
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 47)
    10.0.0.1.40002 > 10.0.0.2.4443: Flags [P.], cksum 0x975d (correct), seq 316:323, ack 295, win 64240, length 7
IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 1168)
    10.0.0.1.50001 > 10.0.0.2.443: quic, initial, dcid 0000000100000007, scid c1c2c351, length 1118
$ tapline -nt -r modern.pcap -c 2 --decode tcp.port==40001,http
reading from file modern.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40001 > 10.0.0.2.443: Flags [P.], seq 1000:2000, ack 5000, win 64240, length 1000: HTTP
IP 10.0.0.1.40001 > 10.0.0.2.443: Flags [P.], seq 1000:1727, ack 1, win 64240, length 727: HTTP
$ tapline -n -r modern.pcap --fields frame.number,tls.handshake.extensions_server_name -Y tls.handshake.type==1
reading from file modern.pcap, link-type EN10MB (Ethernet), snapshot length 262144
2,www.example.test
6,old.example.test
12,quic.example.test
17,quic.example.test
99,mx.example.test
104,mx.example.test
$ tapline -n -r modern.pcap -nt -Y 'http2.headers.path contains "index"' --decode http2
reading from file modern.pcap, link-type EN10MB (Ethernet), snapshot length 262144
IP 10.0.0.1.40003 > 10.0.0.2.8080: Flags [P.], seq 82:146, ack 1, win 64240, length 64: HTTP/2, HEADERS stream 1 GET www.example.test /index.html, end of stream
IP 10.0.0.1.40003 > 10.0.0.2.8080: Flags [P.], seq 146:193, ack 124, win 64240, length 47: HTTP/2, PING ack, HEADERS stream 3 GET /index.html, end of stream, CONTINUATION stream 3 /other
$ tapline tls -n -r modern.pcap --json
{"start":1.001000,"packet":2,"client":"10.0.0.1:40001","server":"10.0.0.2:443","sni":"www.example.test","version":"TLS 1.3","cipher":"TLS_AES_128_GCM_SHA256","alpn":"h2,http/1.1","alert":null,"subject":null,"issuer":null,"not_before":null,"not_after":null,"names":null,"ja3":"0a12cdf4a4518001569fa3a2af8d458f","ja3s":"f4febc55ea12b31ae17cfb7e614afda8","ja4":"t13d0310h2_40b44b994229_b564cb506baf","over":"TCP"}
{"start":5.005000,"packet":6,"client":"10.0.0.1:40002","server":"10.0.0.2:4443","sni":"old.example.test","version":"TLS 1.2","cipher":"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256","alpn":"h2","alert":null,"subject":null,"issuer":null,"not_before":null,"not_after":null,"names":null,"ja3":"26732c24d51497cf7531d686f8118313","ja3s":"4d94c9197a4486aa88a8e4657e95e959","ja4":"t13d0309h2_40b44b994229_ebf64be66e5d","over":"TCP"}
{"start":11.011000,"packet":12,"client":"10.0.0.1:50001","server":"10.0.0.2:443","sni":"quic.example.test","version":"TLS 1.3","cipher":"TLS_AES_128_GCM_SHA256","alpn":"h3","alert":null,"subject":null,"issuer":null,"not_before":null,"not_after":null,"names":null,"ja3":"26732c24d51497cf7531d686f8118313","ja3s":"f4febc55ea12b31ae17cfb7e614afda8","ja4":"q13d0309h3_40b44b994229_ebf64be66e5d","over":"QUIC"}
{"start":16.016000,"packet":17,"client":"10.0.0.1:50002","server":"10.0.0.2:4433","sni":"quic.example.test","version":"TLS 1.3","cipher":"TLS_AES_128_GCM_SHA256","alpn":"h3","alert":null,"subject":null,"issuer":null,"not_before":null,"not_after":null,"names":null,"ja3":"26732c24d51497cf7531d686f8118313","ja3s":"f4febc55ea12b31ae17cfb7e614afda8","ja4":"q13d0309h3_40b44b994229_ebf64be66e5d","over":"QUIC"}
{"start":98.098000,"packet":99,"client":"10.0.0.1:40011","server":"10.0.0.2:25","sni":"mx.example.test","version":"TLS 1.3","cipher":"TLS_AES_128_GCM_SHA256","alpn":null,"alert":null,"subject":null,"issuer":null,"not_before":null,"not_after":null,"names":null,"ja3":"26732c24d51497cf7531d686f8118313","ja3s":"f4febc55ea12b31ae17cfb7e614afda8","ja4":"t13d030900_40b44b994229_ebf64be66e5d","over":"TCP"}
{"start":103.103000,"packet":104,"client":"10.0.0.1:40012","server":"10.0.0.2:5432","sni":"mx.example.test","version":"TLS 1.3","cipher":"TLS_AES_128_GCM_SHA256","alpn":null,"alert":null,"subject":null,"issuer":null,"not_before":null,"not_after":null,"names":null,"ja3":"26732c24d51497cf7531d686f8118313","ja3s":"f4febc55ea12b31ae17cfb7e614afda8","ja4":"t13d030900_40b44b994229_ebf64be66e5d","over":"TCP"}
