package org.openfiles.door.s3.cors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Documents;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.HeaderSyntax;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;
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
  public static Response preflight(Request request, Volume volume) throws IOException {
    Headers sent = request.headers();
    String origin =
        sent.first("origin")
            .filter(value -> !value.isEmpty())
            .orElseThrow(
                () ->
                    S3Error.BAD_REQUEST.exception(
                        "Insufficient information. Origin request header needed."));
    String method =
        sent.first("access-control-request-method")
            .orElseThrow(
                () -> S3Error.BAD_REQUEST.exception("Invalid Access-Control-Request-Method: null"));
    if (!CorsDocument.METHODS.contains(method)) {
      throw S3Error.BAD_REQUEST.exception("Invalid Access-Control-Request-Method: " + method);
    }
    Optional<String> names = sent.first("access-control-request-headers");
    String[] asked = names.orElse("").split(",", -1);
    requireNames(asked);
    List<CorsRule> rules = rules(volume);
    if (rules.isEmpty()) {
      throw S3Error.ACCESS_FORBIDDEN.exception(
          "CORSResponse: CORS is not enabled for this bucket.");
    }
    for (CorsRule rule : rules) {
      if (rule.admits(origin, method) && admitsAll(rule, asked)) {
        Headers.Builder headers = allow(Headers.builder(), rule, origin);
        names.ifPresent(
            each -> headers.set("Access-Control-Allow-Headers", each.toLowerCase(Locale.ROOT)));
        return Response.of(200, headers.build());
      }
    }
    throw S3Error.ACCESS_FORBIDDEN.exception(
        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
            + " Origin, request method / Access-Control-Request-Method or"
            + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
  }

  private static void requireNames(String[] names) throws S3Exception {
    for (String name : names) {
      if (!name.isBlank() && !HeaderSyntax.isToken(name.strip())) {
        throw S3Error.BAD_REQUEST.exception(
            "Access-Control-Request-Headers \"" + name + "\" contains invalid character.");
      }
    }
  }

  /// The answer with the headers that show it to the page which asked, where the bucket has a rule
  /// for it.
  public static Response exposed(Request request, Volume volume, Response response)
      throws IOException {
    Headers sent = request.headers();
    String origin = sent.first("origin").orElse("");
    String method = sent.first("access-control-request-method").orElse(request.method());
    for (CorsRule rule : rules(volume)) {
      if (rule.admits(origin, method)) {
        Headers headers = allow(response.headers().toBuilder(), rule, origin).build();
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
    headers.set("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    return headers;
  }

  private static List<CorsRule> rules(Volume volume) throws IOException, S3Exception {
    Optional<String> kept = volume.document(DOCUMENT);
    return kept.isPresent()
        ? CorsDocument.read(kept.get().getBytes(StandardCharsets.UTF_8))
        : List.of();
  }
}
