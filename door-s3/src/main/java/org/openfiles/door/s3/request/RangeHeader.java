package org.openfiles.door.s3.request;

import java.util.Optional;
import org.openfiles.core.ByteRange;

/// The `Range` header (RFC 9110 section 14.2): one range of bytes. Several ranges, another unit and
/// broken syntax are as good as no header, as S3 has it.
public final class RangeHeader {
  private static final String UNIT = "bytes=";

  private RangeHeader() {}

  public static Optional<ByteRange> parse(String header) {
    if (!header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return Optional.empty();
    }
    String range = header.substring(UNIT.length());
    int dash = range.indexOf('-');
    if (dash < 0 || !isDigits(range, 0, dash) || !isDigits(range, dash + 1, range.length())) {
      return Optional.empty();
    }
    if (dash == 0) {
      return range.length() == 1
          ? Optional.empty()
          : Optional.of(new ByteRange.Last(number(range.substring(1))));
    }
    long first = number(range.substring(0, dash));
    long last = dash + 1 == range.length() ? Long.MAX_VALUE : number(range.substring(dash + 1));
    return last < first ? Optional.empty() : Optional.of(new ByteRange.Between(first, last));
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// Digits as a number; more than a long holds is past the end of every object, as its maximum is.
  private static long number(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (value > (Long.MAX_VALUE - 9) / 10) {
        return Long.MAX_VALUE;
      }
      value = 10 * value + (digits.charAt(i) - '0');
    }
    return value;
  }
}
