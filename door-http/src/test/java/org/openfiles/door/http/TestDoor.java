package org.openfiles.door.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.openfiles.core.Creator;
import org.openfiles.core.FileTree;
import org.openfiles.http.HttpServer;
import org.openfiles.http.HttpServerOptions;
import org.openfiles.testkit.MemoryFeed;
import org.openfiles.testkit.MemoryFileVolume;
import org.openfiles.testkit.TickingClock;
import org.openfiles.testkit.TreeFixture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A door over a tree in memory, on a real server, and clients of it.
final class TestDoor implements TreeFixture, AutoCloseable {
  private final MemoryFileVolume volume = new MemoryFileVolume("main", new TickingClock());
  private final MemoryFileVolume other = new MemoryFileVolume("other", new TickingClock());
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestDoor(boolean both, Gate gate) throws IOException {
    FilesDoor door =
        new FilesDoor(
            new FilesDoorParts(
                both ? List.of(volume, other) : List.of(volume),
                gate,
                new Creator(1000, 1000, 022),
                new Random(7)));
    server =
        HttpServer.start(
            HttpServerOptions.plain(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    InstantSource.system())
                .withErrorPage(door.errorPage()),
            door);
  }

  static TestDoor open() throws IOException {
    return new TestDoor(false, Gate.OPEN);
  }

  static TestDoor guarded(Gate gate) throws IOException {
    return new TestDoor(false, gate);
  }

  static TestDoor ofTwoVolumes() throws IOException {
    return new TestDoor(true, Gate.OPEN);
  }

  /// An answer whose body was read.
  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    List<String> names() {
      return json().get("entries").valueStream().map(each -> each.get("name").asString()).toList();
    }
  }

  Answer get(String target, String... headers) throws IOException, InterruptedException {
    return send("GET", target, BodyPublishers.noBody(), headers);
  }

  Answer put(String target, String body, String... headers)
      throws IOException, InterruptedException {
    return send("PUT", target, BodyPublishers.ofString(body), headers);
  }

  Answer post(String target, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", target, BodyPublishers.ofString(body), headers);
  }

  Answer delete(String target, String... headers) throws IOException, InterruptedException {
    return send("DELETE", target, BodyPublishers.noBody(), headers);
  }

  Answer send(String method, String target, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(target)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
  }

  URI uri(String target) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + target);
  }

  /// What comes back for bytes as they are, until the server ends the connection.
  String raw(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  @Override
  public FileTree tree() {
    return volume.files();
  }

  /// What the door is told to have happened.
  MemoryFeed feed() {
    return volume.changes();
  }

  FileTree otherTree() {
    return other.files();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
