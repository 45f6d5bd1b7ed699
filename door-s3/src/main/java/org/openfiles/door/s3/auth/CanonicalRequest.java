package org.openfiles.door.s3.auth;

import java.util.List;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

/// What of a request is signed by version 4, as the text that the specification makes of it
/// ("Create a canonical request", for S3: the path is encoded once and not normalized).
///
/// @param signedHeaders names in lower case, joined by `;`
/// @param payloadHash the SHA-256 of the payload, or the word that stands in its place
record CanonicalRequest(
    String method,
    String rawPath,
    String rawQuery,
    Headers headers,
    String signedHeaders,
    String payloadHash) {
  static final String SIGNATURE_PARAMETER = "X-Amz-Signature";

  void appendTo(ByteText text) throws S3Exception {
    text.append(method).append('\n');
    UriCoding.path(rawPath, text);
    text.append('\n');
    if (!rawQuery.isEmpty()) {
      UriCoding.query(rawQuery, SIGNATURE_PARAMETER, text);
    }
    text.append('\n');
    int from = 0;
    while (from <= signedHeaders.length()) {
      int end = signedHeaders.indexOf(';', from);
      if (end < 0) {
        end = signedHeaders.length();
      }
      appendHeader(signedHeaders.substring(from, end), text);
      from = end + 1;
    }
    text.append('\n').append(signedHeaders).append('\n').append(payloadHash);
  }

  private void appendHeader(String name, ByteText text) {
    text.append(name).append(':');
    List<String> values = headers.all(name);
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      appendTrimmed(values.get(i), text);
    }
    text.append('\n');
  }

  /// Appends a value without the spaces around it, and with one space for every run of them.
  private static void appendTrimmed(String value, ByteText text) {
    int end = value.length();
    while (end > 0 && isSpace(value.charAt(end - 1))) {
      end--;
    }
    int from = 0;
    while (from < end && isSpace(value.charAt(from))) {
      from++;
    }
    int doubled = value.indexOf("  ", from);
    if (doubled < 0 || doubled >= end) {
      text.append(value, from, end);
      return;
    }
    StringBuilder collapsed = new StringBuilder(end - from);
    for (int i = from; i < end; i++) {
      char c = value.charAt(i);
      if (c != ' ' || value.charAt(i - 1) != ' ') {
        collapsed.append(c);
      }
    }
    text.append(collapsed.toString());
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /// Whether a header is among the signed ones, whatever its case.
  static boolean isSigned(String signedHeaders, String name) {
    int at = 0;
    while (at <= signedHeaders.length() - name.length()) {
      int end = at + name.length();
      if (signedHeaders.regionMatches(true, at, name, 0, name.length())
          && (end == signedHeaders.length() || signedHeaders.charAt(end) == ';')) {
        return true;
      }
      int next = signedHeaders.indexOf(';', at);
      if (next < 0) {
        return false;
      }
      at = next + 1;
    }
    return false;
  }
}
