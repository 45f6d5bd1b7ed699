package org.openfiles.http;

import java.util.List;
import java.util.Locale;

/// The head of a request, and what it says about the bytes that follow.
///
/// @param contentLength the length of the body, or [#CHUNKED]
record RequestHead(
    String method,
    String target,
    boolean http11,
    Headers headers,
    long contentLength,
    boolean keepAlive,
    boolean expectsContinue) {
  static final long CHUNKED = -1;

  /// Stands for a head that could not be read.
  static final RequestHead UNKNOWN =
      new RequestHead("GET", "/", true, Headers.EMPTY, 0, false, false);

  /// Derives what follows the head from its fields; refuses what two readers could frame
  /// differently (RFC 9112 section 6.3).
  static RequestHead of(String method, String target, boolean http11, Headers headers)
      throws BadRequestException {
    List<String> hosts = headers.all("Host");
    if (hosts.size() > 1 || (hosts.isEmpty() && http11)) {
      throw new BadRequestException("exactly one Host header is required");
    }
    // Another expectation may be answered with 417 or ignored (RFC 9110 section 10.1.1). S3 ignores
    // it.
    String expect = headers.firstOrNull("Expect");
    return new RequestHead(
        method,
        target,
        http11,
        headers,
        bodyLength(http11, headers),
        keepAlive(http11, headers),
        http11 && "100-continue".equalsIgnoreCase(expect));
  }

  private static long bodyLength(boolean http11, Headers headers) throws BadRequestException {
    List<String> encodings = headers.all("Transfer-Encoding");
    List<String> lengths = headers.all("Content-Length");
    if (!encodings.isEmpty()) {
      if (!lengths.isEmpty()) {
        throw new BadRequestException("both Content-Length and Transfer-Encoding");
      }
      if (!http11 || encodings.size() > 1) {
        throw new BadRequestException("unusable Transfer-Encoding");
      }
      if (!encodings.getFirst().equalsIgnoreCase("chunked")) {
        throw new BadRequestException(501, "unknown Transfer-Encoding");
      }
      return CHUNKED;
    }
    if (lengths.isEmpty()) {
      return 0;
    }
    String length = lengths.getFirst();
    if (lengths.stream().anyMatch(other -> !other.equals(length))) {
      throw new BadRequestException("differing Content-Length headers");
    }
    return parseLength(length);
  }

  private static long parseLength(String text) throws BadRequestException {
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new BadRequestException("invalid Content-Length");
    }
    return Long.parseLong(text);
  }

  private static boolean keepAlive(boolean http11, Headers headers) {
    List<String> fields = headers.all("Connection");
    if (fields.isEmpty()) {
      return http11;
    }
    if (fields.size() == 1 && fields.getFirst().equalsIgnoreCase("keep-alive")) {
      return true;
    }
    String options = String.join(",", fields).toLowerCase(Locale.ROOT).replaceAll("[ \t]", "");
    List<String> tokens = List.of(options.split(",", -1));
    return !tokens.contains("close") && (http11 || tokens.contains("keep-alive"));
  }
}
