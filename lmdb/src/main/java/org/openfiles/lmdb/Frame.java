package org.openfiles.lmdb;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Native memory for the arguments and answers of one call: two `MDB_val`, a key, a structure.
///
/// Used by one thread at a time, and freed by the garbage collector.
final class Frame {
  private static final long KEY = 0;
  private static final long VALUE = 16;
  private static final long ANSWER = 32;
  private static final long BYTES = 128;

  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES + Key.BYTES_MAX + 1, 64);
  private final long address = memory.address();

  /// Lays down the key's bytes and answers the address of their `MDB_val`.
  long key(byte[] key) {
    MemorySegment.copy(key, 0, memory, ValueLayout.JAVA_BYTE, BYTES, key.length);
    memory.set(ValueLayout.JAVA_LONG, KEY, key.length);
    memory.set(ValueLayout.JAVA_LONG, KEY + 8, address + BYTES);
    return address + KEY;
  }

  /// Where LMDB leaves a key.
  long key() {
    return address + KEY;
  }

  /// Where LMDB leaves a value, or is told how long one will be.
  long value() {
    return address + VALUE;
  }

  long value(long length) {
    memory.set(ValueLayout.JAVA_LONG, VALUE, length);
    return address + VALUE;
  }

  long keyLength() {
    return memory.get(ValueLayout.JAVA_LONG, KEY);
  }

  long keyAddress() {
    return memory.get(ValueLayout.JAVA_LONG, KEY + 8);
  }

  long valueLength() {
    return memory.get(ValueLayout.JAVA_LONG, VALUE);
  }

  long valueAddress() {
    return memory.get(ValueLayout.JAVA_LONG, VALUE + 8);
  }

  /// Where LMDB leaves a handle or a structure of up to 96 bytes.
  long answer() {
    return address + ANSWER;
  }

  long answeredLong(long offset) {
    return memory.get(ValueLayout.JAVA_LONG, ANSWER + offset);
  }

  int answeredInt(long offset) {
    return memory.get(ValueLayout.JAVA_INT, ANSWER + offset);
  }
}
