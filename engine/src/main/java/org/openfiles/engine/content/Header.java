package org.openfiles.engine.content;

import java.nio.ByteBuffer;

/// What the database knows of a content beside its extents.
///
/// @param revision counts the changes of this row, so that one can tell which of them arrived
/// @param limit up to where missing bytes are those of the base; zeros lie behind
/// @param recency when it was last read or written, in milliseconds of the clock
/// @param boot the start of the machine in which clean bytes were written that may not have reached
///   the disk; 0 if all have
/// @param clean what the clean bytes take on the disk
/// @param dirty what the dirty bytes take
/// @param whole whether the limit is the size of the base, so that nothing is lost with this row
///   when there are no extents
/// @param removed whether the content can go as soon as nobody has it open
record Header(
    long revision,
    long limit,
    long recency,
    long boot,
    long clean,
    long dirty,
    boolean whole,
    boolean removed) {
  private static final int BYTES = 6 * Long.BYTES + 1;
  private static final int WHOLE = 1;
  private static final int REMOVED = 2;

  static Header of(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    long revision = in.getLong();
    long limit = in.getLong();
    long recency = in.getLong();
    long boot = in.getLong();
    long clean = in.getLong();
    long dirty = in.getLong();
    int flags = in.get();
    return new Header(
        revision, limit, recency, boot, clean, dirty, (flags & WHOLE) != 0, (flags & REMOVED) != 0);
  }

  byte[] value() {
    return ByteBuffer.allocate(BYTES)
        .putLong(revision)
        .putLong(limit)
        .putLong(recency)
        .putLong(boot)
        .putLong(clean)
        .putLong(dirty)
        .put((byte) ((whole ? WHOLE : 0) | (removed ? REMOVED : 0)))
        .array();
  }

  Header withoutClean() {
    return new Header(revision, limit, recency, boot, 0, dirty, whole, removed);
  }

  Header with(long newRevision, long newRecency, long newBoot, long newClean) {
    return new Header(newRevision, limit, newRecency, newBoot, newClean, dirty, whole, removed);
  }

  Header asRemoved() {
    return new Header(revision, limit, recency, boot, clean, dirty, whole, true);
  }
}
