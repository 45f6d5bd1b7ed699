package org.openfiles.store.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openfiles.core.Checksum;
import org.openfiles.core.ETag;

/// Etags as S3 writes them: in quotes, and by a rule that tells how the object came.
final class ETags {
  private static final Pattern OF_PARTS = Pattern.compile("[0-9a-f]{32}-([1-9][0-9]{0,4})");
  private static final Pattern OF_BYTES = Pattern.compile("[0-9a-f]{32}");

  private ETags() {}

  /// Out of a header or a document; some servers forget the quotes.
  static ETag parse(String text) {
    boolean quoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
    return new ETag(quoted ? text.substring(1, text.length() - 1) : text);
  }

  /// In how many parts an object was uploaded, which S3 tells nowhere else in passing.
  static int partCount(ETag etag) {
    Matcher matcher = OF_PARTS.matcher(etag.value());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /// What an object that is uploaded whole will have, unless it is encrypted in a way that hides
  /// it.
  static ETag ofBytes(Checksum md5) {
    return new ETag(HexFormat.of().formatHex(md5.bytes()));
  }

  /// What the object will have that is made of these parts, unless it is encrypted in a way that
  /// hides it.
  static Optional<ETag> ofParts(List<ETag> parts) {
    MessageDigest md5 = md5();
    for (ETag part : parts) {
      if (!OF_BYTES.matcher(part.value()).matches()) {
        return Optional.empty();
      }
      md5.update(HexFormat.of().parseHex(part.value()));
    }
    return Optional.of(new ETag(hex(md5) + "-" + parts.size()));
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
