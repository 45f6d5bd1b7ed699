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
}
