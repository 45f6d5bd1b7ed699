package org.openfiles.door.s3.checksum;

/// The polynomial of a reflected CRC, and arithmetic modulo it: what appending bytes does to a CRC,
/// without the bytes.
///
/// A value of n bits stands in the low n bits of a long; its highest bit is the coefficient of x^0.
final class CrcPolynomial {
  static final CrcPolynomial CRC32 = new CrcPolynomial(32, 0xEDB88320L);
  static final CrcPolynomial CRC32C = new CrcPolynomial(32, 0x82F63B78L);
  static final CrcPolynomial CRC64NVME = new CrcPolynomial(64, 0x9A6C9329AC4BC9B5L);

  private final long bits;
  private final long one;
  private final long[] powers = new long[64];

  private CrcPolynomial(int width, long bits) {
    this.bits = bits;
    one = 1L << (width - 1);
    // powers[k] is x^(2^k).
    powers[0] = one >>> 1;
    for (int k = 1; k < powers.length; k++) {
      powers[k] = multiply(powers[k - 1], powers[k - 1]);
    }
  }

  /// The CRC of two strings of bytes, one after the other.
  long combine(long first, long second, long secondLength) {
    return multiply(powerOfBytes(secondLength), first) ^ second;
  }

  /// x^(8 * length), which is what `length` more bytes multiply a CRC with.
  private long powerOfBytes(long length) {
    long product = one;
    // From 2^3 on, since a byte has 2^3 bits; the order of x divides 2^width - 1, hence the mask.
    for (int k = 3; length != 0; length >>>= 1, k++) {
      if ((length & 1) != 0) {
        product = multiply(powers[k & 63], product);
      }
    }
    return product;
  }

  private long multiply(long a, long b) {
    long product = 0;
    for (long bit = one; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= b;
      }
      b = (b & 1) == 0 ? b >>> 1 : (b >>> 1) ^ bits;
    }
    return product;
  }
}
