package org.openfiles.door.s3.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// Finds out who signed the policy of a form (POST object).
public final class FormAuthentication {
  private static final String POLICY = "policy";
  private static final String CREDENTIAL = "x-amz-credential";
  private static final String DATE = "x-amz-date";
  private static final String ALGORITHM = "x-amz-algorithm";
  private static final String SIGNATURE = "x-amz-signature";
  private static final List<String> V4 = List.of(POLICY, SIGNATURE, CREDENTIAL, DATE, ALGORITHM);

  private static final String OLD_ACCESS_KEY = "awsaccesskeyid";
  private static final String OLD_SIGNATURE = "signature";

  private final AuthSettings settings;
  private final SignatureVerifier verifier;

  FormAuthentication(AuthSettings settings, SignatureVerifier verifier) {
    this.settings = settings;
    this.verifier = verifier;
  }

  /// Verifies the signature of a form. One without policy and signature is anonymous.
  ///
  /// @param fields by their names in lower case
  public Optional<User> authenticate(Map<String, String> fields) throws S3Exception {
    if (settings.credentials() == AuthSettings.Credentials.IGNORED) {
      return Optional.empty();
    }
    if (fields.containsKey("x-amz-security-token")) {
      throw S3Error.INVALID_TOKEN.exception();
    }
    boolean old = fields.containsKey(OLD_ACCESS_KEY) || fields.containsKey(OLD_SIGNATURE);
    boolean v4 = V4.stream().anyMatch(name -> !name.equals(POLICY) && fields.containsKey(name));
    if (v4) {
      return Optional.of(signedByV4(fields));
    }
    if (old) {
      return Optional.of(signedByV2(fields));
    }
    if (fields.containsKey(POLICY)) {
      throw missing(SIGNATURE);
    }
    return Optional.empty();
  }

  private User signedByV4(Map<String, String> fields) throws S3Exception {
    for (String name : V4) {
      require(fields, name);
    }
    String algorithm = require(fields, ALGORITHM);
    if (!algorithm.equals(SignatureV4.ALGORITHM)) {
      throw S3Exception.argument(
          "Only AWS4-HMAC-SHA256 is supported", "X-Amz-Algorithm", algorithm);
    }
    String credential = require(fields, CREDENTIAL);
    CredentialScope scope =
        CredentialScope.parse(
            credential,
            settings.region(),
            reason -> S3Exception.argument(reason, CREDENTIAL, credential));
    String date = require(fields, DATE);
    Optional<SigningTime> time = SigningTime.basic(date);
    if (time.isEmpty() || !time.get().date().equals(scope.date())) {
      throw S3Exception.argument(
          "X-Amz-Date must be formated via ISO8601 Long format", "X-Amz-Date", date);
    }
    User user = verifier.user(scope.accessKey());
    verifier.verify(user, scope, require(fields, POLICY), require(fields, SIGNATURE));
    return user;
  }

  private User signedByV2(Map<String, String> fields) throws S3Exception {
    if (!settings.postFormSignatureV2()) {
      throw S3Error.INVALID_REQUEST.exception(
          "The authorization mechanism you have provided is not supported. Please use"
              + " AWS4-HMAC-SHA256.");
    }
    String policy = require(fields, POLICY);
    String accessKey = require(fields, OLD_ACCESS_KEY);
    String signature = require(fields, OLD_SIGNATURE);
    User user = verifier.user(accessKey);
    if (!SignatureV2.matches(user.secretKey(), policy, signature)) {
      throw SignatureVerifier.mismatch(accessKey, policy, signature);
    }
    return user;
  }

  private static String require(Map<String, String> fields, String name) throws S3Exception {
    String value = fields.get(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private static S3Exception missing(String name) {
    return S3Exception.argument(
        "Bucket POST must contain a field named '"
            + name
            + "'.  If it is specified, please check the order of the fields.",
        name,
        "");
  }
}
