package org.openfiles.door.http;

import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.ErrorKind;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;
import org.openfiles.http.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Faults as problem documents (RFC 9457).
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /// The answer to a request that failed.
  ///
  /// @param target the request-target, and `id` what the request is logged under
  static Response of(Throwable fault, String target, String id) {
    if (fault instanceof ProblemException known) {
      Response answer = document(known.type(), known.detail(), target, id);
      return Response.of(
          answer.status(),
          answer.headers().toBuilder().addAll(known.headers()).build(),
          answer.body());
    }
    ProblemType type = ProblemType.of(ErrorKind.of(fault));
    if (type.status() == 500) {
      log.error("request failed id={} target={}", id, target, fault);
    }
    Response answer = document(type, detail(type, fault), target, id);
    return type.status() == 503 ? answer.withHeader("Retry-After", "1") : answer;
  }

  static Response document(ProblemType type, String detail, String target, String id) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "urn:openfiles:problem:" + type.code());
    members.put("title", type.title());
    members.put("status", type.status());
    members.put("detail", detail);
    if (!target.isEmpty()) {
      members.put("instance", target);
    }
    members.put("id", id);
    return Response.of(
        type.status(),
        Headers.of("Content-Type", "application/problem+json"),
        ResponseBody.bytes(Json.bytes(members)));
  }

  private static String detail(ProblemType type, Throwable fault) {
    if (type == ProblemType.INTERNAL) {
      return "the reason is in the server's log, under the id of this problem";
    }
    // Where an exception of files has no reason, its message is the path alone.
    boolean bare = fault instanceof FileSystemException known && known.getReason() == null;
    String message = Optional.ofNullable(fault.getMessage()).orElse("");
    if (message.isEmpty()) {
      return type.title();
    }
    return bare ? type.title() + ": " + message : message;
  }
}
