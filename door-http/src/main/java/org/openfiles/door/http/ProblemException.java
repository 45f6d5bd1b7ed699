package org.openfiles.door.http;

import java.io.IOException;
import org.openfiles.http.Headers;

/// A request that the door itself refuses. The detail is for the client: what is wrong, and what
/// would be right.
final class ProblemException extends IOException {
  private static final long serialVersionUID = 1;

  private final ProblemType type;
  private final String detail;
  private final transient Headers headers;

  ProblemException(ProblemType type, String detail) {
    this(type, detail, Headers.EMPTY);
  }

  /// @param headers that the answer has to have
  ProblemException(ProblemType type, String detail, Headers headers) {
    super(detail);
    this.type = type;
    this.detail = detail;
    this.headers = headers;
  }

  static ProblemException badRequest(String detail) {
    return new ProblemException(ProblemType.BAD_REQUEST, detail);
  }

  ProblemType type() {
    return type;
  }

  String detail() {
    return detail;
  }

  Headers headers() {
    return headers;
  }
}
