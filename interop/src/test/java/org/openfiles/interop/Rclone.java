package org.openfiles.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// rclone with an endpoint as its remote `of:`.
final class Rclone {
  private Rclone() {}

  /// @param folder where its configuration would be
  static Program of(Endpoint endpoint, Path folder) {
    Map<String, String> remote =
        Map.of(
            "RCLONE_CONFIG_OF_TYPE", "s3",
            "RCLONE_CONFIG_OF_PROVIDER", "Other",
            "RCLONE_CONFIG_OF_ENDPOINT", endpoint.uri().toString(),
            "RCLONE_CONFIG_OF_ACCESS_KEY_ID", endpoint.accessKey(),
            "RCLONE_CONFIG_OF_SECRET_ACCESS_KEY", endpoint.secretKey(),
            "RCLONE_CONFIG_OF_REGION", Endpoint.REGION,
            "RCLONE_CONFIG", folder.resolve("rclone.conf").toString());
    String program = Workplace.installed("rclone", "python/bin/rclone");
    return Program.of("rclone", List.of(program, "--retries=1", "--low-level-retries=1"))
        .with(remote);
  }
}
