package org.openfiles.interop;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A running server as a client sees it: the address, the keys, and the certificate to trust.
record Endpoint(URI uri, Path buckets, Optional<Path> certificate) {
  static final String REGION = "us-east-1";

  String accessKey() {
    return ServerProcess.ACCESS_KEY;
  }

  String secretKey() {
    return ServerProcess.SECRET_KEY;
  }

  /// The settings that every SDK and CLI of AWS reads.
  Map<String, String> environment() {
    Map<String, String> settings = new HashMap<>();
    settings.put("AWS_ENDPOINT_URL", uri.toString());
    settings.put("AWS_ACCESS_KEY_ID", accessKey());
    settings.put("AWS_SECRET_ACCESS_KEY", secretKey());
    settings.put("AWS_REGION", REGION);
    settings.put("AWS_DEFAULT_REGION", REGION);
    settings.put("AWS_EC2_METADATA_DISABLED", "true");
    // No attempt is repeated: a server that fails once has failed.
    settings.put("AWS_MAX_ATTEMPTS", "1");
    certificate.ifPresent(pem -> settings.put("AWS_CA_BUNDLE", pem.toString()));
    return settings;
  }

  /// A bucket name that no other test uses; the bucket exists.
  Bucket newBucket() {
    return Bucket.create(this);
  }
}
