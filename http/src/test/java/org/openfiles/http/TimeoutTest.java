package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(100);

  private static UnaryOperator<HttpServerOptions> limits(
      Duration idle, Duration head, Duration body) {
    return options -> options.withLimits(new Limits(idle, head, body, 4096, 8192, 10));
  }

  @Test
  void idleConnectionIsClosedSilently() throws Exception {
    try (TestServer server = TestServer.with(limits(SHORT, LONG, LONG), TestServer::echoHead);
        RawClient fresh = server.client();
        RawClient used = server.client()) {
      used.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
      assertThat(fresh.readToEnd()).isEmpty();
      assertThat(used.readToEnd()).isEmpty();
    }
  }

  @Test
  void headThatDoesNotEndIsAnswered408() throws Exception {
    try (TestServer server = TestServer.with(limits(LONG, SHORT, LONG), TestServer::echoHead);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n");
      assertThat(client.readResponse().status()).isEqualTo(408);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void headThatDripsDoesNotGetMoreTime() throws Exception {
    try (TestServer server = TestServer.with(limits(LONG, SHORT, LONG), TestServer::echoHead);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\n");
      long start = System.nanoTime();
      Throwable ended =
          catchThrowable(
              () -> {
                while (System.nanoTime() - start < LONG.toNanos()) {
                  client.send("A: b\r\n");
                  Thread.onSpinWait();
                }
              });
      assertThat(ended).isInstanceOf(java.net.SocketException.class);
    }
  }

  @Test
  void bodyThatStandsStillFailsAndIsAnswered408() throws Exception {
    BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    Handler handler =
        request -> {
          try {
            return TestServer.echoBody(request);
          } catch (java.io.IOException e) {
            failures.add(e);
            throw e;
          }
        };
    try (TestServer server = TestServer.with(limits(LONG, LONG, SHORT), handler);
        RawClient client = server.client()) {
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
      assertThat(client.readResponse().status()).isEqualTo(408);
      assertThat(failures.take()).isInstanceOf(SocketTimeoutException.class);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void smallRestThatNeverComesClosesTheConnection() throws Exception {
    Handler handler = request -> Response.of(200);
    try (TestServer server = TestServer.with(limits(LONG, LONG, SHORT), handler);
        RawClient client = server.client()) {
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
      assertThat(client.readResponse().status()).isEqualTo(200);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void clientThatDoesNotReadIsCut() throws Exception {
    BlockingQueue<ExchangeListener.Exchange> exchanges = new LinkedBlockingQueue<>();
    Handler handler =
        request -> Response.of(200, Headers.EMPTY, ResponseBody.bytes(new byte[64 << 20]));
    try (TestServer server =
            TestServer.with(
                options -> limits(LONG, LONG, SHORT).apply(options.withListener(exchanges::add)),
                handler);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(exchanges.take().complete()).isFalse();
      client.awaitEnd();
    }
  }

  @Test
  void clientThatPipelinesWithoutReadingIsCut() throws Exception {
    BlockingQueue<ExchangeListener.Exchange> exchanges = new LinkedBlockingQueue<>();
    Handler handler =
        request -> Response.of(200, Headers.EMPTY, ResponseBody.bytes(new byte[32 << 10]));
    try (TestServer server =
            TestServer.with(
                options -> limits(LONG, LONG, SHORT).apply(options.withListener(exchanges::add)),
                handler);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(4000));
      ExchangeListener.Exchange last = exchanges.take();
      while (last.complete()) {
        last = exchanges.take();
      }
      assertThat(exchanges).isEmpty();
      client.awaitEnd();
    }
  }
}
