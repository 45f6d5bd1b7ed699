package org.openfiles.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.UnavailableException;
import org.openfiles.posix.Directory;
import org.openfiles.posix.Fd;
import org.openfiles.posix.FileName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the files that are written before they are published: in a directory of this run, whose
/// lock file tells others that the run is alive.
///
/// A crash leaves the directory behind without the lock, and [Leftovers] removes it.
final class Temporaries implements AutoCloseable {
  static final String LOCK = "lock";

  private static final Logger LOG = LoggerFactory.getLogger(Temporaries.class);

  /// The runs of this process. It must not look for their locks: it would lose them by that, since
  /// they belong to the process as a whole.
  private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

  private final LazyDirectory all;
  private final RandomNames names;
  private final String runName;
  private final byte[] run;
  private @Nullable Directory directory;
  private @Nullable FileChannel lock;
  private boolean closed;

  Temporaries(LazyDirectory all, RandomNames names) {
    this.all = all;
    this.names = names;
    this.runName = names.next();
    this.run = FileName.bytes(runName);
    OURS.add(runName);
  }

  static boolean isOurs(byte[] run) {
    return OURS.contains(FileName.display(run));
  }

  /// A new, empty file on the file system of the folder.
  TempFile create() throws IOException {
    try {
      return create(directory());
    } catch (NoSuchFileException _) {
      // Somebody cleaned up our directories while we run.
      forget();
      return create(directory());
    }
  }

  /// A new, empty file in a directory of the bucket, where that is on another file system. Its name
  /// is one that no key has.
  TempFile createIn(Directory target) throws IOException {
    byte[] name = FileName.bytes(".%~" + names.next());
    return new TempFile(target, name, target.createFile(name, TempFile.MODE));
  }

  private TempFile create(Directory target) throws IOException {
    byte[] name = FileName.bytes(names.next());
    return new TempFile(target, name, target.createFile(name, TempFile.MODE));
  }

  private synchronized Directory directory() throws IOException {
    if (closed) {
      throw new UnavailableException("", "the folder is closed", false);
    }
    if (directory == null) {
      Directory above = all.make();
      above.mkdir(run, 0700);
      directory = above.openDirectory(run);
      lock = locked(directory);
    }
    return directory;
  }

  private static FileChannel locked(Directory run) throws IOException {
    try (Fd file = run.createFile(FileName.bytes(LOCK), 0600)) {
      FileChannel channel = file.channel(StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        channel.tryLock();
      } catch (IOException e) {
        // Then nobody can tell whether this run is alive, and its directory stays after a crash.
        LOG.warn("this file system has no locks: directory={} cause={}", run, e.getMessage());
      }
      return channel;
    }
  }

  private synchronized void forget() throws IOException {
    all.forget();
    release();
  }

  private void release() throws IOException {
    if (directory != null) {
      directory.close();
      directory = null;
    }
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  /// Removes the directory of this run, unless somebody is still writing in it.
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (directory != null) {
      Leftovers.remove(all.make(), run);
    }
    release();
    OURS.remove(runName);
  }
}
