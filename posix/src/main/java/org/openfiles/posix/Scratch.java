package org.openfiles.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Native memory for the arguments and answers of one call, borrowed for the length of a method.
///
/// A confined arena per call would cost an allocation, a zeroing and a free of this memory, more
/// than the system call itself. A thread local would keep one copy per virtual thread. So a few
/// scratches lie in a striped pool: a thread takes the one of its stripe or the next free one, and
/// where none is left, makes one that the garbage collector frees. Since a virtual thread cannot
/// leave its carrier inside a native call, about one per carrier is in use at a time.
final class Scratch implements AutoCloseable {
  /// `struct open_how`.
  static final long OPEN_HOW = 64;

  /// `struct statx`, or another small structure.
  static final long STATUS = 128;

  /// Holds every value that an extended attribute can have (64 KiB), and a good portion of a
  /// directory or of a file.
  static final int DATA_BYTES = 64 << 10;

  /// The longest path that the kernel takes, its final NUL included.
  static final int PATH_MAX = 4096;

  private static final long EMPTY = 32;
  private static final long NAME = 512;
  private static final long OTHER_NAME = NAME + PATH_MAX;
  private static final long DATA = OTHER_NAME + PATH_MAX;

  private static final int STRIPES =
      Integer.highestOneBit(Runtime.getRuntime().availableProcessors() * 2 - 1) * 2;

  /// Places between two stripes, so that they share no cache line.
  private static final int SPREAD = 16;

  private static final int UNPOOLED = -1;

  private static final AtomicReferenceArray<@Nullable Scratch> POOL =
      new AtomicReferenceArray<>(STRIPES * SPREAD);
  private static final AtomicIntegerArray MADE = new AtomicIntegerArray(STRIPES);

  private final MemorySegment memory = Arena.ofAuto().allocate(DATA + DATA_BYTES, 64);
  private final MemorySegment errno = memory.asSlice(0, 16);
  private final long address = memory.address();
  private final int place;

  private Scratch(int place) {
    this.place = place;
  }

  static Scratch take() {
    int stripe = (int) Thread.currentThread().threadId() & (STRIPES - 1);
    Scratch scratch = POOL.getAndSet(stripe * SPREAD, null);
    return scratch != null ? scratch : takeElsewhere(stripe);
  }

  /// The first stripe after ours that has a free one, or never had one.
  private static Scratch takeElsewhere(int home) {
    for (int i = 0; i < STRIPES; i++) {
      int stripe = (home + i) & (STRIPES - 1);
      if (MADE.compareAndSet(stripe, 0, 1)) {
        return new Scratch(stripe * SPREAD);
      }
      Scratch scratch = POOL.getAndSet(stripe * SPREAD, null);
      if (scratch != null) {
        return scratch;
      }
    }
    return new Scratch(UNPOOLED);
  }

  /// Gives the memory back to its own place, which nobody else fills.
  @Override
  public void close() {
    if (place != UNPOOLED) {
      POOL.setRelease(place, this);
    }
  }

  /// Where the linker leaves `errno`. Passing it to a call keeps the whole memory alive meanwhile.
  MemorySegment errno() {
    return errno;
  }

  int lastErrno() {
    return errno.get(ValueLayout.JAVA_INT, 0);
  }

  MemorySegment memory() {
    return memory;
  }

  /// The address of an empty string.
  long emptyName() {
    return address + EMPTY;
  }

  long openHowAddress() {
    return address + OPEN_HOW;
  }

  long statusAddress() {
    return address + STATUS;
  }

  long dataAddress() {
    return address + DATA;
  }

  MemorySegment data() {
    return memory.asSlice(DATA, DATA_BYTES);
  }

  /// Copies bytes out of the data area.
  byte[] data(int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, DATA, bytes, 0, length);
    return bytes;
  }

  /// Whether a name or path fits, with its final NUL.
  static boolean fits(byte[] name) {
    return name.length < PATH_MAX;
  }

  /// Puts a C string into the first place for names and answers its address.
  long name(byte[] name) {
    return string(name, 0, name.length, NAME);
  }

  long name(byte[] path, int from, int to) {
    return string(path, from, to, NAME);
  }

  /// The second place for names, for calls that take two.
  long otherName(byte[] name) {
    return string(name, 0, name.length, OTHER_NAME);
  }

  private long string(byte[] bytes, int from, int to, long at) {
    MemorySegment.copy(bytes, from, memory, ValueLayout.JAVA_BYTE, at, to - from);
    memory.set(ValueLayout.JAVA_BYTE, at + to - from, (byte) 0);
    return address + at;
  }
}
