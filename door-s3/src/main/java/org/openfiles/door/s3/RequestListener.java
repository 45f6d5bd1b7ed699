package org.openfiles.door.s3;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.openfiles.door.s3.request.Operation;

/// Is told of every request once its answer has left: for the access log and for metrics.
@FunctionalInterface
public interface RequestListener {
  RequestListener NONE = event -> {};

  void served(Event event);

  /// A finished request.
  ///
  /// @param id told to the client; empty when the request was too malformed to be looked at
  /// @param operation empty when it was of none
  /// @param user the access key that it was sent with; empty when it was anonymous or refused
  /// @param bucket the bucket named; empty for none
  /// @param key the key named; empty for none
  /// @param target path and query as sent, but for signatures
  /// @param status what was answered; 499 when the client went away before
  /// @param error the code of the error document; empty for none
  /// @param bytesIn of the body, as sent
  /// @param bytesOut of the body, as answered
  /// @param complete whether the answer was sent whole
  record Event(
      String id,
      InetSocketAddress remote,
      String method,
      String target,
      Optional<Operation> operation,
      Optional<String> user,
      String bucket,
      String key,
      int status,
      Optional<String> error,
      long bytesIn,
      long bytesOut,
      long durationNanos,
      boolean complete) {}
}
