package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ExchangeListenerTest {
  private final BlockingQueue<ExchangeListener.Exchange> exchanges = new LinkedBlockingQueue<>();

  @Test
  void everyExchangeIsToldAndCounted() throws Exception {
    try (TestServer server =
            TestServer.with(options -> options.withListener(exchanges::add), TestServer::echoBody);
        RawClient client = server.client()) {
      String put = "PUT /k HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
      client.send(put).readResponse();
      ExchangeListener.Exchange exchange = exchanges.take();
      assertThat(exchange.request().rawPath()).isEqualTo("/k");
      assertThat(exchange.status()).isEqualTo(200);
      assertThat(exchange.bodyBytes()).isEqualTo(3);
      assertThat(exchange.complete()).isTrue();
      assertThat(exchange.durationNanos()).isPositive();

      client.send("HEAD /k HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
      assertThat(exchanges.take().bodyBytes()).isZero();

      HttpServerStats stats = server.server().stats();
      assertThat(stats.accepted()).isEqualTo(1);
      assertThat(stats.connections()).isEqualTo(1);
      assertThat(stats.requests()).isEqualTo(2);
      assertThat(stats.bytesReceived()).isGreaterThan(put.length());
      assertThat(stats.bytesSent()).isGreaterThan(100);
    }
  }

  @Test
  void exchangeWithoutAnAnswerHasStatus499() throws Exception {
    ResponseBody broken =
        new ResponseBody.Stream(
            target -> {
              throw new IOException("broken page");
            });
    ErrorPage page = (status, reason) -> Response.of(status, Headers.EMPTY, broken);
    Handler handler =
        request -> {
          throw new IOException("broken handler");
        };
    try (TestServer server =
            TestServer.with(
                options -> options.withListener(exchanges::add).withErrorPage(page), handler);
        RawClient client = server.client()) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readToEnd()).isEmpty();
      ExchangeListener.Exchange exchange = exchanges.take();
      assertThat(exchange.status()).isEqualTo(499);
      assertThat(exchange.complete()).isFalse();
    }
  }
}
