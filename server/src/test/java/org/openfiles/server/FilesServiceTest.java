package org.openfiles.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import org.openfiles.server.config.HostAndPort;
import org.openfiles.server.config.NodeConfiguration;
import org.openfiles.server.config.StoredCredentials;
import org.openfiles.server.config.Surroundings;

/// A node whose volume is a bucket in memory.
class FilesServiceTest {
  private static final String LOCAL =
      "[store]\nkind = 'memory'\n[cache]\ndirectory = 'cache'\n[files]\nlisten = '127.0.0.1:0'\n";

  @TempDir private Path folder;

  @Test
  void bucketIsServedAsFiles() throws Exception {
    try (Node node = Node.start(configuration(LOCAL))) {
      assertThat(node.s3()).isEmpty();
      String endpoint = node.files().orElseThrow();
      HttpURLConnection put = connect(endpoint + "/v1/write/a/b.txt");
      put.setRequestMethod("PUT");
      put.setDoOutput(true);
      try (OutputStream body = put.getOutputStream()) {
        body.write("hello".getBytes(UTF_8));
      }
      assertThat(put.getResponseCode()).isEqualTo(201);
      assertThat(text(connect(endpoint + "/v1/read/a/b.txt"))).isEqualTo("hello");
      HttpURLConnection flush = connect(endpoint + "/v1/flush");
      flush.setRequestMethod("POST");
      assertThat(text(flush)).contains("\"failures\":[]");
      assertThat(text(connect(endpoint + "/v1/stat/a/b.txt"))).contains("\"state\":\"clean\"");
    }
  }

  @Test
  void nodeIsFoundByItsCacheAsLongAsItServes() throws Exception {
    Path cache = folder.resolve("cache");
    try (Node node = Node.start(configuration(LOCAL))) {
      assertThat(NodeAddress.find(cache)).isEqualTo(node.files());
    }
    assertThat(NodeAddress.find(cache)).isEmpty();
  }

  @Test
  void cacheHasOneOwner() throws Exception {
    NodeConfiguration configuration = configuration(LOCAL);
    try (Node node = Node.start(configuration)) {
      assertThatThrownBy(() -> Node.start(configuration))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("can't open the volume memory")
          .hasMessageContaining("open already");
      assertThat(text(connect(node.files().orElseThrow() + "/healthz"))).contains("ok");
    }
    Node.start(configuration).close();
  }

  @Test
  void usersAreAskedForTheirKeys() throws Exception {
    String guarded = LOCAL + "[[users]]\naccess_key = 'AK'\nsecret_key = 'SK'\n";
    try (Node node = Node.start(configuration(guarded))) {
      HttpURLConnection list = connect(node.files().orElseThrow() + "/v1/list");
      assertThat(list.getResponseCode()).isEqualTo(401);
    }
  }

  @Test
  void theNetworkIsNotLetInWithoutUsers() throws Exception {
    NodeConfiguration local = configuration(LOCAL);
    NodeConfiguration open =
        local.withFiles(local.files().withListen(new HostAndPort("0.0.0.0", 0)));
    assertThatThrownBy(() -> Node.start(open))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("give [[users]]");
  }

  private NodeConfiguration configuration(String text) throws IOException, ConfigurationException {
    Path file = folder.resolve("openfiles.toml");
    Files.writeString(file, text);
    StoredCredentials credentials =
        new StoredCredentials(
            folder.resolve("credentials"), Optional.empty(), RandomGenerator.getDefault());
    return ConfigurationFile.read(
        file, new Surroundings(credentials, Environment.of(Map.of()), folder.resolve("state")));
  }

  private static HttpURLConnection connect(String target) throws IOException {
    return (HttpURLConnection) URI.create(target).toURL().openConnection();
  }

  private static String text(HttpURLConnection connection) throws IOException {
    try (var body = connection.getInputStream()) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }
}
