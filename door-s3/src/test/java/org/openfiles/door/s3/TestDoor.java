package org.openfiles.door.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.auth.AuthSettings;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.auth.Users;
import org.openfiles.http.HttpServer;
import org.openfiles.http.HttpServerOptions;

/// A door on a real server.
final class TestDoor implements AutoCloseable {
  static final User ALICE = new User("alice-key", "alice-secret", "alice-id", "Alice");
  static final User BOB = new User("bob-key", "bob-secret", "bob-id", "Bob");

  final Volumes volumes;
  private final BlockingQueue<RequestListener.Event> events = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private final RawClient client;

  private TestDoor(Volumes volumes, S3DoorSettings settings, AuthSettings auth) throws IOException {
    this.volumes = volumes;
    InstantSource clock = InstantSource.system();
    S3Door door =
        new S3Door(
            settings,
            new S3DoorParts(
                volumes,
                new Authenticator(auth, Users.of(List.of(ALICE, BOB)), clock),
                clock,
                new Random(7),
                events::add,
                () -> "# metrics\n"));
    server =
        HttpServer.start(
            HttpServerOptions.plain(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clock)
                .withErrorPage(door.errorPage())
                .withListener(door.exchanges()),
            door);
    client = new RawClient(server.address());
  }

  /// Everybody may do everything.
  static TestDoor open(Volumes volumes, S3DoorSettings settings) throws IOException {
    return new TestDoor(
        volumes,
        settings.withAnonymous(S3DoorSettings.Anonymous.EVERYTHING),
        AuthSettings.DEFAULT.withCredentials(AuthSettings.Credentials.IGNORED));
  }

  /// Everybody is who the credentials say: `Authorization` with an access key is enough.
  static TestDoor guarded(Volumes volumes) throws IOException {
    return new TestDoor(
        volumes, S3DoorSettings.DEFAULT, AuthSettings.DEFAULT.withKeyOnlyAuthorization(true));
  }

  /// The next request that the door told of, which it does after the client has its answer.
  RequestListener.Event nextEvent() throws InterruptedException {
    RequestListener.Event event = events.poll(10, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no request was told of");
    }
    return event;
  }

  /// Sends a request whose target is taken as it is; headers are `Name: value`.
  Answer send(String method, String target, byte[] body, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (!has(headers, "Host")) {
      head.append("Host: 127.0.0.1\r\n");
    }
    if (!has(headers, "Content-Length")
        && !has(headers, "Transfer-Encoding")
        && (body.length > 0 || method.equals("PUT") || method.equals("POST"))) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return client.send(head.toString(), body);
  }

  /// Sends a request line and headers as they are.
  Answer sendRaw(String head) throws IOException {
    return client.send(head, new byte[0]);
  }

  private static boolean has(String[] headers, String name) {
    for (String header : headers) {
      if (header.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
        return true;
      }
    }
    return false;
  }

  Answer get(String target, String... headers) throws IOException {
    return send("GET", target, new byte[0], headers);
  }

  Answer head(String target, String... headers) throws IOException {
    return send("HEAD", target, new byte[0], headers);
  }

  Answer delete(String target, String... headers) throws IOException {
    return send("DELETE", target, new byte[0], headers);
  }

  Answer put(String target, String body, String... headers) throws IOException {
    return send("PUT", target, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Answer post(String target, String body, String... headers) throws IOException {
    return send("POST", target, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  @Override
  public void close() throws IOException {
    server.close();
    volumes.close();
  }
}
