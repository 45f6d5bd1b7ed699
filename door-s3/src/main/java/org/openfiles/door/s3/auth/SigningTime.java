package org.openfiles.door.s3.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// When a request was signed, to the second.
///
/// @param text in the basic form of ISO 8601, `20130524T000000Z`, as it is signed
record SigningTime(String text, long epochSecond) {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  static SigningTime of(Instant instant) {
    return of(instant.getEpochSecond());
  }

  private static SigningTime of(long epochSecond) {
    return new SigningTime(BASIC.format(Instant.ofEpochSecond(epochSecond)), epochSecond);
  }

  /// The day, `20130524`.
  String date() {
    return text.substring(0, 8);
  }

  Instant instant() {
    return Instant.ofEpochSecond(epochSecond);
  }

  /// Reads the form `20130524T000000Z`.
  static Optional<SigningTime> basic(String text) {
    if (text.length() != 16 || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return Optional.empty();
    }
    Optional<Long> second =
        epochSecond(
            number(text, 0, 4),
            number(text, 4, 6),
            number(text, 6, 8),
            number(text, 9, 11),
            number(text, 11, 13),
            number(text, 13, 15));
    return second.map(value -> new SigningTime(text, value));
  }

  /// Reads the form of HTTP, `Fri, 24 May 2013 00:00:00 GMT`. The day of the week is not looked at,
  /// and times before 1970 are none: no clock is that wrong.
  static Optional<SigningTime> http(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split(" +", -1);
    if (words.length != 6 || !isZero(words[5]) || !words[0].endsWith(",")) {
      return Optional.empty();
    }
    String clock = words[4];
    if (clock.length() != 8 || clock.charAt(2) != ':' || clock.charAt(5) != ':') {
      return Optional.empty();
    }
    return epochSecond(
            number(words[3], 0, words[3].length()),
            MONTHS.indexOf(words[2]) + 1,
            number(words[1], 0, words[1].length()),
            number(clock, 0, 2),
            number(clock, 3, 5),
            number(clock, 6, 8))
        .map(SigningTime::of);
  }

  /// Reads either form.
  static Optional<SigningTime> any(String text) {
    Optional<SigningTime> basic = basic(text);
    return basic.isPresent() ? basic : http(text);
  }

  private static boolean isZero(String zone) {
    return zone.equals("gmt") || zone.equals("utc") || zone.equals("+0000") || zone.equals("-0000");
  }

  private static Optional<Long> epochSecond(
      int year, int month, int day, int hour, int minute, int second) {
    if (year < 1970 || year > 9999 || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return Optional.empty();
    }
    if (second < 0 || second > 60) {
      return Optional.empty();
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Optional.of(((days * 24 + hour) * 60 + minute) * 60 + second);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// The number in digits between two indexes; -1 when there's anything else.
  private static int number(String text, int from, int to) {
    if (to <= from || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
