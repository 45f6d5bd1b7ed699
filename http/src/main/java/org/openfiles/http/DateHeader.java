package org.openfiles.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The `Date` field, encoded once a second.
final class DateHeader {
  /// IMF-fixdate, which has two digits for the day where the JDK's RFC 1123 formatter may have one.
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("'Date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT\r\n'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private volatile Line last;

  DateHeader(InstantSource clock) {
    this.clock = clock;
    last = Line.at(clock.millis() / 1000);
  }

  byte[] bytes() {
    long second = clock.millis() / 1000;
    Line line = last;
    if (line.second != second) {
      line = Line.at(second);
      last = line;
    }
    return line.bytes;
  }

  private static final class Line {
    private final long second;
    private final byte[] bytes;

    private Line(long second, byte[] bytes) {
      this.second = second;
      this.bytes = bytes;
    }

    static Line at(long second) {
      String text = FORMAT.format(Instant.ofEpochSecond(second));
      return new Line(second, text.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
