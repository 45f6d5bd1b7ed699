package org.openfiles.http;

import java.util.Optional;

/// The `Range` header (RFC 9110 section 14.2) when it asks for one range of bytes. Several ranges,
/// another unit and broken syntax are as good as no header.
public sealed interface RangeHeader {
  String UNIT = "bytes=";

  /// From `first` to `last`, both included; [Long#MAX_VALUE] where the end is left open.
  record Between(long first, long last) implements RangeHeader {}

  /// The last `length` bytes.
  record Last(long length) implements RangeHeader {}

  static Optional<RangeHeader> parse(String header) {
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
          : Optional.of(new Last(number(range.substring(1))));
    }
    long first = number(range.substring(0, dash));
    long last = dash + 1 == range.length() ? Long.MAX_VALUE : number(range.substring(dash + 1));
    return last < first ? Optional.empty() : Optional.of(new Between(first, last));
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// Digits as a number; more than a long holds is past the end of every file, as its maximum is.
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
