package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Key;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.StoreFeatures;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/// Finds out which conditions a server judges, since one that does not know a header ignores it and
/// overwrites what it was to spare. Asked once, before the first verb with a condition: of a small
/// object of a random name beside the verb's key, which is gone afterwards.
final class Features {
  private static final String PROBE = "openfiles-probe-";

  /// No object has it.
  private static final String OTHER = "\"00000000000000000000000000000000\"";

  private final Bucket bucket;
  private final RandomGenerator random;
  private @Nullable StoreFeatures found;

  Features(Bucket bucket, RandomGenerator random) {
    this.bucket = bucket;
    this.random = random;
  }

  boolean judgesPut(Key key, Precondition precondition) throws IOException {
    return precondition instanceof Precondition.None || at(key).conditionalPuts();
  }

  boolean judgesCopy(Key key, Precondition precondition) throws IOException {
    return precondition instanceof Precondition.None || at(key).conditionalCopies();
  }

  boolean judgesDelete(Key key) throws IOException {
    return at(key).conditionalDeletes();
  }

  StoreFeatures all() throws IOException {
    return beside("");
  }

  /// Beside a key, since credentials may hold for a prefix only.
  private StoreFeatures at(Key key) throws IOException {
    String parent = key.value().substring(0, key.value().lastIndexOf('/') + 1);
    return beside(parent.length() > Key.BYTES_MAX / 4 ? "" : parent);
  }

  private synchronized StoreFeatures beside(String parent) throws IOException {
    if (found == null) {
      String key = parent + PROBE + HexFormat.of().toHexDigits(random.nextLong());
      try {
        found = probe(new Key(key));
      } finally {
        delete(key);
      }
    }
    return found;
  }

  private StoreFeatures probe(Key key) throws IOException {
    boolean puts = isRefused(key, () -> put(key.value(), OTHER));
    if (puts) {
      bucket.attempts().run(Subject.of(key), () -> put(key.value(), null));
    }
    boolean copies = isRefused(key, () -> copy(key.value()));
    boolean deletes =
        isRefused(
            key,
            () ->
                bucket
                    .client()
                    .deleteObject(
                        request -> request.bucket(bucket.name()).key(key.value()).ifMatch(OTHER)));
    return new StoreFeatures(puts, copies, deletes);
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

  private Object copy(String key) {
    return bucket
        .client()
        .copyObject(
            request ->
                request
                    .destinationBucket(bucket.name())
                    .destinationKey(key)
                    .sourceBucket(bucket.name())
                    .sourceKey(key)
                    .metadataDirective(MetadataDirective.REPLACE)
                    .ifMatch(OTHER));
  }

  private void delete(String key) throws IOException {
    bucket
        .attempts()
        .run(
            Subject.of(key),
            () -> bucket.client().deleteObject(request -> request.bucket(bucket.name()).key(key)));
  }
}
