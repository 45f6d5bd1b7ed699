package org.openfiles.http;

import java.io.IOException;

/// Answers one request.
///
/// Called on a virtual thread and free to block; one connection has at most one call under way, so
/// pipelined requests are answered in order. What it throws becomes a 500 [ErrorPage], except that
/// an [IOException] because the client went away is not an error of the server.
@FunctionalInterface
public interface Handler {
  Response handle(Request request) throws IOException;

  /// Whether the answer to a request takes about as long as reading a small file from memory. Such
  /// a request, when it has no body, is answered on the thread that moves the bytes of many
  /// connections: that spares two changes of threads, and everybody waits for it meanwhile.
  default boolean isBrief(Request request) {
    return false;
  }
}
