package org.openfiles.door.s3.auth;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A SHA-256, an HMAC of it, and a buffer to build texts in: what verifying one signature takes.
///
/// Making them costs more than using them, and thread-locals help no virtual thread; so they are
/// lent out of a pool ([#borrow], [#giveBack]). There are as many as were ever used at a time,
/// which is about one per core, since nobody blocks while holding one.
final class Hasher {
  private static final ConcurrentLinkedDeque<Hasher> POOL = new ConcurrentLinkedDeque<>();

  private final MessageDigest sha256;
  private final Mac mac;
  private final ByteText text = new ByteText();

  private Hasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
      mac = Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  static Hasher borrow() {
    Hasher hasher = POOL.pollFirst();
    return hasher == null ? new Hasher() : hasher;
  }

  static void giveBack(Hasher hasher) {
    POOL.offerFirst(hasher);
  }

  /// A SHA-256 for whoever needs one longer than a signature takes.
  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  /// The buffer, empty.
  ByteText text() {
    return text.clear();
  }

  byte[] sha256(ByteText source) {
    sha256.update(source.array(), 0, source.length());
    return sha256.digest();
  }

  byte[] hmac(byte[] key, ByteText source) {
    init(key);
    mac.update(source.array(), 0, source.length());
    return mac.doFinal();
  }

  byte[] hmac(byte[] key, byte[] source) {
    init(key);
    return mac.doFinal(source);
  }

  private void init(byte[] key) {
    try {
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("an HMAC takes any key", e);
    }
  }
}
