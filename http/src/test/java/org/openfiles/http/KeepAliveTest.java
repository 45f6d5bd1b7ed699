package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepAliveTest {
  @Test
  void connectionIsKeptByDefaultOnHttp11() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      for (int i = 0; i < 3; i++) {
        RawResponse response =
            client.send("GET /" + i + " HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(response.text()).isEqualTo("GET|/" + i + "|");
        assertThat(response.headers().contains("Connection")).isFalse();
      }
    }
  }

  @Test
  void connectionIsClosedWhenClientAsksForIt() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n");
      assertThat(client.readResponse().header("Connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void connectionIsClosedWhenHandlerAsksForIt() throws Exception {
    Handler handler = request -> Response.of(200).withHeader("Connection", "close");
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readResponse().headers().all("Connection")).containsExactly("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void http10ConnectionIsClosedByDefault() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      RawResponse response = client.send("GET /a HTTP/1.0\r\n\r\n").readResponse();
      assertThat(response.text()).isEqualTo("GET|/a|");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void http10ConnectionIsKeptWhenAskedFor() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
        assertThat(client.readResponse().header("Connection")).isEqualTo("keep-alive");
      }
    }
  }

  @Test
  void thousandPipelinedRequestsAreAnsweredInOrder() throws Exception {
    AtomicInteger active = new AtomicInteger();
    Handler handler =
        request -> {
          int together = active.incrementAndGet();
          Response response = Response.of(200, "text/plain", request.target() + " " + together);
          active.decrementAndGet();
          return response;
        };
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      client.send(requests.toString());
      for (int i = 0; i < 1000; i++) {
        assertThat(client.readResponse().text()).isEqualTo("/" + i + " 1");
      }
    }
  }

  @Test
  void pipelinedRequestsWithBodiesKeepTheirFraming() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoBody);
        RawClient client = server.client()) {
      client.sendLines(
          """
          PUT /a HTTP/1.1
          Host: x
          Content-Length: 3

          abcPUT /b HTTP/1.1
          Host: x
          Transfer-Encoding: chunked

          2
          de
          0

          PUT /c HTTP/1.1
          Host: x
          Content-Length: 0

          PUT /d HTTP/1.1
          Host: x
          Content-Length: 1

          f\
          """);
      assertThat(client.readResponse().text()).isEqualTo("abc");
      assertThat(client.readResponse().text()).isEqualTo("de");
      assertThat(client.readResponse().text()).isEmpty();
      assertThat(client.readResponse().text()).isEqualTo("f");
    }
  }

  /// The same requests must get the same answers however their bytes are spread over packets.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void requestsCutAnywhereAreAnsweredAlike(long seed) throws Exception {
    Random random = new Random(seed);
    try (TestServer server = TestServer.with(TestServer::echoBody);
        RawClient client = server.client()) {
      StringBuilder requests = new StringBuilder();
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String body = "x".repeat(random.nextInt(300)) + i;
        bodies.add(body);
        requests.append("PUT /").append(i).append(" HTTP/1.1\r\nHost: x\r\n");
        if (random.nextBoolean()) {
          requests.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        } else {
          requests.append("Transfer-Encoding: chunked\r\n\r\n");
          for (int from = 0; from < body.length(); ) {
            int to = Math.min(body.length(), from + 1 + random.nextInt(100));
            requests.append(Integer.toHexString(to - from)).append("\r\n");
            requests.append(body, from, to).append("\r\n");
            from = to;
          }
          requests.append("0\r\n\r\n");
        }
      }
      for (int from = 0; from < requests.length(); ) {
        int to = Math.min(requests.length(), from + 1 + random.nextInt(60));
        client.send(requests.substring(from, to));
        from = to;
      }
      for (String body : bodies) {
        assertThat(client.readResponse().text()).isEqualTo(body);
      }
    }
  }

  @Test
  void answerStillArrivesWhenClientHasEndedItsSide() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoHead);
        RawClient client = server.client()) {
      client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").endOutput();
      assertThat(client.readResponse().text()).isEqualTo("GET|/a|");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void oneByteAtATimeIsReadAsOneRequest() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoBody);
        RawClient client = server.client()) {
      String head = "PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
      String request = head + "3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nTrailer: t\r\n\r\n";
      for (int i = 0; i < request.length(); i++) {
        client.send(request.substring(i, i + 1));
      }
      assertThat(client.readResponse().text()).isEqualTo("abcd");
    }
  }
}
