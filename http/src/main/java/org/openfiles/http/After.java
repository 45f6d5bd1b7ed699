package org.openfiles.http;

/// What becomes of a connection after an exchange.
enum After {
  /// It carries the next request.
  NEXT,
  /// It is closed once everything is sent.
  CLOSE,
  /// As `CLOSE`, but the client may still be sending what nobody will read.
  LINGER,
  /// It is closed at once, so that the client sees that the response is not whole.
  CUT
}
