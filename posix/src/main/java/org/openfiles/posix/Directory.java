package org.openfiles.posix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// A directory that is held by a descriptor, whatever its name becomes: the place from where all
/// else is opened.
///
/// A *relative path* is resolved beneath this directory: symbolic links that stay inside are
/// followed, and a path that leaves fails with [EscapesDirectoryException], also while somebody
/// renames and links at the same time. The empty path is the directory itself. A *name* is one
/// entry of this directory and is never followed. Both are bytes, see [FileName].
///
/// Thread-safe. Closing never waits; calls that are inside end normally, later ones throw
/// `ClosedChannelException`.
public final class Directory implements AutoCloseable {
  private static final byte[] SELF = {'.'};

  private final Handle handle;
  private final Origin origin;
  private final Resolver resolver;

  private Directory(int descriptor, Origin origin, Resolver resolver) {
    this.handle = new Handle(descriptor);
    this.origin = origin;
    this.resolver = resolver;
  }

  /// Opens a directory by its path in the default file system; the path may be a symbolic link and
  /// lead anywhere.
  public static Directory open(Path root) throws IOException {
    Posix.requireSupported();
    return open(root, Resolver.ofThisMachine());
  }

  static Directory open(Path root, Resolver resolver) throws IOException {
    byte[] path = NativePath.bytes(root);
    Origin origin = Origin.root(path);
    try (Scratch scratch = Scratch.take()) {
      long result =
          Scratch.fits(path)
              ? Kernel.call(
                  scratch,
                  SystemCall.OPENAT,
                  OpenBits.AT_FDCWD,
                  scratch.name(path),
                  OpenBits.DIRECTORY)
              : -Errno.ENAMETOOLONG.number();
      return new Directory((int) Failure.check(result, origin), origin, resolver);
    }
  }

  /// Opens a directory beneath this one.
  public Directory openDirectory(byte[] relative) throws IOException {
    byte[] path = relative.length == 0 ? SELF : relative;
    int result = resolve(path, OpenBits.DIRECTORY);
    Origin child = origin.child(relative);
    return new Directory(Failure.checkOpened(result, child), child, resolver);
  }

  /// Opens a file beneath this directory; also anything else that has this name, so look at
  /// [Fd#status()]. It never waits, not even for a FIFO.
  public Fd openFile(byte[] relative, OpenFlag... flags) throws IOException {
    int result = resolve(relative, OpenFlag.bits(flags));
    Origin child = origin.child(relative);
    return new Fd(Failure.checkOpened(result, child), child);
  }

  /// As [#openFile], empty where nothing has this path, which saves the cost of an exception.
  public Optional<Fd> openFileIfPresent(byte[] relative, OpenFlag... flags) throws IOException {
    int result = resolve(relative, OpenFlag.bits(flags));
    if (Failure.isAbsence(result)) {
      return Optional.empty();
    }
    Origin child = origin.child(relative);
    return Optional.of(new Fd(Failure.checkOpened(result, child), child));
  }

  /// The directory itself, readable: for its extended attributes, times and permissions.
  public Fd openSelf() throws IOException {
    int result = resolve(SELF, OpenFlag.bits(OpenFlag.READ, OpenFlag.DIRECTORY));
    return new Fd(Failure.checkOpened(result, origin), origin);
  }

  /// The status of this directory.
  public FileStatus status() throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      Failure.check(StatusCall.ofDescriptor(scratch, fd), origin);
      return StatusCall.result(scratch);
    } finally {
      handle.leave();
    }
  }

  /// The status of a file beneath this directory.
  public FileStatus status(byte[] relative, LinkOption... options) throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      long result = StatusCall.ofPath(scratch, resolver, fd, relative, options);
      if (result < 0) {
        Failure.checkOpened(result, origin.child(relative));
      }
      return StatusCall.result(scratch);
    } finally {
      handle.leave();
    }
  }

  /// As [#status(byte[], LinkOption...)], empty where nothing has this path.
  public Optional<FileStatus> statusIfPresent(byte[] relative, LinkOption... options)
      throws IOException {
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      long result = StatusCall.ofPath(scratch, resolver, fd, relative, options);
      if (Failure.isAbsence(result)) {
        return Optional.empty();
      }
      if (result < 0) {
        Failure.checkOpened(result, origin.child(relative));
      }
      return Optional.of(StatusCall.result(scratch));
    } finally {
      handle.leave();
    }
  }

  /// The status of one entry, by a single call; of the symbolic link itself where it is one.
  public FileStatus statusOfEntry(byte[] name) throws IOException {
    return status(FileName.requireEntry(name), LinkOption.NOFOLLOW_LINKS);
  }

  /// The entries in no particular order, without `.` and `..`. Entries that come or go meanwhile
  /// may be in it or not; the others are in it once. Iteration throws `DirectoryIteratorException`.
  public DirectoryStream<DirectoryEntry> entries() throws IOException {
    return new Entries(new EntryScan(openSelf()));
  }

  /// As [#entries()], without an object per entry.
  public void forEachEntry(EntryVisitor visitor) throws IOException {
    try (EntryScan scan = new EntryScan(openSelf())) {
      while (scan.advance()) {
        visitor.visit(scan.buffer(), scan.offset(), scan.length(), scan.kind(), scan.inode());
      }
    }
  }

  /// Creates a file for reading and writing; `FileAlreadyExistsException` when the name is taken,
  /// by whatever. The umask applies to the mode.
  public Fd createFile(byte[] name, int mode) throws IOException {
    long bits =
        OpenBits.O_CREAT
            | OpenBits.O_EXCL
            | OpenBits.O_NOFOLLOW
            | OpenBits.O_RDWR
            | OpenBits.O_CLOEXEC;
    Origin child = origin.child(FileName.requireEntry(name));
    long result = entryCall(SystemCall.OPENAT, name, bits, mode);
    return new Fd((int) Failure.check(result, child), child);
  }

  /// Creates a file in this directory that has no name yet and vanishes when it is closed without
  /// [#link(Fd, byte[])]. Empty where the file system cannot.
  public Optional<Fd> createUnnamed(int mode) throws IOException {
    long bits = OpenBits.O_TMPFILE | OpenBits.O_RDWR | OpenBits.O_CLOEXEC;
    long result = entryCall(SystemCall.OPENAT, SELF, bits, mode);
    if (result == -Errno.EOPNOTSUPP.number() || result == -Errno.EISDIR.number()) {
      return Optional.empty();
    }
    return Optional.of(new Fd((int) Failure.check(result, origin), origin));
  }

  /// Creates a directory; the umask applies to the mode.
  public void mkdir(byte[] name, int mode) throws IOException {
    FileName.requireEntry(name);
    Failure.check(entryCall(SystemCall.MKDIRAT, name, mode, 0), origin, name);
  }

  /// Removes the name of anything but a directory.
  public void unlink(byte[] name) throws IOException {
    FileName.requireEntry(name);
    Failure.check(entryCall(SystemCall.UNLINKAT, name, 0, 0), origin, name);
  }

  /// Removes an empty directory.
  public void rmdir(byte[] name) throws IOException {
    FileName.requireEntry(name);
    Failure.check(entryCall(SystemCall.UNLINKAT, name, OpenBits.AT_REMOVEDIR, 0), origin, name);
  }

  /// Moves an entry, atomically, within one file system. Other modes than [RenameMode#REPLACE] fail
  /// with `EINVAL` where the file system does not know them.
  public void rename(byte[] name, Directory target, byte[] targetName, RenameMode mode)
      throws IOException {
    FileName.requireEntry(name);
    FileName.requireEntry(targetName);
    long result = pairCall(SystemCall.RENAMEAT2, name, target, targetName, mode.bits());
    Failure.check(result, origin.child(name), target.origin.child(targetName));
  }

  /// Gives a file one more name, which must be free.
  public void link(byte[] name, Directory target, byte[] targetName) throws IOException {
    FileName.requireEntry(name);
    FileName.requireEntry(targetName);
    long result = pairCall(SystemCall.LINKAT, name, target, targetName, 0);
    Failure.check(result, origin.child(name), target.origin.child(targetName));
  }

  /// Gives an open file a name in this directory, which must be free. `/proc` has to be mounted.
  public void link(Fd file, byte[] name) throws IOException {
    FileName.requireEntry(name);
    Handle source = file.handle();
    byte[] path = FileName.bytes("/proc/self/fd/" + source.enter());
    try {
      int fd = handle.enter();
      try (Scratch scratch = Scratch.take()) {
        long result =
            Links.pair(
                scratch,
                SystemCall.LINKAT,
                OpenBits.AT_FDCWD,
                path,
                fd,
                name,
                OpenBits.AT_SYMLINK_FOLLOW);
        Failure.check(result, file.origin(), origin.child(name));
      } finally {
        handle.leave();
      }
    } finally {
      source.leave();
    }
  }

  /// Creates a symbolic link with any content.
  public void symlink(byte[] content, byte[] name) throws IOException {
    FileName.requireEntry(name);
    FileName.requirePath(content);
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      Failure.check(Links.symlink(scratch, content, fd, name), origin, name);
    } finally {
      handle.leave();
    }
  }

  /// The content of a symbolic link.
  public byte[] readlink(byte[] name) throws IOException {
    FileName.requireEntry(name);
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      long result = Links.read(scratch, fd, name);
      return scratch.data((int) Failure.check(result, origin, name));
    } finally {
      handle.leave();
    }
  }

  /// Returns when all changes of names in this directory are on the disk (`fsync`). Takes long; no
  /// carrier of virtual threads waits for it.
  public void sync() throws IOException {
    try (Fd self = openSelf()) {
      self.sync();
    }
  }

  /// Closing a directory cannot fail: nothing is written through it.
  @Override
  public void close() {
    handle.close();
  }

  /// Where it was opened, for people.
  @Override
  public String toString() {
    return origin.toString();
  }

  private int resolve(byte[] relative, long flags) throws IOException {
    FileName.requirePath(relative);
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      return resolver.open(scratch, fd, relative, flags);
    } finally {
      handle.leave();
    }
  }

  private long entryCall(long number, byte[] name, long c, long d) throws IOException {
    if (!Scratch.fits(name)) {
      return -Errno.ENAMETOOLONG.number();
    }
    int fd = handle.enter();
    try (Scratch scratch = Scratch.take()) {
      return Kernel.call(scratch, number, fd, scratch.name(name), c, d);
    } finally {
      handle.leave();
    }
  }

  private long pairCall(long number, byte[] name, Directory target, byte[] targetName, long flags)
      throws IOException {
    int from = handle.enter();
    try {
      int to = target.handle.enter();
      try (Scratch scratch = Scratch.take()) {
        return Links.pair(scratch, number, from, name, to, targetName, flags);
      } finally {
        target.handle.leave();
      }
    } finally {
      handle.leave();
    }
  }
}
