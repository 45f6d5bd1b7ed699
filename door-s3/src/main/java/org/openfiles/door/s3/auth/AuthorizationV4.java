package org.openfiles.door.s3.auth;

import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// The three components of an `Authorization` header of signature version 4, unverified.
///
/// @param signedHeaders names in lower case, joined by `;`
record AuthorizationV4(String credential, String signedHeaders, String signature) {

  /// Parses what follows `AWS4-HMAC-SHA256 `: three components in any order, with or without spaces
  /// after the commas.
  static AuthorizationV4 parse(String components) throws S3Exception {
    String credential = "";
    String signedHeaders = "";
    String signature = "";
    int count = 0;
    int from = 0;
    while (from <= components.length()) {
      int end = components.indexOf(',', from);
      if (end < 0) {
        end = components.length();
      }
      String component = components.substring(from, end).strip();
      count++;
      int equals = component.indexOf('=');
      if (equals > 0) {
        String value = component.substring(equals + 1);
        switch (component.substring(0, equals)) {
          case "Credential" -> credential = value;
          case "SignedHeaders" -> signedHeaders = value;
          case "Signature" -> signature = value;
          default -> {
            // Named below, by what is missing for it.
          }
        }
      } else if (!component.isEmpty()) {
        throw malformed("the authorization component \"" + component + "\" is malformed.");
      }
      from = end + 1;
    }
    if (count != 3) {
      throw malformed(
          "the authorization header requires three components: Credential, SignedHeaders, and"
              + " Signature.");
    }
    require(credential, "Credential");
    require(signedHeaders, "SignedHeaders");
    require(signature, "Signature");
    return new AuthorizationV4(credential, signedHeaders, signature);
  }

  static S3Exception malformed(String reason) {
    return S3Error.AUTHORIZATION_HEADER_MALFORMED.exception(
        "The authorization header is malformed; " + reason);
  }

  private static void require(String value, String name) throws S3Exception {
    if (value.isEmpty()) {
      throw malformed("missing " + name + ".");
    }
  }
}
