package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Owner, mode, times and links of files: what other tools keep of them in a bucket is read right
/// by the commands, and what these write is read right by the tools.
@ExtendWith(RunningServer.class)
class MetadataTest {
  private static final Instant TIME = Instant.parse("2020-07-17T16:22:00.123456789Z");

  @TempDir Path folder;

  private int caches;

  /// The commands on the bucket, of a node that knows nothing yet.
  private Program files(Bucket bucket) throws IOException {
    Endpoint endpoint = bucket.endpoint();
    Path cache = folder.resolve("cache" + ++caches);
    Path config =
        Files.writeString(
            folder.resolve("files.toml"),
            """
            [[volumes]]
            store = "s3"
            name = "files"
            bucket = "%s"
            endpoint = "%s"
            region = "%s"
            access_key = "%s"
            secret_key = "%s"
            cache = "%s"
            """
                .formatted(
                    bucket.name(),
                    endpoint.uri(),
                    Endpoint.REGION,
                    endpoint.accessKey(),
                    endpoint.secretKey(),
                    cache));
    return Program.of("openfiles", Workplace.openfiles()).with("--config", config.toString());
  }

  /// What `stat` says, by its words.
  private static Map<String, String> stat(Program files, String path) throws IOException {
    Map<String, String> said = new HashMap<>();
    files
        .run("stat", path)
        .lines()
        .forEach(
            line ->
                said.put(
                    line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)));
    return said;
  }

  private Path localFile(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("local"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    Files.setLastModifiedTime(file, FileTime.from(TIME));
    return file;
  }

  private static String owner(Path file) throws IOException {
    return Files.getAttribute(file, "unix:uid") + ":" + Files.getAttribute(file, "unix:gid");
  }

  @Test
  void whatAmazonsToolsKeepIsRead(Bucket bucket) throws IOException {
    try (S3Client s3 = JavaSdk.client(bucket.endpoint())) {
      s3.putObject(
          r ->
              r.bucket(bucket.name())
                  .key("d/f")
                  .metadata(
                      Map.of(
                          "file-permissions", "0100640",
                          "file-owner", "1001",
                          "file-group", "1002",
                          "file-mtime", "1595002920123456789ns")),
          RequestBody.fromString("bytes"));
      s3.putObject(
          r ->
              r.bucket(bucket.name())
                  .key("d/")
                  .metadata(
                      Map.of(
                          "file-permissions", "0040711",
                          "file-owner", "7",
                          "file-group", "8")),
          RequestBody.empty());
    }
    Program files = files(bucket);
    assertThat(stat(files, "/d/f"))
        .containsEntry("mode", "-rw-r----- (0640)")
        .containsEntry("owner", "1001:1002")
        .containsEntry("modified", TIME.toString());
    assertThat(stat(files, "/d"))
        .containsEntry("mode", "drwx--x--x (0711)")
        .containsEntry("owner", "7:8");
  }

  @Test
  void whatRcloneKeepsIsRead(Bucket bucket) throws IOException {
    Path local = localFile("bytes");
    Rclone.of(bucket.endpoint(), folder)
        .run("copyto", "--metadata", local.toString(), "of:" + bucket.name() + "/f");
    Program files = files(bucket);
    assertThat(stat(files, "/f"))
        .containsEntry("mode", "-rwxr-x--- (0750)")
        .containsEntry("owner", owner(local))
        .containsEntry("modified", TIME.toString());
    assertThat(files.run("cat", "/f")).isEqualTo("bytes");
  }

  @Test
  void whatS3fsKeepsIsRead(Bucket bucket) throws IOException {
    try (S3fsMount mount = S3fsMount.of(bucket, folder)) {
      Path file = Files.writeString(mount.point().resolve("f"), "bytes");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
      Files.setLastModifiedTime(file, FileTime.from(TIME));
      Files.createSymbolicLink(mount.point().resolve("l"), Path.of("to/it"));
      Path directory = Files.createDirectory(mount.point().resolve("d"));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      String owner = owner(file);
      Program files = files(bucket);
      assertThat(stat(files, "/f"))
          .containsEntry("mode", "-rwxr-x--- (0750)")
          .containsEntry("owner", owner)
          .containsEntry("kind", "file");
      assertThat(Instant.parse(stat(files, "/f").get("modified")).truncatedTo(ChronoUnit.SECONDS))
          .isEqualTo(TIME.truncatedTo(ChronoUnit.SECONDS));
      assertThat(stat(files, "/l"))
          .containsEntry("kind", "symlink")
          .containsEntry("target", "to/it");
      assertThat(stat(files, "/d")).containsEntry("mode", "drwx------ (0700)");
      assertThat(files.run("cat", "/f")).isEqualTo("bytes");
    }
  }

  @Test
  void whatIsWrittenIsReadByRclone(Bucket bucket) throws IOException {
    Program files = files(bucket);
    files.run("write", "/f", "bytes");
    files.run("flush");
    Map<String, String> said = stat(files, "/f");
    Program rclone = Rclone.of(bucket.endpoint(), folder);
    Path out = folder.resolve("out");
    rclone.run("copyto", "--metadata", "of:" + bucket.name() + "/f", out.toString());
    assertThat(Files.readString(out)).isEqualTo("bytes");
    assertThat(Files.getLastModifiedTime(out).toInstant())
        .isEqualTo(Instant.parse(said.get("modified")));
    assertThat(said.get("mode"))
        .startsWith("-" + PosixFilePermissions.toString(Files.getPosixFilePermissions(out)) + " ");
    assertThat(said).containsEntry("owner", owner(out));
    // What rclone changes then is newer than what else is written there.
    rclone.run("touch", "--timestamp", "2001-02-03T04:05:06", "of:" + bucket.name() + "/f");
    assertThat(stat(files(bucket), "/f")).containsEntry("modified", "2001-02-03T04:05:06Z");
  }

  @Test
  void whatIsWrittenIsReadByS3fs(Bucket bucket) throws IOException {
    Program files = files(bucket);
    files.run("mkdir", "/d");
    files.run("write", "/d/f", "bytes");
    files.run("flush");
    Map<String, String> said = stat(files, "/d/f");
    String directory = stat(files, "/d").get("mode");
    try (S3fsMount mount = S3fsMount.of(bucket, folder)) {
      Path d = mount.point().resolve("d");
      Path file = d.resolve("f");
      assertThat(Files.readString(file)).isEqualTo("bytes");
      assertThat(said.get("mode"))
          .startsWith(
              "-" + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " ");
      assertThat(said).containsEntry("owner", owner(file));
      assertThat(Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS))
          .isEqualTo(Instant.parse(said.get("modified")).truncatedTo(ChronoUnit.SECONDS));
      assertThat(Files.isDirectory(d, LinkOption.NOFOLLOW_LINKS)).isTrue();
      assertThat(directory)
          .startsWith("d" + PosixFilePermissions.toString(Files.getPosixFilePermissions(d)) + " ");
      // What s3fs changes then is newer than what else is written there.
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
      assertThat(stat(files(bucket), "/d/f")).containsEntry("mode", "-r-------- (0400)");
    }
  }
}
