package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Request;

/// The arithmetic of the signatures that Amazon S3 had before version 4 (HMAC-SHA1 over a short
/// text, "REST authentication"). It signs neither the payload nor most of the headers.
final class SignatureV2 {
  /// The parameters that are part of the resource; others are not signed.
  private static final Set<String> SUBRESOURCES =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "cors",
          "delete",
          "encryption",
          "inventory",
          "legal-hold",
          "lifecycle",
          "location",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "partNumber",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "restore",
          "retention",
          "select",
          "select-type",
          "storageClass",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  private SignatureV2() {}

  /// Whether a signature is that of a text, under a secret.
  static boolean matches(String secretKey, String text, String signature) {
    return MessageDigest.isEqual(
        sign(secretKey, text).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  /// The signature of a text, in base64.
  static String sign(String secretKey, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks HMAC-SHA1", e);
    }
  }

  /// What is signed of a request.
  ///
  /// @param date the header `Date`, or the time at which a signed URL expires, or nothing where
  ///   `x-amz-date` is sent
  /// @param path the path as it was sent, or as the client has it
  static String stringToSign(Request request, String date, String path) throws S3Exception {
    StringBuilder text = new StringBuilder(256);
    text.append(request.method()).append('\n');
    text.append(request.headers().first("Content-MD5").orElse("")).append('\n');
    text.append(request.headers().first("Content-Type").orElse("")).append('\n');
    text.append(date).append('\n');
    TreeMap<String, List<String>> amazon = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.startsWith("x-amz-")) {
                amazon.computeIfAbsent(lower, _ -> new ArrayList<>(1)).add(value.strip());
              }
            });
    amazon.forEach(
        (name, values) ->
            text.append(name).append(':').append(String.join(",", values)).append('\n'));
    return text.append(path).append(subresources(request.rawQuery())).toString();
  }

  private static String subresources(String rawQuery) throws S3Exception {
    Set<String> present = new TreeSet<>();
    for (String parameter : rawQuery.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (SUBRESOURCES.contains(name)) {
        present.add(
            equals < 0
                ? name
                : name + "=" + UriCoding.decode(parameter, equals + 1, parameter.length()));
      }
    }
    return present.isEmpty() ? "" : "?" + String.join("&", present);
  }
}
