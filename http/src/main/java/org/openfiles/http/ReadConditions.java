package org.openfiles.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What a client makes reading depend on, in the order of RFC 9110 section 13.2.2: the etag headers
/// win over the date headers, and a date that is none is ignored.
public record ReadConditions(
    Optional<EntityTags> ifMatch,
    Optional<Instant> ifUnmodifiedSince,
    Optional<EntityTags> ifNoneMatch,
    Optional<Instant> ifModifiedSince) {

  private static final ReadConditions NONE =
      new ReadConditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// What the conditions say of a version.
  public enum Verdict {
    READ,
    NOT_MODIFIED,
    FAILED
  }

  /// Those of a GET or HEAD.
  public static ReadConditions of(Headers headers) {
    return of(headers, "");
  }

  /// Those whose headers have a prefix before their name.
  public static ReadConditions of(Headers headers, String prefix) {
    Optional<String> match = headers.first(prefix + "if-match");
    Optional<String> unmodified = headers.first(prefix + "if-unmodified-since");
    Optional<String> noneMatch = headers.first(prefix + "if-none-match");
    Optional<String> modified = headers.first(prefix + "if-modified-since");
    if (match.isEmpty() && unmodified.isEmpty() && noneMatch.isEmpty() && modified.isEmpty()) {
      return NONE;
    }
    return new ReadConditions(
        match.map(EntityTags::parse),
        unmodified.flatMap(HttpDate::parse),
        noneMatch.map(EntityTags::parse),
        modified.flatMap(HttpDate::parse));
  }

  /// What they say of a version with that etag (without quotes), last modified then.
  public Verdict judge(String etag, Instant lastModified) {
    // HTTP dates have no fractions of a second.
    Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    if (ifMatch.isPresent()) {
      if (!ifMatch.get().match(etag)) {
        return Verdict.FAILED;
      }
    } else if (ifUnmodifiedSince.isPresent() && modified.isAfter(ifUnmodifiedSince.get())) {
      return Verdict.FAILED;
    }
    if (ifNoneMatch.isPresent()) {
      return ifNoneMatch.get().matchWeakly(etag) ? Verdict.NOT_MODIFIED : Verdict.READ;
    }
    return ifModifiedSince.isPresent() && !modified.isAfter(ifModifiedSince.get())
        ? Verdict.NOT_MODIFIED
        : Verdict.READ;
  }
}
