package org.openfiles.door.s3.auth;

import org.openfiles.door.s3.error.S3Exception;

/// A credential of signature version 4: `ACCESS-KEY/20130524/us-east-1/s3/aws4_request`.
///
/// @param scope everything after the access key, as it is signed
record CredentialScope(String accessKey, String date, String region, String scope) {
  static final String TERMINAL = "aws4_request";
  static final String SERVICE = "s3";

  /// How a door refuses a credential: each place that one may stand in words it differently.
  interface Refusal {
    S3Exception because(String reason);
  }

  static CredentialScope of(User user, String date, String region) {
    return new CredentialScope(
        user.accessKey(), date, region, date + "/" + region + "/" + SERVICE + "/" + TERMINAL);
  }

  /// Parses a credential.
  ///
  /// @param expectedRegion what its region must be, or [AuthSettings#ANY_REGION]
  static CredentialScope parse(String credential, String expectedRegion, Refusal refusal)
      throws S3Exception {
    // From the end, since access keys that people choose may contain slashes.
    int terminal = credential.lastIndexOf('/');
    int service = credential.lastIndexOf('/', terminal - 1);
    int region = credential.lastIndexOf('/', service - 1);
    int date = credential.lastIndexOf('/', region - 1);
    String terminalWord = credential.substring(terminal + 1);
    boolean extra = credential.lastIndexOf('/', date - 1) >= 0;
    if (terminal < 0
        || service < 0
        || region < 0
        || date <= 0
        || (extra && !terminalWord.equals(TERMINAL))) {
      throw refusal.because(
          "the Credential is mal-formed; expecting"
              + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
    }
    if (!terminalWord.equals(TERMINAL)) {
      throw refusal.because(
          "incorrect terminal \"" + terminalWord + "\". This endpoint uses \"aws4_request\".");
    }
    String serviceWord = credential.substring(service + 1, terminal);
    if (!serviceWord.equals(SERVICE)) {
      throw refusal.because(
          "incorrect service \"" + serviceWord + "\". This endpoint belongs to \"s3\".");
    }
    String regionWord = credential.substring(region + 1, service);
    if (!expectedRegion.equals(AuthSettings.ANY_REGION) && !expectedRegion.equals(regionWord)) {
      throw refusal
          .because(
              "the region \"" + regionWord + "\" is wrong; expecting \"" + expectedRegion + "\"")
          .with("Region", expectedRegion);
    }
    String dateWord = credential.substring(date + 1, region);
    if (!isDate(dateWord)) {
      throw refusal.because(
          "incorrect date format \""
              + dateWord
              + "\". This date in the credential must be in the format \"yyyyMMdd\".");
    }
    return new CredentialScope(
        credential.substring(0, date), dateWord, regionWord, credential.substring(date + 1));
  }

  private static boolean isDate(String text) {
    if (text.length() != 8) {
      return false;
    }
    for (int i = 0; i < 8; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
