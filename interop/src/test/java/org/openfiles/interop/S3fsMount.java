package org.openfiles.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A bucket that s3fs has mounted, until it is closed.
record S3fsMount(Path point) implements AutoCloseable {
  /// @param folder where its password file and the mount point are made
  static S3fsMount of(Bucket bucket, Path folder) throws IOException {
    Endpoint endpoint = bucket.endpoint();
    Path keys = folder.resolve("passwd");
    Files.writeString(keys, endpoint.accessKey() + ":" + endpoint.secretKey());
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    Path point = Files.createDirectory(folder.resolve("mounted"));
    // It answers when the mount is there, and goes on in the background.
    Program.of("s3fs", List.of(Workplace.onPath("s3fs")))
        .run(
            bucket.name(),
            point.toString(),
            "-o",
            "url=" + endpoint.uri(),
            "-o",
            "use_path_request_style",
            "-o",
            "passwd_file=" + keys,
            "-o",
            "multipart_size=10",
            "-o",
            "retries=1");
    return new S3fsMount(point);
  }

  @Override
  public void close() throws IOException {
    Program.of("fusermount", List.of("fusermount", "-u")).run(point.toString());
  }
}
