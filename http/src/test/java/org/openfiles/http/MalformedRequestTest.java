package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedRequestTest {
  private static final String GET = "GET / HTTP/1.1\r\n";
  private static final String PUT = "PUT / HTTP/1.1\r\nHost: x\r\n";

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of(400, "no version", "GET /\r\n\r\n"),
        Arguments.of(400, "no target", "GET HTTP/1.1\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "two spaces", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "space in target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "control in target", "GET /a\tb HTTP/1.1\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "relative target", "GET a/b HTTP/1.1\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "authority target", "CONNECT h:80 HTTP/1.1\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "method is no token", "G@T / HTTP/1.1\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "lower-case protocol", "GET / http/1.1\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"),
        Arguments.of(505, "HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Arguments.of(414, "long target", "GET /" + "a".repeat(4096) + " HTTP/1.1\r\n"),
        Arguments.of(414, "endless line", "a".repeat(5000)),
        Arguments.of(431, "long header", GET + "Host: x\r\nA: " + "a".repeat(8192) + "\r\n"),
        Arguments.of(431, "many headers", GET + "Host: x\r\n" + "A: b\r\n".repeat(2000)),
        Arguments.of(400, "bare LF", "GET / HTTP/1.1\nHost: x\n\n"),
        Arguments.of(400, "bare LF in headers", GET + "Host: x\nA: b\r\n\r\n"),
        Arguments.of(400, "bare CR in value", GET + "Host: x\r\nA: b\rc\r\n\r\n"),
        Arguments.of(400, "NUL in value", GET + "Host: x\r\nA: b\u0000c\r\n\r\n"),
        Arguments.of(400, "folded line", GET + "Host: x\r\nA: b\r\n c\r\n\r\n"),
        Arguments.of(400, "folded line with colon", GET + "Host: x\r\nA: b\r\n\tc: d\r\n\r\n"),
        Arguments.of(400, "space before colon", GET + "Host: x\r\nA : b\r\n\r\n"),
        Arguments.of(400, "no colon", GET + "Host: x\r\nA\r\n\r\n"),
        Arguments.of(400, "no name", GET + "Host: x\r\n: b\r\n\r\n"),
        Arguments.of(400, "no host", GET + "A: b\r\n\r\n"),
        Arguments.of(400, "two hosts", GET + "Host: x\r\nHost: x\r\n\r\n"),
        Arguments.of(400, "empty length", PUT + "Content-Length:\r\n\r\n"),
        Arguments.of(400, "negative length", PUT + "Content-Length: -1\r\n\r\n"),
        Arguments.of(400, "signed length", PUT + "Content-Length: +1\r\n\r\n"),
        Arguments.of(400, "no number", PUT + "Content-Length: 1x\r\n\r\n"),
        Arguments.of(400, "length list", PUT + "Content-Length: 1, 1\r\n\r\n"),
        Arguments.of(400, "length overflow", PUT + "Content-Length: 9999999999999999999\r\n\r\n"),
        Arguments.of(400, "two lengths", PUT + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"),
        Arguments.of(
            400,
            "length and chunked",
            PUT + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
        Arguments.of(501, "gzip", PUT + "Transfer-Encoding: gzip, chunked\r\n\r\n"),
        Arguments.of(
            400,
            "chunked twice",
            PUT + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
        Arguments.of(
            400, "chunked on HTTP/1.0", "PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("malformed")
  void isAnsweredByTheErrorPageAndClosed(int status, String what, String bytes) throws Exception {
    AtomicInteger handled = new AtomicInteger();
    Handler handler =
        request -> {
          handled.incrementAndGet();
          return Response.of(200);
        };
    ErrorPage page =
        (code, reason) -> Response.of(code, "application/xml", "<E>" + reason + "</E>");
    try (TestServer server = TestServer.with(options -> options.withErrorPage(page), handler);
        RawClient client = server.client()) {
      client.send(bytes + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
      RawResponse response = client.readResponse();
      assertThat(response.status()).as(what).isEqualTo(status);
      assertThat(response.header("Content-Type")).isEqualTo("application/xml");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(response.text()).matches("<E>[A-Za-z0-9/.\\- ]+</E>");
      assertThat(client.readToEnd()).isEmpty();
      assertThat(handled).hasValue(0);
    }
  }

  @Test
  void equalLengthsCountOnce() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoBody);
        RawClient client = server.client()) {
      client.send(PUT + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nab");
      assertThat(client.readResponse().text()).isEqualTo("ab");
    }
  }

  @Test
  void errorPageThatFailsIsReplacedByPlainText() throws Exception {
    ErrorPage page =
        (code, reason) -> {
          throw new IllegalStateException("broken page");
        };
    try (TestServer server =
            TestServer.with(options -> options.withErrorPage(page), TestServer::echoHead);
        RawClient client = server.client()) {
      assertThat(client.send("nonsense\r\n").readResponse().text())
          .isEqualTo("malformed request line\n");
    }
  }

  @Test
  void largestAllowedHeadIsHandled() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      String path = "/" + "a".repeat(4096 - "GET / HTTP/1.1".length());
      String fill = "a".repeat(8192 - "Host: x\r\nA: \r\n".length());
      client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nA: " + fill + "\r\n\r\n");
      assertThat(client.readResponse().status()).isEqualTo(200);
    }
  }
}
