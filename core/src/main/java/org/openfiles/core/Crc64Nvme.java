package org.openfiles.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/// The CRC of the NVM Express specification, 64 bits, which the JDK lacks. Eight bytes a step, by
/// tables.
final class Crc64Nvme implements Checksum {
  private static final long REVERSED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final VarHandle LITTLE_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// `TABLES[i][b]`: what byte `b` does to the sum when `i` more bytes come after it.
  private static final long[][] TABLES = new long[8][256];

  static {
    for (int b = 0; b < 256; b++) {
      long crc = b;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REVERSED_POLYNOMIAL;
      }
      TABLES[0][b] = crc;
    }
    for (int i = 1; i < 8; i++) {
      for (int b = 0; b < 256; b++) {
        long before = TABLES[i - 1][b];
        TABLES[i][b] = (before >>> 8) ^ TABLES[0][(int) before & 0xFF];
      }
    }
  }

  private long state = -1;

  @Override
  public void update(int b) {
    state = (state >>> 8) ^ TABLES[0][(int) (state ^ b) & 0xFF];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long crc = state;
    int i = offset;
    for (int end = offset + length - 7; i < end; i += 8) {
      long x = crc ^ (long) LITTLE_LONG.get(bytes, i);
      crc =
          TABLES[7][(int) x & 0xFF]
              ^ TABLES[6][(int) (x >>> 8) & 0xFF]
              ^ TABLES[5][(int) (x >>> 16) & 0xFF]
              ^ TABLES[4][(int) (x >>> 24) & 0xFF]
              ^ TABLES[3][(int) (x >>> 32) & 0xFF]
              ^ TABLES[2][(int) (x >>> 40) & 0xFF]
              ^ TABLES[1][(int) (x >>> 48) & 0xFF]
              ^ TABLES[0][(int) (x >>> 56)];
    }
    state = crc;
    for (; i < offset + length; i++) {
      update(bytes[i]);
    }
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1;
  }
}
