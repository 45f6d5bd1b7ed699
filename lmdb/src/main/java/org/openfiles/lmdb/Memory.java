package org.openfiles.lmdb;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The bytes behind an address that LMDB answered.
///
/// The caller vouches that they are still there: LMDB's answers hold until the transaction ends or
/// writes.
final class Memory {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Memory() {}

  static byte[] copy(long address, long length) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, bytes, 0, bytes.length);
    return bytes;
  }

  static void fill(long address, byte[] bytes) {
    MemorySegment.copy(bytes, 0, ALL, ValueLayout.JAVA_BYTE, address, bytes.length);
  }

  static boolean startsWith(long address, long length, byte[] prefix) {
    return length >= prefix.length
        && MemorySegment.mismatch(
                ALL,
                address,
                address + prefix.length,
                MemorySegment.ofArray(prefix),
                0,
                prefix.length)
            < 0;
  }

  static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  static MemorySegment segment(long address, long length) {
    return ALL.asSlice(address, length);
  }

  static String string(long address) {
    return ALL.getString(address);
  }
}
