package org.openfiles.door.s3.checksum;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// CRC-64/NVME: reflected, polynomial 0xAD93D23594C93659, all ones at both ends. Eight bytes at a
/// time by eight tables ("slicing by 8").
final class Crc64Nvme {
  private static final long[] TABLES = tables();

  private long crc = ~0L;

  /// Takes the bytes from the position to the limit, which stay where they are.
  void update(ByteBuffer source) {
    ByteBuffer bytes = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.position();
    int limit = bytes.limit();
    long value = crc;
    long[] t = TABLES;
    for (; limit - at >= 8; at += 8) {
      long x = value ^ bytes.getLong(at);
      value =
          t[0x700 | (int) (x & 0xFF)]
              ^ t[0x600 | (int) (x >>> 8 & 0xFF)]
              ^ t[0x500 | (int) (x >>> 16 & 0xFF)]
              ^ t[0x400 | (int) (x >>> 24 & 0xFF)]
              ^ t[0x300 | (int) (x >>> 32 & 0xFF)]
              ^ t[0x200 | (int) (x >>> 40 & 0xFF)]
              ^ t[0x100 | (int) (x >>> 48 & 0xFF)]
              ^ t[(int) (x >>> 56)];
    }
    for (; at < limit; at++) {
      value = t[(int) (value ^ bytes.get(at)) & 0xFF] ^ (value >>> 8);
    }
    crc = value;
  }

  long value() {
    return ~crc;
  }

  /// Table k, at 256 * k, says what a byte does to the CRC when k zero bytes follow it.
  private static long[] tables() {
    long[] tables = new long[8 * 256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ CrcPolynomial.CRC64NVME.bits();
      }
      tables[i] = value;
    }
    for (int i = 256; i < tables.length; i++) {
      long previous = tables[i - 256];
      tables[i] = tables[(int) (previous & 0xFF)] ^ (previous >>> 8);
    }
    return tables;
  }
}
