package org.openfiles.door.s3;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.openfiles.door.s3.auth.Authenticated;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.Presigner;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Query;
import org.openfiles.http.Request;
import org.openfiles.http.Response;

/// `POST /_admin/presign?bucket=&key=&method=&expires=`, which FerroS3 introduced: a URL that lets
/// whoever has it do what its sender may, as a line of text. No bucket can be called `_admin`.
final class AdminPresign {
  static final String PATH = "/_admin/presign";

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

  private final Authenticator authenticator;
  private final S3DoorSettings settings;
  private final InstantSource clock;

  AdminPresign(Authenticator authenticator, S3DoorSettings settings, InstantSource clock) {
    this.authenticator = authenticator;
    this.settings = settings;
    this.clock = clock;
  }

  Response answer(Request request) throws S3Exception {
    if (!request.method().equals("POST")) {
      throw S3Error.METHOD_NOT_ALLOWED.exception().with("Method", request.method());
    }
    if (settings.anonymous() == S3DoorSettings.Anonymous.EVERYTHING) {
      throw S3Error.INTERNAL_ERROR.exception(
          "No URL can be signed: authentication is not configured.");
    }
    Authenticated sender = authenticator.authenticate(request);
    if (sender.user().isEmpty()) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    return Response.of(200, "text/plain; charset=utf-8", url(request, sender.user().get()));
  }

  private String url(Request request, User user) throws S3Exception {
    Query query = Query.parse(request.rawQuery());
    String method = require(query, "method");
    if (!METHODS.contains(method)) {
      throw S3Exception.argument("One of " + METHODS + " can be signed", "method", method);
    }
    URI endpoint =
        URI.create(
            (request.secure() ? "https://" : "http://")
                + request.headers().first("host").orElse("localhost"));
    try {
      return new Presigner(user, settings.region(), clock)
          .presign(
              method,
              endpoint,
              "/" + require(query, "bucket") + "/" + require(query, "key"),
              Map.of(),
              expiry(query))
          .toString();
    } catch (IllegalArgumentException e) {
      throw new S3Exception(S3Error.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
    }
  }

  private static Duration expiry(Query query) throws S3Exception {
    String seconds = require(query, "expires");
    try {
      return Duration.ofSeconds(Integer.parseInt(seconds));
    } catch (NumberFormatException _) {
      throw S3Exception.argument("Not a number of seconds", "expires", seconds);
    }
  }

  private static String require(Query query, String name) throws S3Exception {
    String value = query.first(name).orElse("");
    if (value.isEmpty()) {
      throw S3Exception.argument("The query parameter is missing: " + name, name, "");
    }
    return value;
  }
}
