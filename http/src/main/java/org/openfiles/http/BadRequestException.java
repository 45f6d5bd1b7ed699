package org.openfiles.http;

import java.net.ProtocolException;

/// A request that breaks the protocol: where its next byte belongs is unknown, so it is the last of
/// its connection.
final class BadRequestException extends ProtocolException {
  private static final long serialVersionUID = 1;

  private final int status;

  BadRequestException(int status, String reason) {
    super(reason);
    this.status = status;
  }

  BadRequestException(String reason) {
    this(400, reason);
  }

  int status() {
    return status;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
