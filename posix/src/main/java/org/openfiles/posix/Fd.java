package org.openfiles.posix;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/// An open file: positions are arguments, so it has no state and any number of threads may use it.
///
/// Closing never waits for a call that is inside; the last one out lets go of the descriptor. Any
/// later call throws `ClosedChannelException`.
///
/// **Which calls may take long.** While a virtual thread is inside a native call it occupies its
/// carrier. [#sync()], [#syncData()], [#allocate], [#punch], [#cloneFrom], [#cloneRange], and
/// [#copyRange] from 256 KiB on are therefore handed to platform threads, at a price of some 20
/// microseconds. [#read], [#write] and the rest are made in place: they are microseconds on cached
/// pages, but on a cold disk they hold the carrier just as a `FileChannel` does (the JDK makes up
/// for a held carrier only in `FileChannel.force`, in locking and with direct I/O). Keep the
/// buffers small.
public final class Fd implements Closeable {
  private static final long SYNC_FILE_RANGE_WRITE = 2;

  /// `FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE`.
  private static final long PUNCH_HOLE = 3;

  private final Handle handle;
  private final Origin origin;

  Fd(int descriptor, Origin origin) {
    this.handle = new Handle(descriptor);
    this.origin = origin;
  }

  /// The status of this very file, whatever its name means by now.
  public FileStatus status() throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      check(StatusCall.ofDescriptor(scratch, fd));
      return StatusCall.result(scratch);
    } finally {
      handle.leave();
    }
  }

  /// Reads up to `target.remaining()` bytes at a position; answers how many, or -1 at the end of
  /// the file. May read less than asked, as `pread(2)`. A direct buffer is filled without a copy.
  public int read(ByteBuffer target, long position) throws IOException {
    boolean wanted = target.hasRemaining();
    int fd = handle.enter();
    try {
      int read = (int) check(Transfer.read(fd, target, position));
      return read == 0 && wanted ? -1 : read;
    } finally {
      handle.leave();
    }
  }

  /// Writes `source.remaining()` bytes at a position; answers how many, which is less only when the
  /// device is full behind them (the next call then fails) or a signal came.
  public int write(ByteBuffer source, long position) throws IOException {
    int fd = handle.enter();
    try {
      return (int) check(Transfer.write(fd, source, position));
    } finally {
      handle.leave();
    }
  }

  /// Another descriptor of the same regular file, as the JDK's channel: for `sendfile` through
  /// `transferTo`. It is independent of this one and has to be closed too.
  ///
  /// The kernel checks the permissions of the file again, and `/proc` has to be mounted.
  public FileChannel channel(OpenOption... options) throws IOException {
    int fd = handle.enter();
    try {
      if (!status().isRegular()) {
        throw new PosixException(origin.toString(), null, Errno.EINVAL, Errno.EINVAL.number());
      }
      return FileChannel.open(Path.of("/proc/self/fd/" + fd), options);
    } finally {
      handle.leave();
    }
  }

  /// Returns when content and metadata are on the disk (`fsync`).
  public void sync() throws IOException {
    check(longCall(SystemCall.FSYNC, 0, 0, 0));
  }

  /// Returns when the content is on the disk, and what of the metadata is needed to read it
  /// (`fdatasync`): the size, but not the times.
  public void syncData() throws IOException {
    check(longCall(SystemCall.FDATASYNC, 0, 0, 0));
  }

  /// Lets a range be written to the disk in the background, so that a later [#sync()] has less to
  /// do. Nothing is promised, and a file system that does not know it does nothing: what goes wrong
  /// is told by that sync. The future ends when another range is welcome.
  public Future<?> startWriteBack(long position, long length) {
    return OffCarrier.start(
        () -> shortCall(SystemCall.SYNC_FILE_RANGE, position, length, SYNC_FILE_RANGE_WRITE));
  }

  /// Sets the size.
  public void truncate(long size) throws IOException {
    check(shortCall(SystemCall.FTRUNCATE, size, 0, 0));
  }

  /// Reserves space for a range and extends the size to its end. False where the file system cannot
  /// do that, which is no reason not to write.
  public boolean allocate(long position, long length) throws IOException {
    long result = longCall(SystemCall.FALLOCATE, 0, position, length);
    return result != -Errno.EOPNOTSUPP.number() && check(result) == 0;
  }

  /// Gives the space of a range back, which reads as zeros then; the size stays. False where the
  /// file system cannot do that, and nothing has changed.
  public boolean punch(long position, long length) throws IOException {
    long result = longCall(SystemCall.FALLOCATE, PUNCH_HOLE, position, length);
    return result != -Errno.EOPNOTSUPP.number() && check(result) == 0;
  }

  /// Makes this file share all blocks of another (`FICLONE`). False where the file system cannot.
  public boolean cloneFrom(Fd source) throws IOException {
    long result = withBoth(source, FileCopy::cloneAll);
    return !FileCopy.cannotClone(result) && check(result, source) == 0;
  }

  /// Makes a range share the blocks of a range of another file; positions and length are multiples
  /// of the block size, a length of 0 means up to the end. False where the file system cannot.
  public boolean cloneRange(Fd source, long sourcePosition, long targetPosition, long length)
      throws IOException {
    long result =
        withBoth(
            source,
            (from, to) -> FileCopy.cloneRange(from, sourcePosition, to, targetPosition, length));
    return !FileCopy.cannotClone(result) && check(result, source) == 0;
  }

  /// Copies a range inside the kernel (sharing blocks where it can), or through memory where the
  /// kernel cannot. Answers how much was copied: less than asked only at the end of the source.
  /// Ranges of one file must not overlap.
  public long copyRange(Fd source, long sourcePosition, long targetPosition, long length)
      throws IOException {
    return check(
        withBoth(
            source, (from, to) -> FileCopy.copy(from, sourcePosition, to, targetPosition, length)),
        source);
  }

  /// The value of an extended attribute, `user.` and all. Empty when there is none.
  public Optional<byte[]> xattr(String name) throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      long result = Attributes.value(scratch, fd, name);
      return result == -Errno.ENODATA.number()
          ? Optional.empty()
          : Optional.of(scratch.data((int) check(result)));
    } finally {
      handle.leave();
    }
  }

  /// Sets an extended attribute, which may exist. What does not fit fails with a [PosixException]:
  /// `E2BIG` or `ENOSPC`, depending on the file system; `EOPNOTSUPP` where there are none at all.
  public void setXattr(String name, byte[] value) throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      check(Attributes.set(scratch, fd, name, value));
    } finally {
      handle.leave();
    }
  }

  /// Removes an extended attribute; false when there was none.
  public boolean removeXattr(String name) throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      long result = Attributes.remove(scratch, fd, name);
      return result != -Errno.ENODATA.number() && check(result) == 0;
    } finally {
      handle.leave();
    }
  }

  /// The names of all extended attributes that this process may see.
  public List<String> listXattrs() throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      return Attributes.names(scratch, (int) check(Attributes.list(scratch, fd)));
    } finally {
      handle.leave();
    }
  }

  /// Sets when the content changed last, in nanoseconds since 1970; the access time stays.
  public void setModified(long epochNanos) throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      check(Attributes.setModified(scratch, fd, epochNanos));
    } finally {
      handle.leave();
    }
  }

  /// Sets the permission bits, which the umask does not touch here.
  public void chmod(int mode) throws IOException {
    check(shortCall(SystemCall.FCHMOD, mode, 0, 0));
  }

  /// Sets owner and group; -1 leaves one as it is.
  public void chown(int uid, int gid) throws IOException {
    check(shortCall(SystemCall.FCHOWN, uid, gid, 0));
  }

  /// A network file system may report here that an earlier write did not arrive, unless [#sync()]
  /// has.
  @Override
  public void close() throws IOException {
    check(-handle.close());
  }

  Handle handle() {
    return handle;
  }

  Origin origin() {
    return origin;
  }

  private interface PairCall {
    long run(int from, int to) throws IOException;
  }

  private long withBoth(Fd source, PairCall call) throws IOException {
    int from = source.handle.enter();
    try {
      int to = handle.enter();
      try {
        return call.run(from, to);
      } finally {
        handle.leave();
      }
    } finally {
      source.handle.leave();
    }
  }

  private long shortCall(long number, long b, long c, long d) throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      return Kernel.call(scratch, number, fd, b, c, d);
    } finally {
      handle.leave();
    }
  }

  private long longCall(long number, long b, long c, long d) throws IOException {
    return OffCarrier.run(() -> shortCall(number, b, c, d));
  }

  private long check(long result) throws IOException {
    return Failure.check(result, origin);
  }

  private long check(long result, Fd source) throws IOException {
    return Failure.check(result, source.origin, origin);
  }
}
