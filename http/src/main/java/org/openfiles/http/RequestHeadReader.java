package org.openfiles.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads request heads, strictly (RFC 9112 sections 2 to 5).
final class RequestHeadReader {
  private static final int METHOD_BYTES = 32;
  private static final int EMPTY_LINES = 4;

  private final LineReader lines;
  private final Limits limits;

  RequestHeadReader(LineReader lines, Limits limits) {
    this.lines = lines;
    this.limits = limits;
  }

  /// @throws BadRequestException when the head is malformed or too large
  RequestHead read(long until) throws IOException {
    int length = requestLineLength(until);
    int methodEnd = lines.indexOf(' ', 0);
    int targetEnd = lines.indexOf(' ', methodEnd + 1);
    if (methodEnd <= 0 || methodEnd > METHOD_BYTES || targetEnd < 0) {
      throw new BadRequestException("malformed request line");
    }
    for (int i = 0; i < methodEnd; i++) {
      if (!HeaderSyntax.isTokenChar(lines.at(i))) {
        throw new BadRequestException("malformed method");
      }
    }
    String method = lines.text(0, methodEnd);
    String target = lines.text(methodEnd + 1, targetEnd);
    boolean http11 = http11(lines.text(targetEnd + 1, length));
    Headers headers = headers(until);
    if (target.startsWith("/")) {
      requireTargetChars(target);
      return RequestHead.of(method, target, http11, headers);
    }
    if (target.equals("*") && method.equals("OPTIONS")) {
      return RequestHead.of(method, target, http11, headers);
    }
    return absolute(method, target, http11, headers);
  }

  /// Skips the few empty lines that some clients send after a body.
  private int requestLineLength(long until) throws IOException {
    for (int i = 0; i < EMPTY_LINES; i++) {
      int length = lines.next(limits.requestLineBytes(), until);
      if (length < 0) {
        throw new BadRequestException(414, "request line is too long");
      }
      if (length > 0) {
        return length;
      }
    }
    throw new BadRequestException("no request line");
  }

  private static boolean http11(String version) throws BadRequestException {
    return switch (version) {
      case "HTTP/1.1" -> true;
      case "HTTP/1.0" -> false;
      default ->
          throw version.matches("HTTP/[0-9]\\.[0-9]")
              ? new BadRequestException(505, "only HTTP/1.1 and HTTP/1.0 are served")
              : new BadRequestException("malformed request line");
    };
  }

  private static void requireTargetChars(String target) throws BadRequestException {
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) == 0x7f) {
        throw new BadRequestException("malformed request target");
      }
    }
  }

  /// The absolute form, `http://host/path`: its host counts, whatever the Host header says (RFC
  /// 9112 section 3.2.2).
  private static RequestHead absolute(String method, String target, boolean http11, Headers headers)
      throws BadRequestException {
    String lower = target.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new BadRequestException("malformed request target");
    }
    requireTargetChars(target);
    int host = target.indexOf("://") + 3;
    int end = host;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    String rest = target.substring(end);
    return RequestHead.of(
        method,
        rest.startsWith("/") ? rest : "/" + rest,
        http11,
        headers.toBuilder().set("Host", target.substring(host, end)).build());
  }

  private Headers headers(long until) throws IOException {
    List<String> pairs = new ArrayList<>(32);
    int left = limits.headerBytes();
    for (int length = nextHeader(left, until); length > 0; length = nextHeader(left, until)) {
      left -= length + 2;
      int colon = lines.indexOf(':', 0);
      requireName(colon);
      int from = colon + 1;
      int to = length;
      while (from < to && isSpace(lines.at(from))) {
        from++;
      }
      while (to > from && isSpace(lines.at(to - 1))) {
        to--;
      }
      for (int i = from; i < to; i++) {
        if (!HeaderSyntax.isValueChar(lines.at(i) & 0xff)) {
          throw new BadRequestException("control character in header value");
        }
      }
      pairs.add(lines.text(0, colon));
      pairs.add(lines.text(from, to));
    }
    return Headers.trusted(pairs.toArray(String[]::new));
  }

  private int nextHeader(int limit, long until) throws IOException {
    int length = lines.next(limit, until);
    if (length < 0) {
      throw new BadRequestException(431, "headers are too large");
    }
    return length;
  }

  /// A folded line fails here as well: a name has no space.
  private void requireName(int colon) throws BadRequestException {
    if (colon <= 0) {
      throw new BadRequestException("malformed header line");
    }
    for (int i = 0; i < colon; i++) {
      if (!HeaderSyntax.isTokenChar(lines.at(i))) {
        throw new BadRequestException("malformed header name");
      }
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }
}
