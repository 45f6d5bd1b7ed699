package org.openfiles.door.s3.form;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.ETag;

/// How a form wants its success to be answered.
///
/// @param status 200, 201 (with a document) or 204
/// @param redirect where to send the browser instead, as the form gave it
public record SuccessAction(int status, Optional<String> redirect) {

  /// What cannot be understood is taken for absent, as S3 does.
  static SuccessAction of(Map<String, String> fields) {
    String status = fields.getOrDefault("success_action_status", "");
    String redirect =
        fields.getOrDefault("success_action_redirect", fields.getOrDefault("redirect", ""));
    return new SuccessAction(
        switch (status) {
          case "200" -> 200;
          case "201" -> 201;
          default -> 204;
        },
        Optional.of(redirect).filter(SuccessAction::isUrl));
  }

  /// The URL for the header `Location` of a redirect, which says what was stored.
  public Optional<String> location(String bucket, String key, ETag etag) {
    return redirect.map(
        url ->
            url
                + (url.contains("?") ? "&" : "?")
                + "bucket="
                + encode(bucket)
                + "&key="
                + encode(key)
                + "&etag="
                + encode(etag.quoted()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
