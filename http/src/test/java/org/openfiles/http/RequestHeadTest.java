package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadTest {
  @ParameterizedTest
  @CsvSource({
    "/, /, ''",
    "/b/k%20x?list-type=2, /b/k%20x, list-type=2",
    "/b?, /b, ''",
    "/b?a?b=c, /b, a?b=c",
    "/%2F//../x, /%2F//../x, ''",
    "http://h/b/k?x, /b/k, x",
    "HTTPS://h:90, /, ''",
    "http://h?acl, /, acl",
  })
  void targetIsSplitAtTheFirstQuestionMarkAndNotDecoded(String target, String path, String query)
      throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      client.send("DELETE " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readResponse().text()).isEqualTo("DELETE|" + path + "|" + query);
    }
  }

  @Test
  void hostOfAnAbsoluteTargetReplacesTheHostHeader() throws Exception {
    Handler handler =
        request -> Response.of(200, "text/plain", request.headers().all("host").toString());
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send("GET http://b.example:81/k HTTP/1.1\r\nHost: other\r\n\r\n");
      assertThat(client.readResponse().text()).isEqualTo("[b.example:81]");
    }
  }

  @Test
  void optionsOfTheServerItselfIsHandled() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readResponse().text()).isEqualTo("OPTIONS|*|");
    }
  }

  @Test
  void headersAreTrimmedOrderedAndCaseInsensitive() throws Exception {
    Handler handler =
        request -> {
          StringBuilder text = new StringBuilder();
          request.headers().forEach((name, value) -> text.append(name + "=" + value + ";"));
          return Response.of(200, "text/plain", text + "" + request.headers().all("x-a"));
        };
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nhost:x\r\nX-A:  1 \t\r\nEmpty:\r\nx-a: b: c\r\n\r\n");
      assertThat(client.readResponse().text()).isEqualTo("host=x;X-A=1;Empty=;x-a=b: c;[1, b: c]");
    }
  }

  @Test
  void headerBytesAreReadAsUtf8OrElseLatin1AndWrittenAsUtf8() throws Exception {
    Handler handler =
        request ->
            Response.of(200)
                .withHeader("Utf8", request.headers().first("Utf8").orElseThrow())
                .withHeader("Latin1", request.headers().first("Latin1").orElseThrow());
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      String utf8 =
          new String("é€😀".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      client.send("GET / HTTP/1.1\r\nHost: x\r\nUtf8: " + utf8 + "\r\nLatin1: caf\u00e9\r\n\r\n");
      RawResponse response = client.readResponse();
      assertThat(response.header("Utf8")).isEqualTo(utf8);
      assertThat(response.header("Latin1")).isEqualTo("caf\u00c3\u00a9");
    }
  }

  @Test
  void emptyLinesBeforeARequestAreSkipped() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      client.send("\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readResponse().status()).isEqualTo(200);
    }
  }

  @Test
  void requestKnowsItsProtocolPeerAndTime() throws Exception {
    Handler handler =
        request -> {
          assertThat(request.receivedNanos()).isLessThanOrEqualTo(System.nanoTime());
          return Response.of(
              200,
              "text/plain",
              request.protocol() + request.secure() + request.remoteAddress().getAddress());
        };
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.0\r\n\r\n");
      assertThat(client.readResponse().text()).startsWith("HTTP/1.0false").contains("127.0.0.1");
    }
  }
}
