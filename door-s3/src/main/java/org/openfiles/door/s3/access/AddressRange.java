package org.openfiles.door.s3.access;

import java.net.InetAddress;
import java.util.Optional;

/// A range of IP addresses, written `192.0.2.0/24` or `2001:db8::/32` (RFC 4632, RFC 4291).
record AddressRange(InetAddress base, int bits) {

  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int most = base.getAddress().length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      return bits < 0 || bits > most ? Optional.empty() : Optional.of(new AddressRange(base, bits));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] left = base.getAddress();
    byte[] right = address.getAddress();
    if (left.length != right.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit)) & 0xFF;
      if (((left[bit / 8] ^ right[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
