package org.openfiles.posix;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// One pass over a directory by `getdents64(2)`, in the kernel's order, without `.` and `..`.
///
/// The pass has a descriptor of its own, so passes do not disturb each other. Used by one thread.
final class EntryScan implements AutoCloseable {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
  private static final int NAME = 19;

  private final Fd directory;
  private final byte[] buffer = new byte[Scratch.DATA_BYTES];
  private int next;
  private int end;
  private int entry;
  private int length;

  EntryScan(Fd directory) {
    this.directory = directory;
  }

  /// Goes to the next entry; false after the last one.
  boolean advance() throws IOException {
    do {
      if (next == end) {
        fill();
        if (end == 0) {
          return false;
        }
      }
      entry = next;
      int record = Short.toUnsignedInt((short) SHORT.get(buffer, entry + 16));
      next += record;
      // A record is padded to 8 bytes, so the NUL after the name is among its last 8.
      int nul = Math.max(entry + NAME, next - 8);
      while (buffer[nul] != 0) {
        nul++;
      }
      length = nul - offset();
    } while (isDots());
    return true;
  }

  private void fill() throws IOException {
    int fd = directory.handle().enter();
    try (Scratch scratch = Scratch.take()) {
      long read =
          Kernel.call(
              scratch, SystemCall.GETDENTS64, fd, scratch.dataAddress(), Scratch.DATA_BYTES);
      if (read < 0) {
        throw Errno.exception(-read, directory.origin(), null);
      }
      next = 0;
      end = (int) read;
      MemorySegment.copy(scratch.data(), ValueLayout.JAVA_BYTE, 0, buffer, 0, end);
    } finally {
      directory.handle().leave();
    }
  }

  private boolean isDots() {
    int at = offset();
    return buffer[at] == '.' && (length == 1 || (length == 2 && buffer[at + 1] == '.'));
  }

  byte[] buffer() {
    return buffer;
  }

  int offset() {
    return entry + NAME;
  }

  int length() {
    return length;
  }

  FileKind kind() {
    return FileKind.ofEntryType(buffer[entry + 18]);
  }

  long inode() {
    return (long) LONG.get(buffer, entry);
  }

  DirectoryEntry toEntry() {
    return new DirectoryEntry(
        Arrays.copyOfRange(buffer, offset(), offset() + length), kind(), inode());
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
