package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Key;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.StoreFeatures;
import org.openfiles.core.TemporaryName;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/// Finds out which conditions a server judges, since one that does not know a header ignores it and
/// overwrites what it was to spare. Asked once, before the first verb with a condition: of a small
/// object of a random name beside the verb's key, which is gone afterwards.
final class Features {
  /// No object has it.
  private static final String OTHER = "\"00000000000000000000000000000000\"";

  private final Bucket bucket;
  private final RandomGenerator random;
  private @Nullable Found found;

  /// @param pinnedCopies whether a copy fails when its source is no more the version it is to be
  private record Found(StoreFeatures features, boolean pinnedCopies) {}

  Features(Bucket bucket, RandomGenerator random) {
    this.bucket = bucket;
    this.random = random;
  }

  boolean judgesPut(Key key, Precondition precondition) throws IOException {
    return precondition instanceof Precondition.None || at(key).features().conditionalPuts();
  }

  boolean judgesCopy(Key key, Precondition precondition) throws IOException {
    return precondition instanceof Precondition.None || at(key).features().conditionalCopies();
  }

  boolean judgesDelete(Key key) throws IOException {
    return at(key).features().conditionalDeletes();
  }

  /// Whether a copy is sure to be of one version of its source.
  boolean pinsCopies(Key key) throws IOException {
    return at(key).pinnedCopies();
  }

  StoreFeatures all() throws IOException {
    return beside("").features();
  }

  /// Beside a key, since credentials may hold for a prefix only.
  private Found at(Key key) throws IOException {
    String parent = key.value().substring(0, key.value().lastIndexOf('/') + 1);
    return beside(parent.length() > Key.BYTES_MAX / 4 ? "" : parent);
  }

  private synchronized Found beside(String parent) throws IOException {
    if (found == null) {
      // A name that no door lists, should this process end before it is gone again.
      String key = parent + TemporaryName.next(random);
      try {
        found = probe(new Key(key));
      } finally {
        delete(key);
      }
    }
    return found;
  }

  private Found probe(Key key) throws IOException {
    boolean puts = isRefused(key, () -> put(key.value(), OTHER));
    if (puts) {
      bucket.attempts().run(Subject.of(key), () -> put(key.value(), null));
    }
    boolean copies = isRefused(key, () -> copy(key.value(), copy -> copy.ifMatch(OTHER)));
    boolean pinned = isRefused(key, () -> copy(key.value(), copy -> copy.copySourceIfMatch(OTHER)));
    boolean deletes =
        isRefused(
            key,
            () ->
                bucket
                    .client()
                    .deleteObject(
                        request -> request.bucket(bucket.name()).key(key.value()).ifMatch(OTHER)));
    return new Found(new StoreFeatures(puts, copies, deletes), pinned);
  }

  private boolean isRefused(Key key, Attempts.Call<?> call) throws IOException {
    try {
      bucket.attempts().run(Subject.of(key), call);
      return false;
    } catch (PreconditionFailedException | NoSuchFileException _) {
      return true;
    } catch (UnsupportedOperationException _) {
      // It knows the header, and says that it does not judge it.
      return false;
    }
  }

  private Object put(String key, @Nullable String match) {
    return bucket
        .client()
        .putObject(
            request -> request.bucket(bucket.name()).key(key).ifMatch(match), RequestBody.empty());
  }

  private Object copy(String key, Consumer<CopyObjectRequest.Builder> condition) {
    CopyObjectRequest.Builder copy =
        CopyObjectRequest.builder()
            .destinationBucket(bucket.name())
            .destinationKey(key)
            .sourceBucket(bucket.name())
            .sourceKey(key)
            .metadataDirective(MetadataDirective.REPLACE);
    condition.accept(copy);
    return bucket.client().copyObject(copy.build());
  }

  private void delete(String key) throws IOException {
    bucket
        .attempts()
        .run(
            Subject.of(key),
            () -> bucket.client().deleteObject(request -> request.bucket(bucket.name()).key(key)));
  }
}
