package org.openfiles.server.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The 64 hex digits that S3 shows an owner by, the same at every start.
final class CanonicalId {
  private CanonicalId() {}

  static String of(String accessKey) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("openfiles:" + accessKey).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
