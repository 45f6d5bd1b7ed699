package org.openfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class FailureTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final ErrorPage PAGE =
      (status, reason) -> Response.of(status, "application/xml", "<E>" + reason + "</E>");

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(HttpServer.class);

  @BeforeEach
  void watchTheLog() {
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
  }

  @AfterEach
  void unwatchTheLog() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  private static TestServer server(Handler handler) throws IOException {
    return TestServer.with(options -> options.withErrorPage(PAGE), handler);
  }

  static Stream<Arguments> failuresBeforeTheFirstByte() {
    return Stream.of(
        Arguments.of(
            "handler throws IOException",
            (Handler)
                request -> {
                  throw new IOException("disk on fire");
                }),
        Arguments.of(
            "handler throws Error",
            (Handler)
                request -> {
                  throw new AssertionError("bug");
                }),
        Arguments.of(
            "stream fails at once",
            (Handler)
                request ->
                    Response.of(
                        200,
                        Headers.EMPTY,
                        new ResponseBody.Stream(
                            target -> {
                              target.write(1);
                              throw new IOException("disk on fire");
                            }))),
        Arguments.of(
            "source ends early",
            (Handler)
                request ->
                    Response.of(
                        200, Headers.EMPTY, new ResponseBody.Source(5, ended(new byte[3])))),
        Arguments.of(
            "stream is shorter than announced",
            (Handler)
                request ->
                    Response.of(
                        200,
                        Headers.EMPTY,
                        new ResponseBody.Stream(OptionalLong.of(5), target -> target.write(1)))),
        Arguments.of(
            "stream is longer than announced",
            (Handler)
                request ->
                    Response.of(
                        200,
                        Headers.EMPTY,
                        new ResponseBody.Stream(
                            OptionalLong.of(5), target -> target.write(new byte[6])))));
  }

  private static ResponseBody.BlockReader ended(byte[] bytes) {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    return new ResponseBody.BlockReader() {
      @Override
      public int read(ByteBuffer target) {
        int count = Math.min(source.remaining(), target.remaining());
        target.put(source.slice(source.position(), count));
        source.position(source.position() + count);
        return count == 0 ? -1 : count;
      }

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failuresBeforeTheFirstByte")
  void failureBeforeTheFirstByteIsAnErrorPageAndLogged(String what, Handler handler)
      throws Exception {
    try (TestServer server = server(handler);
        RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        RawResponse response = client.send(GET).readResponse();
        assertThat(response.status()).as(what).isEqualTo(500);
        assertThat(response.text()).isEqualTo("<E>internal error</E>");
      }
    }
    assertThat(log.list).hasSize(2).allMatch(event -> event.getLevel() == Level.ERROR);
    assertThat(log.list.getFirst().getFormattedMessage())
        .isEqualTo("request failed method=GET path=/");
  }

  @Test
  void failureAfterTheFirstByteCutsTheConnection() throws Exception {
    Handler handler =
        request ->
            Response.of(
                200,
                Headers.EMPTY,
                new ResponseBody.Stream(
                    target -> {
                      target.write("ab".getBytes(UTF_8));
                      target.flush();
                      throw new IOException("disk on fire");
                    }));
    try (TestServer server = server(handler);
        RawClient client = server.client()) {
      client.send(GET);
      while (!client.readLine().isEmpty()) {}
      assertThat(new String(client.readToEnd(), UTF_8)).isEqualTo("2\r\nab\r\n");
    }
    assertThat(log.list).hasSize(1);
  }

  @Test
  void clientThatGoesAwayIsNoErrorOfTheServer() throws Exception {
    CountDownLatch ended = new CountDownLatch(2);
    Handler handler =
        request -> {
          if (request.method().equals("PUT")) {
            return TestServer.echoBody(request);
          }
          return Response.of(
              200,
              Headers.EMPTY,
              new ResponseBody.Stream(
                  target -> {
                    while (true) {
                      target.write(new byte[1 << 16]);
                    }
                  }));
        };
    ExchangeListener listener =
        exchange -> {
          assertThat(exchange.complete()).isFalse();
          ended.countDown();
        };
    try (TestServer server = TestServer.with(options -> options.withListener(listener), handler)) {
      RawClient upload = server.client();
      upload.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab").reset();
      RawClient download = server.client();
      download.send(GET).readExactly(1 << 20);
      download.reset();
      ended.await();
    }
    assertThat(log.list).isEmpty();
  }

  @Test
  void errorPageThatCannotBeSentCutsTheConnection() throws Exception {
    ErrorPage page =
        (status, reason) ->
            Response.of(
                status,
                Headers.EMPTY,
                new ResponseBody.Stream(
                    target -> {
                      throw new IOException("broken page");
                    }));
    Handler handler =
        request -> {
          throw new IOException("disk on fire");
        };
    try (TestServer server = TestServer.with(options -> options.withErrorPage(page), handler);
        RawClient client = server.client()) {
      assertThat(client.send(GET).readToEnd()).isEmpty();
    }
  }
}
