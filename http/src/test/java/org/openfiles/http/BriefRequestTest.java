package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests that a handler calls brief are answered on the thread that moves the bytes, unless that
/// would have to wait.
@Timeout(60)
class BriefRequestTest {
  private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

  /// Answers with as many bytes as the path says.
  private final class Sized implements Handler {
    @Override
    public boolean isBrief(Request request) {
      return !request.target().equals("/slow");
    }

    @Override
    public Response handle(Request request) throws IOException {
      request.attach(request.rawPath());
      threads.add(
          Thread.currentThread().isVirtual() ? "virtual" : Thread.currentThread().getName());
      byte[] body = TestServer.readAll(request.body());
      return switch (request.rawPath()) {
        case "/slow" -> Response.of(200, "text/plain", "slow");
        case "/fails" -> throw new IOException("handler failed");
        case "/large" -> Response.of(200, Headers.EMPTY, ResponseBody.bytes(new byte[4 << 20]));
        default -> Response.of(200, "text/plain", request.rawPath() + body.length);
      };
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  @Test
  void briefRequestsAreAnsweredWithoutAThread() throws Exception {
    try (TestServer server = TestServer.with(new Sized());
        RawClient client = server.client()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(get("/a")).readResponse().text()).isEqualTo("/a0");
        assertThat(threads.take()).startsWith("http-io");
      }
      assertThat(client.send(get("/slow")).readResponse().text()).isEqualTo("slow");
      assertThat(threads.take()).isEqualTo("virtual");
      // The thread may still be there when the next request comes, and takes that too.
      do {
        assertThat(client.send(get("/b")).readResponse().text()).isEqualTo("/b0");
      } while (threads.take().equals("virtual"));
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
    try (TestServer server = TestServer.with(new Sized());
        RawClient client = server.client()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        requests.append(get(i % 7 == 3 ? "/slow" : "/" + i));
      }
      client.send(requests.toString());
      for (int i = 0; i < 100; i++) {
        String expected = i % 7 == 3 ? "slow" : "/" + i + "0";
        assertThat(client.readResponse().text()).isEqualTo(expected);
      }
    }
  }

  @Test
  void bodiesAndPartialHeadsAreLeftToAThread() throws Exception {
    try (TestServer server = TestServer.with(new Sized());
        RawClient client = server.client()) {
      client.send("GET /k HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n\r\n\r\n");
      assertThat(client.readResponse().text()).isEqualTo("/k4");
      assertThat(threads.take()).isEqualTo("virtual");
      client.send("GET /k HTTP/1.1\r\nHost: x\r\n");
      Thread.sleep(50);
      assertThat(client.send("\r\n").readResponse().text()).isEqualTo("/k0");
      assertThat(threads.take()).isEqualTo("virtual");
    }
  }

  @Test
  void largeResponsesDoNotHoldUpOthers() throws Exception {
    try (TestServer server = TestServer.with(new Sized())) {
      RawClient[] greedy = new RawClient[8];
      for (int i = 0; i < greedy.length; i++) {
        greedy[i] = server.client();
        greedy[i].send(get("/large"));
      }
      for (int i = 0; i < greedy.length; i++) {
        try (RawClient client = server.client()) {
          assertThat(client.send(get("/a")).readResponse().text()).isEqualTo("/a0");
        }
      }
      for (RawClient client : greedy) {
        assertThat(client.readResponse().body()).hasSize(4 << 20);
        assertThat(client.send(get("/a")).readResponse().text()).isEqualTo("/a0");
        client.close();
      }
    }
  }

  @Test
  void clientThatReadsNothingIsGivenUp() throws Exception {
    Limits limits =
        new Limits(
            Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(300), 4096, 8192, 10);
    Handler blocks =
        new Handler() {
          @Override
          public boolean isBrief(Request request) {
            return true;
          }

          @Override
          public Response handle(Request request) {
            return Response.of(200, Headers.EMPTY, ResponseBody.bytes(new byte[60_000]));
          }
        };
    try (TestServer server = TestServer.with(options -> options.withLimits(limits), blocks);
        RawClient client = server.client()) {
      client.send(get("/").repeat(1000));
      long until = System.nanoTime() + 20_000_000_000L;
      while (server.server().stats().connections() > 0 && System.nanoTime() < until) {
        Thread.sleep(20);
      }
      assertThat(server.server().stats().connections()).isZero();
    }
  }

  @Test
  void failuresAndAttachmentsReachTheListener() throws Exception {
    BlockingQueue<ExchangeListener.Exchange> exchanges = new LinkedBlockingQueue<>();
    try (TestServer server =
            TestServer.with(options -> options.withListener(exchanges::add), new Sized());
        RawClient client = server.client()) {
      assertThat(client.send(get("/fails")).readResponse().status()).isEqualTo(500);
      assertThat(client.send(get("/large")).readResponse().status()).isEqualTo(200);
      for (String path : new String[] {"/fails", "/large"}) {
        assertThat(exchanges.take().request().attachment()).isEqualTo(path);
      }
    }
  }

  @Test
  void idleConnectionsEndWithTheServerAndWithTheirTime() throws Exception {
    Limits limits =
        new Limits(
            Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMinutes(1), 4096, 8192, 10);
    try (TestServer server = TestServer.with(options -> options.withLimits(limits), new Sized());
        RawClient client = server.client()) {
      client.send(get("/a")).readResponse();
      assertThat(client.readToEnd()).isEmpty();
    }
    TestServer server = TestServer.with(new Sized());
    try (RawClient client = server.client()) {
      client.send(get("/a")).readResponse();
      server.close();
      assertThat(client.readToEnd()).isEmpty();
    }
  }
}
