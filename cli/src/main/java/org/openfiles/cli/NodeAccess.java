package org.openfiles.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openfiles.core.ExpireReport;
import org.openfiles.core.FileKind;
import org.openfiles.core.FlushReport;
import org.openfiles.http.PercentCode;
import org.openfiles.server.config.NodeConfiguration.UserEntry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A volume that another process has open, through the files API of its node.
final class NodeAccess implements VolumeAccess {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PAGE = 1000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String endpoint;
  private final String volume;
  private final Optional<UserEntry> user;

  NodeAccess(String endpoint, String volume, Optional<UserEntry> user) {
    this.endpoint = endpoint;
    this.volume = volume;
    this.user = user;
  }

  /// Whether the node is there.
  boolean answers() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/healthz")).timeout(PATIENCE).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException | HttpTimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  @Override
  public Entry stat(String path) throws IOException {
    return entry(json("GET", "stat", path, "", BodyPublishers.noBody()));
  }

  @Override
  public void list(String path, EntryConsumer consumer) throws IOException {
    String from = "";
    do {
      String query = "&limit=" + PAGE + (from.isEmpty() ? "" : "&from=" + encoded(from));
      JsonNode page = json("GET", "list", path, query, BodyPublishers.noBody());
      for (JsonNode each : page.get("entries")) {
        consumer.accept(entry(each));
      }
      from = page.has("next") ? page.get("next").asString() : "";
    } while (!from.isEmpty());
  }

  @Override
  public void read(String path, OutputStream target) throws IOException {
    try (InputStream bytes = send("GET", "read", path, "", BodyPublishers.noBody())) {
      bytes.transferTo(target);
    }
  }

  @Override
  public void write(String path, InputStream source) throws IOException {
    var _ = json("PUT", "write", path, "", BodyPublishers.ofInputStream(() -> source));
  }

  @Override
  public void delete(String path, boolean recursive) throws IOException {
    send("DELETE", "delete", path, recursive ? "&recursive" : "", BodyPublishers.noBody()).close();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    String query = "&from=" + encoded(from) + "&to=" + encoded(to);
    try {
      var _ = json("POST", "rename", "", query, BodyPublishers.noBody());
    } catch (NoSuchFileException _) {
      throw new NoSuchFileException(from);
    }
  }

  @Override
  public void mkdir(String path, boolean parents) throws IOException {
    var _ = json("POST", "mkdir", path, parents ? "&parents" : "", BodyPublishers.noBody());
  }

  @Override
  public FlushReport flush() throws IOException {
    JsonNode report = json("POST", "flush", "", "", BodyPublishers.noBody());
    List<FlushReport.Failure> failures = new ArrayList<>();
    for (JsonNode each : report.get("failures")) {
      failures.add(
          new FlushReport.Failure(
              each.get("path").asString(),
              each.optional("kept").map(JsonNode::asString),
              each.get("reason").asString()));
    }
    return new FlushReport(report.get("flushed").asLong(), failures);
  }

  @Override
  public ExpireReport expire(Optional<Duration> unread) throws IOException {
    String query = unread.map(time -> "&days=" + time.toDays()).orElse("");
    JsonNode report = json("POST", "expire", "", query, BodyPublishers.noBody());
    return new ExpireReport(report.get("expired").asLong(), report.get("bytes").asLong());
  }

  private static Entry entry(JsonNode node) {
    return new Entry(
        node.get("path").asString(),
        FileKind.valueOf(node.get("kind").asString().toUpperCase(Locale.ROOT)),
        node.get("size").asLong(),
        node.get("mode").asInt(),
        node.get("uid").asInt(),
        node.get("gid").asInt(),
        node.get("links").asInt(),
        node.get("mtime").asString(),
        node.get("state").asString(),
        node.optional("target").map(JsonNode::asString));
  }

  private JsonNode json(String method, String verb, String path, String query, BodyPublisher body)
      throws IOException {
    try (InputStream answer = new BufferedInputStream(send(method, verb, path, query, body))) {
      return JsonMapper.shared().readTree(answer);
    } catch (JacksonException e) {
      throw new IOException("the node's answer can't be read: " + e.getOriginalMessage(), e);
    }
  }

  /// The body of an answer that says that it was done.
  private InputStream send(
      String method, String verb, String path, String query, BodyPublisher body)
      throws IOException {
    URI target =
        URI.create(
            endpoint
                + "/v1/"
                + verb
                + PercentCode.encodePath(path)
                + "?volume="
                + encoded(volume)
                + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(target).method(method, body);
    user.ifPresent(known -> request.header("Authorization", basic(known)));
    try {
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() / 100 == 2) {
        return answer.body();
      }
      throw refused(answer, path);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  /// The fault that a problem document tells of.
  private static IOException refused(HttpResponse<InputStream> answer, String path)
      throws IOException {
    try (InputStream body = answer.body()) {
      JsonNode problem = JsonMapper.shared().readTree(body);
      String type = problem.optional("type").map(JsonNode::asString).orElse("");
      if (type.endsWith(":not-found")) {
        return new NoSuchFileException(path);
      }
      return new IOException(
          problem
              .optional("detail")
              .map(JsonNode::asString)
              .orElse("the node answered " + answer.statusCode()));
    } catch (JacksonException _) {
      return new IOException("the node answered " + answer.statusCode());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String basic(UserEntry user) {
    String pair = user.accessKey() + ":" + user.secretKey();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  @Override
  public void close() {
    client.close();
  }
}
