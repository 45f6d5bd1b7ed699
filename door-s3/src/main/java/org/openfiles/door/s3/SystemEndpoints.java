package org.openfiles.door.s3;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.openfiles.core.Volumes;
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

  Optional<Response> answer(Request request) throws IOException {
    return switch (request.rawPath()) {
      case "/healthz" ->
          isFor(request, "healthz")
              ? Optional.of(Response.of(200, "text/plain; charset=utf-8", "ok\n"))
              : Optional.empty();
      case "/metrics" ->
          isFor(request, "metrics")
              ? Optional.of(Response.of(200, "text/plain; version=0.0.4", metrics.get()))
              : Optional.empty();
      case AdminPresign.PATH -> Optional.of(presign.answer(request));
      default -> Optional.empty();
    };
  }

  private boolean isFor(Request request, String name) throws IOException {
    return (request.method().equals("GET") || request.method().equals("HEAD"))
        && volumes.find(name).isEmpty();
  }
}
