package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
