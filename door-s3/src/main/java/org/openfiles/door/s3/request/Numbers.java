package org.openfiles.door.s3.request;

import org.openfiles.door.s3.error.S3Exception;

/// Numbers that clients send.
public final class Numbers {
  private Numbers() {}

  /// A count from 0 up; one that is too large for an `int` is refused, as S3 does.
  public static int nonNegative(String text, String name) throws S3Exception {
    long value = parse(text);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw S3Exception.argument(
          value == NONE
              ? "Provided " + name + " not an integer or within integer range"
              : "Argument " + name + " must be an integer between 0 and 2147483647",
          name,
          text);
    }
    return (int) value;
  }

  /// A number between two others, both included.
  public static int between(int least, int most, String text, String name) throws S3Exception {
    long value = parse(text);
    if (value < least || value > most) {
      throw S3Exception.argument(
          "Argument " + name + " must be an integer between " + least + " and " + most + ".",
          name,
          text);
    }
    return (int) value;
  }

  /// The number of a part.
  public static int partNumber(String text) throws S3Exception {
    long value = parse(text);
    if (value < 1 || value > 10_000) {
      throw S3Exception.argument(
          "Part number must be an integer between 1 and 10000, inclusive.", "partNumber", text);
    }
    return (int) value;
  }

  private static final long NONE = Long.MIN_VALUE;

  private static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return NONE;
    }
  }
}
