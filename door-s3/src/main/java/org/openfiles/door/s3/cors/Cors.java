package org.openfiles.door.s3.cors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;

/// Get-, Put- and DeleteBucketCors, the preflight, and the headers that allow a page to see an
/// answer (Fetch standard, "CORS protocol").
public final class Cors {
  private static final String DOCUMENT = "cors";

  private Cors() {}

  public static Response get(S3Request request) throws IOException {
    List<CorsRule> rules = rules(request.requireVolume());
    if (rules.isEmpty()) {
      throw S3Error.NO_SUCH_CORS_CONFIGURATION
          .exception()
          .with("BucketName", request.address().bucket());
    }
    return Documents.ok(CorsDocument.write(rules));
  }

  public static Response put(S3Request request) throws IOException {
    List<CorsRule> rules = CorsDocument.read(request.document());
    String kept = new String(CorsDocument.write(rules).bytes(), StandardCharsets.UTF_8);
    request.requireVolume().keep(DOCUMENT, Optional.of(kept));
    return Response.of(200);
  }

  public static Response delete(S3Request request) throws IOException {
    request.requireVolume().keep(DOCUMENT, Optional.empty());
    return Response.of(204);
  }

  /// Answers OPTIONS: what a page of that origin may send.
  public static Response preflight(S3Request request) throws IOException {
    String origin =
        request
            .header("origin")
            .orElseThrow(
                () ->
                    S3Error.BAD_REQUEST.exception(
                        "Insufficient information. Origin request header needed."));
    String method =
        request
            .header("access-control-request-method")
            .orElseThrow(
                () ->
                    S3Error.BAD_REQUEST.exception(
                        "Invalid Access-Control-Request-Method: null"));
    String[] asked = request.header("access-control-request-headers").orElse("").split(",");
    for (CorsRule rule : rules(request.requireVolume())) {
      if (rule.admits(origin, method) && admitsAll(rule, asked)) {
        Headers.Builder headers = allow(Headers.builder(), rule, origin);
        request
            .header("access-control-request-headers")
            .ifPresent(names -> headers.set("Access-Control-Allow-Headers", names));
        return Response.of(200, headers.build());
      }
    }
    throw S3Error.ACCESS_FORBIDDEN.exception(
        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
            + " Origin, request method / Access-Control-Request-Method or"
            + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
  }

  /// The answer with the headers that show it to the page which asked, where the bucket has a rule
  /// for it.
  public static Response exposed(S3Request request, Response response) throws IOException {
    Optional<String> origin = request.header("origin");
    if (origin.isEmpty() || request.volume().isEmpty()) {
      return response;
    }
    String method =
        request.header("access-control-request-method").orElse(request.http().method());
    for (CorsRule rule : rules(request.volume().get())) {
      if (rule.admits(origin.get(), method)) {
        Headers headers = allow(response.headers().toBuilder(), rule, origin.get()).build();
        return Response.of(response.status(), headers, response.body());
      }
    }
    return response;
  }

  private static boolean admitsAll(CorsRule rule, String[] names) {
    for (String name : names) {
      if (!name.isBlank() && !rule.admitsHeader(name.strip())) {
        return false;
      }
    }
    return true;
  }

  private static Headers.Builder allow(Headers.Builder headers, CorsRule rule, String origin) {
    headers.set("Access-Control-Allow-Origin", rule.isForAll() ? "*" : origin);
    headers.set("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
    if (!rule.isForAll()) {
      headers.set("Access-Control-Allow-Credentials", "true");
    }
    if (!rule.exposed().isEmpty()) {
      headers.set("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
    }
    rule.maxAgeSeconds()
        .ifPresent(age -> headers.set("Access-Control-Max-Age", Integer.toString(age)));
    headers.set(
        "Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    return headers;
  }

  private static List<CorsRule> rules(Volume volume) throws IOException, S3Exception {
    Optional<String> kept = volume.document(DOCUMENT);
    return kept.isPresent()
        ? CorsDocument.read(kept.get().getBytes(StandardCharsets.UTF_8))
        : List.of();
  }
}
