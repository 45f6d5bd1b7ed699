package org.openfiles.door.s3.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The content coding `aws-chunked`, which is framing of the request and no property of the object.
public final class AwsChunked {
  private AwsChunked() {}

  /// A `Content-Encoding` as it is to be stored: without `aws-chunked`, otherwise as it was sent;
  /// empty when nothing else was in it.
  public static Optional<String> strip(String contentEncoding) {
    // Nearly every value has none, and then not even its spaces change.
    if (!contentEncoding.contains("aws-chunked")) {
      return Optional.of(contentEncoding);
    }
    List<String> kept = new ArrayList<>(2);
    for (String coding : contentEncoding.split(",", -1)) {
      String trimmed = coding.strip();
      if (!trimmed.equals("aws-chunked") && !trimmed.isEmpty()) {
        kept.add(trimmed);
      }
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(String.join(",", kept));
  }
}
