package org.openfiles.http;

import java.nio.charset.StandardCharsets;

/// A response as it stood on the wire, with its framing taken off. Header values and `body` are
/// ISO-8859-1, so that tests see bytes.
record RawResponse(int status, String statusLine, Headers headers, String body) {
  byte[] bytes() {
    return body.getBytes(StandardCharsets.ISO_8859_1);
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  String header(String name) {
    return headers.first(name).orElse("absent");
  }
}
