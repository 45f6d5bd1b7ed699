package org.openfiles.door.s3.list;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.openfiles.core.ListRequest;
import org.openfiles.door.s3.error.S3Exception;

/// Where the next page begins, in a form that a client hands back and does not look into. A forged
/// one begins a page elsewhere in the same bucket, and nothing worse.
final class ContinuationToken {
  private static final char KEY = 'k';
  private static final char PREFIX = 'p';

  private ContinuationToken() {}

  static String of(ListRequest.Start start) {
    String text =
        switch (start) {
          case ListRequest.Start.AfterKey(String key) -> KEY + key;
          case ListRequest.Start.AfterPrefix(String prefix) -> PREFIX + prefix;
        };
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static ListRequest.Start parse(String token) throws S3Exception {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw incorrect(token);
    }
    if (text.length() < 2) {
      throw incorrect(token);
    }
    return switch (text.charAt(0)) {
      case KEY -> new ListRequest.Start.AfterKey(text.substring(1));
      case PREFIX -> new ListRequest.Start.AfterPrefix(text.substring(1));
      default -> throw incorrect(token);
    };
  }

  private static S3Exception incorrect(String token) {
    return S3Exception.argument(
        "The continuation token provided is incorrect", "continuation-token", token);
  }
}
