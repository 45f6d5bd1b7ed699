package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GracefulCloseTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private Response blocking(Request request) throws IOException {
    entered.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return Response.of(200, "text/plain", "x".repeat(1 << 20));
  }

  @Test
  void closeLetsTheResponseInFlightFinishAndEndsIdleConnectionsAtOnce() throws Exception {
    try (TestServer server =
            TestServer.with(
                options -> options.withCloseGrace(Duration.ofMinutes(1)), this::blocking);
        RawClient idle = server.client();
        RawClient halfway = server.client();
        RawClient busy = server.client()) {
      halfway.send("GET / HTT");
      busy.send(GET);
      entered.await();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      assertThat(idle.readToEnd()).isEmpty();
      assertThat(server.server().stats().inFlight()).isPositive();
      assertThat(closed).isNotDone();
      assertThatThrownBy(server::client).isInstanceOf(ConnectException.class);
      release.countDown();
      RawResponse response = busy.readResponse();
      assertThat(response.body()).hasSize(1 << 20);
      assertThat(response.header("Connection")).isEqualTo("close");
      closed.get(30, TimeUnit.SECONDS);
      assertThat(server.server().stats().inFlight()).isZero();
      assertThat(server.server().stats().connections()).isZero();
    }
  }

  @Test
  void closeCutsWhatIsInFlightAfterTheGrace() throws Exception {
    try (TestServer server =
            TestServer.with(
                options -> options.withCloseGrace(Duration.ofMillis(50)), this::blocking);
        RawClient busy = server.client()) {
      busy.send(GET);
      entered.await();
      server.server().close();
      busy.awaitEnd();
      release.countDown();
    }
  }

  @Test
  void closeOfAnIdleServerIsQuickAndMayBeRepeated() throws Exception {
    TestServer server = TestServer.with(TestServer::echoHead);
    try (RawClient idle = server.client()) {
      idle.send(GET).readResponse();
      CompletableFuture.runAsync(server::close).get(30, TimeUnit.SECONDS);
      assertThat(idle.readToEnd()).isEmpty();
    }
    server.close();
  }
}
