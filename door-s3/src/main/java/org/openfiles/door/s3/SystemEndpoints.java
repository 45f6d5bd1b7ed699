package org.openfiles.door.s3;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.request.Address;
import org.openfiles.http.Request;
import org.openfiles.http.Response;

/// What the port answers beside S3: `GET /healthz`, `GET /metrics` and `POST /_admin/presign`. The
/// first two are legal names of buckets: where there is such a bucket, the path is the bucket's.
final class SystemEndpoints {
  private final Volumes volumes;
  private final Supplier<String> metrics;
  private final AdminPresign presign;

  SystemEndpoints(Volumes volumes, Supplier<String> metrics, AdminPresign presign) {
    this.volumes = volumes;
    this.metrics = metrics;
    this.presign = presign;
  }

  /// @param address what the request names: below a domain of a bucket, these paths are keys
  Optional<Response> answer(Request request, Address address) throws IOException {
    return switch (address.bucket()) {
      case "healthz" ->
          isFor(request, address)
              ? Optional.of(Response.of(200, "text/plain; charset=utf-8", "ok\n"))
              : Optional.empty();
      case "metrics" ->
          isFor(request, address)
              ? Optional.of(Response.of(200, "text/plain; version=0.0.4", metrics.get()))
              : Optional.empty();
      case "_admin" ->
          request.rawPath().equals(AdminPresign.PATH)
              ? Optional.of(presign.answer(request))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private boolean isFor(Request request, Address address) throws IOException {
    return address.key().isEmpty()
        && (request.method().equals("GET") || request.method().equals("HEAD"))
        && volumes.find(address.bucket()).isEmpty();
  }
}
