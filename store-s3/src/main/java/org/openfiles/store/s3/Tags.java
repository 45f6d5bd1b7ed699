package org.openfiles.store.s3;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import software.amazon.awssdk.services.s3.model.Tag;

/// The tags of an object, which S3 keeps apart: they change without a new version.
final class Tags {
  private final Bucket bucket;

  Tags(Bucket bucket) {
    this.bucket = bucket;
  }

  Map<String, String> read(Key key) throws IOException {
    Map<String, String> tags = new HashMap<>();
    bucket
        .attempts()
        .run(
            Subject.of(key),
            () ->
                bucket
                    .client()
                    .getObjectTagging(request -> request.bucket(bucket.name()).key(key.value())))
        .tagSet()
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  ObjectInfo replace(ObjectInfo object, Map<String, String> tags) throws IOException {
    if (!tags.equals(object.metadata().tags())) {
      Key key = object.key();
      List<Tag> set =
          tags.entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList();
      bucket
          .attempts()
          .run(
              Subject.of(key),
              () ->
                  bucket
                      .client()
                      .putObjectTagging(
                          request ->
                              request
                                  .bucket(bucket.name())
                                  .key(key.value())
                                  .tagging(tagging -> tagging.tagSet(set))));
    }
    return Reads.with(object, object.metadata().withTags(tags));
  }
}
