package org.openfiles.lmdb;

import java.io.IOException;
import org.openfiles.core.NoSpaceException;

/// How much a batch may still put before the database has reached its size, or the disk is full.
///
/// The map is larger than the size, and the file has a [Tail], so that there is room for deleting
/// when there is none for more.
final class Space {
  private final Database database;
  private final Environment environment;
  private final Tail tail;
  private final Frame frame = new Frame();

  /// What may still be put, as far as is known.
  private long room;

  /// Whether `room` counts the free pages inside the file.
  private boolean exact;

  Space(Database database, Environment environment, Tail tail) {
    this.database = database;
    this.environment = environment;
    this.tail = tail;
  }

  /// Takes the free pages for used ones, since counting them takes time, and mostly there is room.
  void measure() throws IOException {
    long used = environment.pages(frame) * environment.pageBytes();
    room = Math.min(environment.bytesMax() - used, tail.room(used));
    exact = false;
  }

  void require(long bytes) throws IOException {
    if (room < bytes && !exact) {
      room += database.freePages() * environment.pageBytes();
      exact = true;
    }
    if (room < bytes) {
      throw full();
    }
    room -= bytes;
  }

  /// What a code of LMDB means. It takes a write that ended early because the disk is full for a
  /// failure of the disk (EIO), so after any error of the system the disk is asked.
  IOException exception(int code) throws IOException {
    return code > 0 && tail.isAtItsEnd() ? full() : environment.exception(code);
  }

  private NoSpaceException full() {
    String directory = database.directory().toString();
    IOException refusal = tail.refusal();
    if (refusal == null) {
      return new NoSpaceException(
          directory, "the database has reached its size bytes=" + environment.bytesMax());
    }
    NoSpaceException full = new NoSpaceException(directory, "the disk is full");
    full.initCause(refusal);
    return full;
  }
}
