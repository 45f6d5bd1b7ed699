package org.openfiles.door.s3.request;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.PercentCode;

/// Tags as S3 allows them: at most ten on an object, names of 1 to 128 characters and values of up
/// to 256, letters, digits, white space and `+-=._:/@`, none beginning with `aws:`.
public final class TagSet {
  public static final int PER_OBJECT_MAX = 10;
  private static final int NAME_MAX = 128;
  private static final int VALUE_MAX = 256;

  private TagSet() {}

  /// Reads the header `x-amz-tagging`, which is written like a query string.
  public static Map<String, String> parseHeader(String header) throws S3Exception {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int start = 0; start <= header.length(); ) {
      int end = header.indexOf('&', start);
      if (end < 0) {
        end = header.length();
      }
      if (end > start) {
        int equals = header.indexOf('=', start);
        boolean valued = equals >= 0 && equals < end;
        String name = decode(header.substring(start, valued ? equals : end));
        if (name.isEmpty() || tags.containsKey(name)) {
          throw malformed();
        }
        put(tags, name, valued ? decode(header.substring(equals + 1, end)) : "");
      }
      start = end + 1;
    }
    return requireAtMost(tags, PER_OBJECT_MAX);
  }

  /// Adds a tag, checked.
  public static void put(Map<String, String> tags, String name, String value) throws S3Exception {
    if (name.isEmpty()
        || name.codePointCount(0, name.length()) > NAME_MAX
        || name.startsWith("aws:")
        || !isAllowed(name)) {
      throw S3Error.INVALID_TAG.exception("The TagKey you have provided is invalid");
    }
    if (value.codePointCount(0, value.length()) > VALUE_MAX || !isAllowed(value)) {
      throw S3Error.INVALID_TAG.exception("The TagValue you have provided is invalid");
    }
    if (tags.putIfAbsent(name, value) != null) {
      throw S3Error.INVALID_TAG.exception("Cannot provide multiple Tags with the same key");
    }
  }

  public static Map<String, String> requireAtMost(Map<String, String> tags, int max)
      throws S3Exception {
    if (tags.size() > max) {
      throw S3Error.BAD_REQUEST.exception(
          max == PER_OBJECT_MAX
              ? "Object tags cannot be greater than " + max
              : "Bucket tag count cannot be greater than " + max);
    }
    return tags;
  }

  private static String decode(String encoded) throws S3Exception {
    return PercentCode.decodeForm(encoded).orElseThrow(TagSet::malformed);
  }

  private static S3Exception malformed() {
    return S3Exception.argument(
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
            + " parameters without tag name duplicates.",
        "x-amz-tagging",
        "");
  }

  private static boolean isAllowed(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                Character.isLetterOrDigit(c)
                    || Character.isSpaceChar(c)
                    || (c < 0x80 && "+-=._:/@".indexOf(c) >= 0));
  }
}
