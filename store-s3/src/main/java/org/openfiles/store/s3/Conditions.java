package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;

/// Takes verbs through their preconditions: the server judges what it can, the rest is looked at
/// just before.
final class Conditions {
  /// How often the version at a key may change between a look at it and the verb.
  static final int ROUNDS = 20;

  /// A verb that takes effect only where its condition holds.
  interface Verb<T> {
    T under(Condition condition) throws IOException;
  }

  private final Reads reads;

  Conditions(Reads reads) {
    this.reads = reads;
  }

  /// @param judged whether the server judges conditions of this verb
  <T> T run(Key key, Precondition precondition, boolean judged, Verb<T> verb) throws IOException {
    return switch (precondition) {
      case Precondition.None _ -> verb.under(new Condition.None());
      case Precondition.Absent _ when judged -> verb.under(new Condition.Absent());
      case Precondition.Absent _ -> {
        requireAbsent(key);
        yield verb.under(new Condition.None());
      }
      case Precondition.Matches(ETag etag) when judged -> verb.under(new Condition.Matches(etag));
      case Precondition.Matches(ETag etag) -> {
        requireMatch(key, etag);
        yield verb.under(new Condition.None());
      }
      case Precondition.Exists _ when judged -> existing(key, verb);
      case Precondition.Exists _ -> {
        reads.head(key);
        yield verb.under(new Condition.None());
      }
    };
  }

  /// S3 has no condition that something is there: it is that what is there stays until then.
  private <T> T existing(Key key, Verb<T> verb) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      Condition present = new Condition.Matches(reads.head(key).etag());
      try {
        return verb.under(present);
      } catch (PreconditionFailedException _) {
        // Another version came meanwhile: it exists as well.
      }
    }
    throw new ConflictException(key.value(), "changes all the time: rounds=" + ROUNDS);
  }

  void requireAbsent(Key key) throws IOException {
    try {
      ObjectInfo present = reads.head(key);
      throw new PreconditionFailedException(
          key.value(), "is there: etag=" + present.etag().value());
    } catch (NoSuchFileException _) {
      // As it must be.
    }
  }

  private void requireMatch(Key key, ETag etag) throws IOException {
    ETag present = reads.head(key).etag();
    if (!present.equals(etag)) {
      throw new PreconditionFailedException(
          key.value(), "is another: wanted=" + etag.value() + " present=" + present.value());
    }
  }
}
