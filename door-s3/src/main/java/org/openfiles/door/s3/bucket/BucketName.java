package org.openfiles.door.s3.bucket;

import java.util.List;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// The names that a new bucket may have ("General purpose bucket naming rules"), with the stricter
/// rule of DNS that a label neither begins nor ends with a hyphen. Buckets that are there already
/// are found under whatever name they have.
public final class BucketName {
  private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketName() {}

  public static String require(String name) throws S3Exception {
    if (!isLegal(name)) {
      throw S3Error.INVALID_BUCKET_NAME.exception().with("BucketName", name);
    }
    return name;
  }

  /// Whether a new bucket may be called so.
  public static boolean isLegal(String name) {
    return name.length() >= 3
        && name.length() <= 63
        && hasLegalLabels(name)
        && !isIpAddress(name)
        && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
        && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
  }

  private static boolean hasLegalLabels(String name) {
    char previous = '.';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      boolean legal =
          switch (c) {
            case '.' -> previous != '.' && previous != '-';
            case '-' -> previous != '.';
            default -> alphanumeric;
          };
      if (!legal) {
        return false;
      }
      previous = c;
    }
    return previous != '.' && previous != '-';
  }

  private static boolean isIpAddress(String name) {
    int dots = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3;
  }
}
