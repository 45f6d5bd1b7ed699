package org.openfiles.core;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is to become of an inode's attributes; what is empty stays.
///
/// @param size cuts the file off there, or makes it longer by zeros
public record AttributeChange(
    OptionalInt mode,
    OptionalInt uid,
    OptionalInt gid,
    OptionalLong size,
    Optional<Instant> modified) {
  public static final AttributeChange NONE =
      new AttributeChange(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          Optional.empty());

  public AttributeChange withMode(int value) {
    return new AttributeChange(OptionalInt.of(value), uid, gid, size, modified);
  }

  public AttributeChange withOwner(int newUid, int newGid) {
    return new AttributeChange(
        mode, OptionalInt.of(newUid), OptionalInt.of(newGid), size, modified);
  }

  public AttributeChange withSize(long value) {
    return new AttributeChange(mode, uid, gid, OptionalLong.of(value), modified);
  }

  public AttributeChange withModified(Instant value) {
    return new AttributeChange(mode, uid, gid, size, Optional.of(value));
  }
}
