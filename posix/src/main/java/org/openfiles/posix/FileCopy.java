package org.openfiles.posix;

import java.io.IOException;
import java.lang.foreign.ValueLayout;

/// Copies ranges between two descriptors: by sharing blocks, inside the kernel, or through memory.
///
/// `copy_file_range` is called directly instead of through `FileChannel.transferTo`, which needs
/// two more descriptors from `/proc` and holds the carrier of a virtual thread for the whole
/// length. A long copy is made on a platform thread here. Ranges of one file must not overlap.
final class FileCopy {
  /// Copying this much takes some tens of microseconds, not worth a change of threads.
  private static final long SHORT = 256 << 10;

  /// What one call may ask for; the kernel's own bound is a bit below 2 GiB.
  private static final long PORTION = 1 << 30;

  private static final long FICLONE = 0x40049409L;
  private static final long FICLONERANGE = 0x4020940DL;

  private FileCopy() {}

  /// `ioctl(FICLONERANGE)`, where a length of 0 reaches to the end.
  static long cloneRange(int from, long fromPosition, int to, long toPosition, long length)
      throws IOException {
    return OffCarrier.run(
        () -> {
          try (Scratch scratch = Scratch.take()) {
            put(scratch, 0, from);
            put(scratch, 8, fromPosition);
            put(scratch, 16, length);
            put(scratch, 24, toPosition);
            return Kernel.call(
                scratch, SystemCall.IOCTL, to, FICLONERANGE, scratch.statusAddress());
          }
        });
  }

  static long cloneAll(int from, int to) throws IOException {
    return OffCarrier.run(
        () -> {
          try (Scratch scratch = Scratch.take()) {
            return Kernel.call(scratch, SystemCall.IOCTL, to, FICLONE, from);
          }
        });
  }

  /// Whether a refused clone means that the two files cannot share blocks at all.
  static boolean cannotClone(long result) {
    return switch (Errno.of(-result)) {
      case EOPNOTSUPP, EXDEV, EINVAL, ENOTTY, ENOSYS -> true;
      default -> false;
    };
  }

  /// Answers the bytes copied, fewer than asked at the end of the source, or a negated error
  /// number.
  static long copy(int from, long fromPosition, int to, long toPosition, long length)
      throws IOException {
    OffCarrier.LongCall copy =
        () -> {
          try (Scratch scratch = Scratch.take()) {
            return inKernel(scratch, from, fromPosition, to, toPosition, length);
          }
        };
    return length <= SHORT ? copy.run() : OffCarrier.run(copy);
  }

  private static long inKernel(
      Scratch scratch, int from, long fromPosition, int to, long toPosition, long length) {
    put(scratch, 0, fromPosition);
    put(scratch, 8, toPosition);
    long total = 0;
    while (total < length) {
      long copied =
          Kernel.call(
              scratch,
              SystemCall.COPY_FILE_RANGE,
              from,
              scratch.statusAddress(),
              to,
              scratch.statusAddress() + 8,
              Math.min(length - total, PORTION));
      // 0 is the end of the source, or a file system that only pretends to copy: reading tells.
      if (copied == 0 || (copied < 0 && cannotCopy(copied))) {
        long rest =
            throughMemory(
                scratch, from, fromPosition + total, to, toPosition + total, length - total);
        return rest < 0 ? rest : total + rest;
      }
      if (copied < 0) {
        return copied;
      }
      total += copied;
    }
    return total;
  }

  private static boolean cannotCopy(long result) {
    return switch (Errno.of(-result)) {
      case EXDEV, ENOSYS, EOPNOTSUPP, EINVAL, EPERM -> true;
      default -> false;
    };
  }

  static long throughMemory(
      Scratch scratch, int from, long fromPosition, int to, long toPosition, long length) {
    long total = 0;
    while (total < length) {
      int wanted = (int) Math.min(length - total, Scratch.DATA_BYTES);
      long read = Transfer.readScratch(scratch, from, wanted, fromPosition + total);
      if (read <= 0) {
        return read < 0 ? read : total;
      }
      int done = 0;
      while (done < read) {
        long written =
            Transfer.writeScratch(scratch, to, done, (int) read - done, toPosition + total + done);
        if (written <= 0) {
          return written < 0 ? written : -Errno.ENOSPC.number();
        }
        done += (int) written;
      }
      total += read;
    }
    return total;
  }

  private static void put(Scratch scratch, long offset, long value) {
    scratch.memory().set(ValueLayout.JAVA_LONG, Scratch.STATUS + offset, value);
  }
}
