package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobRequestConditions;
import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;

/// Preconditions on objects as conditions on blobs, which Azure judges together with the write.
///
/// An object's etag is the blob's until its metadata is changed. So the blob is asked for it
/// directly first, and only when that fails for the etag that it has now.
final class Conditions {

  /// A call that Azure makes or refuses.
  interface Write<T> {
    T under(BlobRequestConditions conditions) throws IOException;
  }

  /// Looks at the object of a key as it is now.
  interface Look {
    BlobVersion now() throws IOException;
  }

  private Conditions() {}

  static BlobRequestConditions matching(ETag etag) {
    return new BlobRequestConditions().setIfMatch(etag.quoted());
  }

  /// Writes where the precondition holds.
  static <T> T write(Key key, Precondition precondition, Look look, Write<T> write)
      throws IOException {
    Optional<ETag> present = Optional.empty();
    while (true) {
      try {
        return write.under(present.map(Conditions::matching).orElseGet(() -> of(precondition)));
      } catch (PreconditionFailedException e) {
        present = Optional.of(reconsidered(key, precondition, look, present, e));
      }
    }
  }

  private static BlobRequestConditions of(Precondition precondition) {
    BlobRequestConditions conditions = new BlobRequestConditions();
    return switch (precondition) {
      case Precondition.None _ -> conditions;
      case Precondition.Absent _ -> conditions.setIfNoneMatch("*");
      case Precondition.Exists _ -> conditions.setIfMatch("*");
      case Precondition.Matches matches -> matching(matches.etag());
    };
  }

  /// The etag to try with, when Azure's refusal was not about the object.
  private static ETag reconsidered(
      Key key,
      Precondition precondition,
      Look look,
      Optional<ETag> tried,
      PreconditionFailedException refusal)
      throws IOException {
    switch (precondition) {
      case Precondition.Absent _ -> throw refusal;
      case Precondition.None _ -> throw new ConflictException(key.value(), refusal.getReason());
      case Precondition.Exists _, Precondition.Matches _ -> {}
    }
    BlobVersion version = look.now();
    if (precondition instanceof Precondition.Matches matches
        && !version.info().etag().equals(matches.etag())) {
      throw refusal;
    }
    if (tried.filter(version.etag()::equals).isPresent()) {
      throw new ConflictException(key.value(), refusal.getReason());
    }
    return version.etag();
  }
}
