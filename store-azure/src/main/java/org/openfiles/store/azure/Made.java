package org.openfiles.store.azure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.openfiles.core.CompleteRequest;

/// Which completed upload made an object.
///
/// @param digest of the parts that it was made of
record Made(String upload, String digest) {

  static Made by(CompleteRequest request) {
    StringBuilder parts = new StringBuilder();
    for (CompleteRequest.PartReference part : request.parts()) {
      parts.append(part.number()).append(' ').append(part.etag().value()).append('\n');
    }
    return new Made(request.id().value(), digest(parts.toString()));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
