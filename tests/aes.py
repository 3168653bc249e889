"""AES-128 and its GCM mode (FIPS 197, NIST SP 800-38D), HKDF (RFC 5869): what packets of the tests are protected with. Slow and plain."""
import hashlib
import hmac
import struct


def _xtime(a):
    return (a << 1 ^ 0x11b) & 0xff if a & 0x80 else a << 1


def _make_sbox():
    box, p, q = [0] * 256, 1, 1
    while True:
        p = p ^ _xtime(p)
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q = (q ^ 0x09 if q & 0x80 else q) & 0xff
        r = lambda n: (q << n | q >> (8 - n)) & 0xff
        box[p] = q ^ r(1) ^ r(2) ^ r(3) ^ r(4) ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    return box


SBOX = _make_sbox()


def _schedule(key):
    words, round_constant = [list(key[i:i + 4]) for i in range(0, 16, 4)], 1
    for i in range(4, 44):
        w = list(words[-1])
        if i % 4 == 0:
            w = [SBOX[b] for b in w[1:] + w[:1]]
            w[0] ^= round_constant
            round_constant = _xtime(round_constant)
        words.append([a ^ b for a, b in zip(words[i - 4], w)])
    return [sum(words[i:i + 4], []) for i in range(0, 44, 4)]


def block(key, data):
    keys = _schedule(key)
    s = [a ^ b for a, b in zip(data, keys[0])]
    for n in range(1, 11):
        s = [SBOX[s[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if n < 10:
            t = []
            for c in range(0, 16, 4):
                a = s[c:c + 4]
                t += [_xtime(a[i]) ^ _xtime(a[(i + 1) % 4]) ^ a[(i + 1) % 4] ^ a[(i + 2) % 4] ^ a[(i + 3) % 4] for i in range(4)]
            s = t
        s = [a ^ b for a, b in zip(s, keys[n])]
    return bytes(s)


def _multiply(x, y):
    z = 0
    for i in range(127, -1, -1):
        if x >> i & 1:
            z ^= y
        y = y >> 1 ^ (0xe1 << 120 if y & 1 else 0)
    return z


def seal(key, nonce, additional, plain):
    """AES-128-GCM with a nonce of 12 bytes: what is encrypted, and the tag behind it."""
    pad = lambda b: b + bytes(-len(b) % 16)
    out = b''
    for i in range(0, len(plain), 16):
        mask = block(key, nonce + struct.pack('!I', i // 16 + 2))
        out += bytes(a ^ b for a, b in zip(plain[i:i + 16], mask))
    h, y = int.from_bytes(block(key, bytes(16)), 'big'), 0
    for part in pad(additional), pad(out), struct.pack('!QQ', 8 * len(additional), 8 * len(out)):
        for i in range(0, len(part), 16):
            y = _multiply(y ^ int.from_bytes(part[i:i + 16], 'big'), h)
    tag = bytes(a ^ b for a, b in zip(y.to_bytes(16, 'big'), block(key, nonce + b'\0\0\0\1')))
    return out + tag


def extract(salt, key):
    return hmac.new(salt, key, hashlib.sha256).digest()


def expand_label(secret, label, n):
    """RFC 8446 section 7.1, with an empty context; up to 32 bytes."""
    label = b'tls13 ' + label
    return hmac.new(secret, struct.pack('!HB', n, len(label)) + label + b'\0\1', hashlib.sha256).digest()[:n]
