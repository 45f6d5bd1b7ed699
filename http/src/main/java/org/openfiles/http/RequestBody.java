package org.openfiles.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The bytes of a request, pulled piece by piece.
///
/// The client is held back while nothing is pulled, so memory stays bounded. A client that expects
/// `100-continue` gets it at the first pull, and never when the handler answers without pulling.
public interface RequestBody {
  /// The announced length; empty when the body is chunked. A request without a body has length 0.
  OptionalLong length();

  /// The next piece, never empty, or null at the end of the body.
  ///
  /// The buffer lives in pooled memory: it is valid only until the next call, and must not be kept.
  ///
  /// @throws java.io.EOFException when the client ended the body early
  /// @throws java.net.SocketTimeoutException when the client sent nothing for [Limits#bodyTimeout]
  @Nullable ByteBuffer next() throws IOException;
}
