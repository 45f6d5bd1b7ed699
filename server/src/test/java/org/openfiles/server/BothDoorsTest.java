package org.openfiles.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.ConfigurationFile;
import org.openfiles.server.config.Environment;
import org.openfiles.server.config.NodeConfiguration;
import org.openfiles.server.config.StoredCredentials;
import org.openfiles.server.config.Surroundings;

/// One bucket through two doors of a node: its objects lie in a folder that another node serves.
final class BothDoorsTest {
  private static final String DOORS =
      "[s3]\nlisten = '127.0.0.1:0'\nanonymous = true\n[files]\nlisten = '127.0.0.1:0'\n";

  @TempDir private Path directory;

  /// What was answered.
  private record Answer(int status, String body, Optional<String> etag, Optional<String> type) {}

  @Test
  void whatOneDoorChangedTheOtherShowsAndTheStoreGets() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("far/photos"));
    String far =
        "[s3]\nlisten = '127.0.0.1:0'\nanonymous = true\n[[volumes]]\nfolder = 'far/photos'\n";
    try (Node store = Node.start(configuration("far.toml", far));
        Node node =
            Node.start(configuration("near.toml", DOORS + volume(store.s3().orElseThrow())))) {
      String objects = node.s3().orElseThrow() + "/near/";
      String files = node.files().orElseThrow() + "/v1/";

      Answer put = send("PUT", objects + "a/object.txt", "by S3", "content-type", "text/x-mine");
      assertThat(put.status()).isEqualTo(200);
      assertThat(send("PUT", files + "write/a/file.txt", "as a file").status()).isEqualTo(201);

      assertThat(send("GET", files + "read/a/object.txt", "").body()).isEqualTo("by S3");
      assertThat(send("GET", objects + "a/file.txt", "").body()).isEqualTo("as a file");
      assertThat(send("GET", node.s3().orElseThrow() + "/near?list-type=2&prefix=a/", "").body())
          .contains("<Key>a/file.txt</Key>")
          .contains("<Key>a/object.txt</Key>");
      assertThat(folder.resolve("a")).doesNotExist();

      Answer stored = send("PUT", objects + "a/now.txt", "at once", "x-openfiles-ack", "store");
      assertThat(stored.status()).isEqualTo(200);
      assertThat(folder.resolve("a/now.txt")).hasContent("at once");
      send("DELETE", files + "delete/a/now.txt?ack=store", "");
      assertThat(folder.resolve("a/now.txt")).doesNotExist();

      send("POST", files + "flush", "");
      assertThat(folder.resolve("a/object.txt")).hasContent("by S3");
      Answer there = send("HEAD", store.s3().orElseThrow() + "/photos/a/object.txt", "");
      assertThat(there.type()).contains("text/x-mine");
      assertThat(there.etag()).isEqualTo(put.etag());
    }
  }

  @Test
  void bucketIsListedBesideFoldersAndCannotBeDeleted() throws Exception {
    Files.createDirectories(directory.resolve("plain"));
    String both =
        DOORS
            + "[[volumes]]\nfolder = 'plain'\n"
            + "[[volumes]]\nstore = 'memory'\nname = 'near'\ncache = 'cache'\n";
    try (Node node = Node.start(configuration("both.toml", both))) {
      String s3 = node.s3().orElseThrow();
      assertThat(send("GET", s3 + "/", "").body())
          .contains("<Name>near</Name>")
          .contains("<Name>plain</Name>");
      assertThat(send("DELETE", s3 + "/near", "").status()).isEqualTo(403);
      assertThat(send("PUT", s3 + "/near/k", "x", "x-openfiles-ack", "perhaps").status())
          .isEqualTo(400);
      assertThat(send("GET", s3 + "/near/k", "").status()).isEqualTo(404);
    }
  }

  @Test
  void volumeWithANameThatNoBucketCanHaveIsRefused() throws Exception {
    NodeConfiguration configuration =
        configuration(
            "bad.toml",
            DOORS + "[[volumes]]\nstore = 'memory'\nname = 'NO_BUCKET'\ncache = 'cache'\n");
    assertThatThrownBy(() -> Node.start(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("NO_BUCKET");
  }

  private static String volume(String endpoint) {
    return """
        [[volumes]]
        store = 's3'
        bucket = 'photos'
        endpoint = '%s'
        access_key = 'any'
        secret_key = 'any'
        name = 'near'
        cache = 'cache'
        export_batch_window_secs = 3600
        """
        .formatted(endpoint);
  }

  private static Answer send(String method, String target, String body, String... headers)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(target).toURL().openConnection();
    connection.setRequestMethod(method);
    for (int i = 0; i < headers.length; i += 2) {
      connection.setRequestProperty(headers[i], headers[i + 1]);
    }
    if (!body.isEmpty()) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(UTF_8));
      }
    }
    int status = connection.getResponseCode();
    String text = "";
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      text = in == null ? "" : new String(in.readAllBytes(), UTF_8);
    }
    return new Answer(
        status,
        text,
        Optional.ofNullable(connection.getHeaderField("ETag")),
        Optional.ofNullable(connection.getContentType()));
  }

  private NodeConfiguration configuration(String name, String text)
      throws IOException, ConfigurationException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    StoredCredentials credentials =
        new StoredCredentials(
            directory.resolve("credentials"), Optional.empty(), RandomGenerator.getDefault());
    return ConfigurationFile.read(
        file, new Surroundings(credentials, Environment.of(Map.of()), directory.resolve("state")));
  }
}
