package org.openfiles.store.s3;

import java.util.Optional;

/// Who asks.
public sealed interface S3Credentials {
  /// Whatever the environment has: variables, profiles, the machine's role.
  S3Credentials DEFAULT = new Default();

  /// Found by the usual chain of AWS: environment variables, profiles, the machine's role.
  record Default() implements S3Credentials {}

  /// A pair of keys, with a session token where they are temporary.
  record Keys(String accessKey, String secretKey, Optional<String> sessionToken)
      implements S3Credentials {
    public Keys(String accessKey, String secretKey) {
      this(accessKey, secretKey, Optional.empty());
    }

    /// Without the secrets: options are printed and logged.
    @Override
    public String toString() {
      return "Keys[accessKey=" + accessKey + "]";
    }
  }
}
