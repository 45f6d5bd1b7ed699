package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that signatures of version 4 are made with: derived from a secret, a day and a region,
/// by four HMACs, and so kept.
final class SigningKeys {
  /// A client may name any region (and, in a presigned URL, any of eight days), so what is kept is
  /// bounded; beyond it everything is derived anew.
  private static final int KEPT_MAX = 1024;

  private final Map<Id, byte[]> kept = new ConcurrentHashMap<>();

  private record Id(String secretKey, String date, String region) {}

  byte[] of(Hasher hasher, User user, CredentialScope scope) {
    Id id = new Id(user.secretKey(), scope.date(), scope.region());
    byte[] key = kept.get(id);
    if (key == null) {
      key = derive(hasher, id);
      if (kept.size() >= KEPT_MAX) {
        kept.clear();
      }
      kept.put(id, key);
    }
    return key;
  }

  private static byte[] derive(Hasher hasher, Id id) {
    byte[] key = utf8("AWS4" + id.secretKey);
    key = hasher.hmac(key, utf8(id.date));
    key = hasher.hmac(key, utf8(id.region));
    key = hasher.hmac(key, utf8(CredentialScope.SERVICE));
    return hasher.hmac(key, utf8(CredentialScope.TERMINAL));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
