package org.openfiles.door.s3.checksum;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

/// What a request says about the checksum of its payload.
///
/// @param algorithm what is to be computed and kept; empty when the request names none
/// @param expected what it must be, when a header said so
/// @param trailing whether a trailing header will say what it must be
public record RequestedChecksum(
    Optional<ChecksumAlgorithm> algorithm, Optional<Checksum> expected, boolean trailing) {
  public static final RequestedChecksum NONE =
      new RequestedChecksum(Optional.empty(), Optional.empty(), false);

  /// Refuses a request with more than one `x-amz-checksum-*`.
  public static void requireOne(Headers headers) throws S3Exception {
    requireOne(valueHeaders(headers).size());
  }

  private static void requireOne(int checksums) throws S3Exception {
    if (checksums > 1) {
      throw S3Error.INVALID_REQUEST.exception(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
  }

  private static List<String> valueHeaders(Headers headers) {
    List<String> values = new ArrayList<>(1);
    headers.forEach(
        (name, value) -> {
          // Cheap for the headers of all other names, which are nearly all there are.
          if (name.length() > ChecksumNames.PREFIX.length()
              && name.regionMatches(
                  true, 0, ChecksumNames.PREFIX, 0, ChecksumNames.PREFIX.length())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (ChecksumNames.isValueHeader(lower)) {
              values.add(lower);
            }
          }
        });
    return values;
  }

  /// Reads `x-amz-checksum-*`, `x-amz-trailer` and `x-amz-sdk-checksum-algorithm`.
  public static RequestedChecksum of(Headers headers) throws S3Exception {
    List<String> values = valueHeaders(headers);
    Optional<String> trailer = trailer(headers);
    requireOne(values.size() + (trailer.isPresent() ? 1 : 0));
    RequestedChecksum requested = NONE;
    if (trailer.isPresent()) {
      requested =
          new RequestedChecksum(
              Optional.of(ChecksumNames.ofHeader(trailer.get())), Optional.empty(), true);
    } else if (!values.isEmpty()) {
      requested = expected(values.getFirst(), headers);
    }
    requested.agreeWith(headers.first("x-amz-sdk-checksum-algorithm"));
    return requested;
  }

  /// The same, with an algorithm to compute where the request names none.
  public RequestedChecksum orElse(ChecksumAlgorithm standard) {
    return algorithm.isPresent()
        ? this
        : new RequestedChecksum(Optional.of(standard), Optional.empty(), false);
  }

  private static RequestedChecksum expected(String header, Headers headers) throws S3Exception {
    ChecksumAlgorithm algorithm = ChecksumNames.ofHeader(header);
    Optional<Checksum> expected = ChecksumNames.parse(algorithm, headers.first(header).orElse(""));
    if (expected.isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception("Value for " + header + " header is invalid.");
    }
    return new RequestedChecksum(Optional.of(algorithm), expected, false);
  }

  private static Optional<String> trailer(Headers headers) throws S3Exception {
    Optional<String> trailer =
        headers.first("x-amz-trailer").map(value -> value.strip().toLowerCase(Locale.ROOT));
    if (trailer.isPresent() && !ChecksumNames.isValueHeader(trailer.get())) {
      throw S3Error.INVALID_REQUEST.exception(
          "The value specified in the x-amz-trailer header is not supported");
    }
    return trailer;
  }

  private void agreeWith(Optional<String> sdkAlgorithm) throws S3Exception {
    if (sdkAlgorithm.isEmpty()) {
      return;
    }
    ChecksumAlgorithm named = ChecksumNames.sdkAlgorithm(sdkAlgorithm.get());
    if (algorithm.isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception(
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    if (algorithm.get() != named) {
      throw S3Error.INVALID_REQUEST.exception(
          "Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
  }
}
