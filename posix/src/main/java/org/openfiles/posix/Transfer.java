package org.openfiles.posix;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

/// Moves bytes between a descriptor and a buffer.
///
/// A direct buffer is handed to the kernel as it is. A heap buffer goes through the data area of a
/// scratch, in portions, since the collector may move it meanwhile.
final class Transfer {
  private Transfer() {}

  /// Answers the bytes read, 0 at the end of the file, or a negated error number.
  static long read(int descriptor, ByteBuffer target, long position) {
    if (target.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
    try (Scratch scratch = Scratch.take()) {
      if (!target.isDirect()) {
        return readByPortions(scratch, descriptor, target, position);
      }
      MemorySegment memory = MemorySegment.ofBuffer(target);
      long read = Kernel.transfer(scratch, SystemCall.PREAD, descriptor, memory, position);
      return advanced(target, read);
    }
  }

  /// Answers the bytes written or a negated error number.
  static long write(int descriptor, ByteBuffer source, long position) {
    try (Scratch scratch = Scratch.take()) {
      if (!source.isDirect()) {
        return writeByPortions(scratch, descriptor, source, position);
      }
      MemorySegment memory = MemorySegment.ofBuffer(source);
      long written = Kernel.transfer(scratch, SystemCall.PWRITE, descriptor, memory, position);
      return advanced(source, written);
    }
  }

  /// Copies inside the scratch memory and out of it, up to a short read.
  private static long readByPortions(
      Scratch scratch, int descriptor, ByteBuffer target, long position) {
    long total = 0;
    while (target.hasRemaining()) {
      int wanted = Math.min(target.remaining(), Scratch.DATA_BYTES);
      long read = readScratch(scratch, descriptor, wanted, position + total);
      if (read < 0) {
        return total > 0 ? total : read;
      }
      MemorySegment.ofBuffer(target).copyFrom(scratch.data().asSlice(0, read));
      advanced(target, read);
      total += read;
      if (read < wanted) {
        break;
      }
    }
    return total;
  }

  private static long writeByPortions(
      Scratch scratch, int descriptor, ByteBuffer source, long position) {
    long total = 0;
    while (source.hasRemaining()) {
      int portion = Math.min(source.remaining(), Scratch.DATA_BYTES);
      scratch.data().copyFrom(MemorySegment.ofBuffer(source).asSlice(0, portion));
      long written = writeScratch(scratch, descriptor, 0, portion, position + total);
      if (written < 0) {
        return total > 0 ? total : written;
      }
      advanced(source, written);
      total += written;
      if (written < portion) {
        break;
      }
    }
    return total;
  }

  static long readScratch(Scratch scratch, int descriptor, int length, long position) {
    return Kernel.call(
        scratch, SystemCall.PREAD, descriptor, scratch.dataAddress(), length, position);
  }

  static long writeScratch(Scratch scratch, int descriptor, int offset, int length, long position) {
    return Kernel.call(
        scratch, SystemCall.PWRITE, descriptor, scratch.dataAddress() + offset, length, position);
  }

  private static long advanced(ByteBuffer buffer, long moved) {
    if (moved > 0) {
      buffer.position(buffer.position() + (int) moved);
    }
    return moved;
  }
}
