package org.openfiles.http;

/// Makes the answer to a request that no handler could answer: a malformed or too large one, or one
/// whose handler failed. The reason is for the client: it names the fault and echoes nothing sent.
@FunctionalInterface
public interface ErrorPage {
  /// The reason alone, as a line of text.
  ErrorPage PLAIN = (status, reason) -> Response.of(status, "text/plain", reason + "\n");

  Response answer(int status, String reason);
}
