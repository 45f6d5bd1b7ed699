package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;

/// DELETE.
final class Deletion {
  private final Bucket bucket;
  private final Reads reads;
  private final Conditions conditions;
  private final Features features;

  Deletion(Bucket bucket, Reads reads, Conditions conditions, Features features) {
    this.bucket = bucket;
    this.reads = reads;
    this.conditions = conditions;
    this.features = features;
  }

  void run(Key key, Precondition precondition) throws IOException {
    switch (precondition) {
      case Precondition.None _ -> unconditionally(key);
      case Precondition.Absent _ -> {
        ObjectInfo present = reads.head(key);
        throw new PreconditionFailedException(
            key.value(), "is there: etag=" + present.etag().value());
      }
      case Precondition.Exists _, Precondition.Matches _ ->
          conditions.run(
              key, precondition, features.judgesDelete(key), condition -> delete(key, condition));
    }
  }

  private void unconditionally(Key key) throws IOException {
    try {
      delete(key, new Condition.None());
    } catch (NoSuchFileException _) {
      // Some servers say so; nothing is there, as it was to be.
    }
  }

  private DeleteObjectResponse delete(Key key, Condition condition) throws IOException {
    DeleteObjectRequest request =
        DeleteObjectRequest.builder()
            .bucket(bucket.name())
            .key(key.value())
            .ifMatch(condition.ifMatch())
            .build();
    return bucket
        .attempts()
        .run(
            Subject.of(key),
            () -> bucket.client().deleteObject(request),
            refusal ->
                // An earlier try removed it.
                refusal instanceof NoSuchFileException
                    ? Optional.of(DeleteObjectResponse.builder().build())
                    : Optional.empty());
  }
}
