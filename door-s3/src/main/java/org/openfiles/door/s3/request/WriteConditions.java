package org.openfiles.door.s3.request;

import java.util.Optional;
import org.openfiles.core.ETag;
import org.openfiles.core.Precondition;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.EntityTags;
import org.openfiles.http.Headers;

/// What a client makes a write depend on, as the store's own precondition: the store checks it in
/// the instant of the write.
public final class WriteConditions {
  private WriteConditions() {}

  /// Of PutObject, CopyObject and CompleteMultipartUpload: `If-None-Match: *` or `If-Match` with
  /// one etag. S3 implements no other form, and says so.
  public static Precondition of(Headers headers) throws S3Exception {
    Optional<String> match = headers.first("if-match");
    Optional<String> noneMatch = headers.first("if-none-match");
    if (noneMatch.isEmpty()) {
      return optional(match);
    }
    if (match.isPresent() || !EntityTags.parse(noneMatch.get()).any()) {
      throw unacceptable("If-None-Match");
    }
    return Precondition.ABSENT;
  }

  /// Of DeleteObject: `If-Match` with one etag or `*`.
  public static Precondition ofDelete(Headers headers) throws S3Exception {
    return optional(headers.first("if-match"));
  }

  /// What `If-Match` demands, where it is sent.
  public static Precondition optional(Optional<String> ifMatch) throws S3Exception {
    return ifMatch.isEmpty() ? Precondition.NONE : matching(ifMatch.get());
  }

  /// One etag, or `*` for any version.
  private static Precondition matching(String header) throws S3Exception {
    EntityTags tags = EntityTags.parse(header);
    if (tags.any()) {
      return Precondition.EXISTS;
    }
    if (tags.tags().size() != 1 || tags.tags().getFirst().value().isEmpty()) {
      throw unacceptable("If-Match");
    }
    EntityTags.Tag tag = tags.tags().getFirst();
    // A weak tag matches nothing (RFC 9110 section 13.1.1): no etag of ours begins so.
    return new Precondition.Matches(new ETag(tag.weak() ? "W/" + tag.value() : tag.value()));
  }

  private static S3Exception unacceptable(String header) {
    return S3Error.NOT_IMPLEMENTED
        .exception()
        .with("Header", header)
        .with(
            "additionalMessage",
            "We don't accept the provided value of " + header + " header for this API");
  }
}
