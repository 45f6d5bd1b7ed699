package org.openfiles.lmdb;

import java.io.IOException;
import org.openfiles.core.NoSpaceException;

/// How much a batch may still put before the database has reached its size.
///
/// The map itself is larger than that: LMDB writes whole pages and never in place, so even deleting
/// takes room before it gives some back.
final class Space {
  private final Database database;
  private final Environment environment;
  private final Frame frame = new Frame();
  private final long pageBytes;

  /// What may still be put, as far as is known.
  private long room;

  /// Whether `room` counts the free pages inside the file.
  private boolean exact;

  Space(Database database, Environment environment) throws IOException {
    this.database = database;
    this.environment = environment;
    this.pageBytes = environment.pageBytes(frame);
  }

  /// Takes the free pages for used ones, since counting them takes time, and mostly there is room.
  void measure() throws IOException {
    room = environment.bytesMax() - environment.pages(frame) * pageBytes;
    exact = false;
  }

  void require(long bytes) throws IOException {
    if (room < bytes && !exact) {
      room += database.freePages() * pageBytes;
      exact = true;
    }
    if (room < bytes) {
      throw new NoSpaceException(
          database.directory().toString(),
          "the database has reached its size bytes=" + environment.bytesMax());
    }
    room -= bytes;
  }
}
