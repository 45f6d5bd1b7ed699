package org.openfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  private static final String CHUNKED_PUT =
      "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String EXPECTING_PUT =
      "PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";

  private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

  private static Response ignoreBody(Request request) {
    return Response.of(200, "text/plain", "ignored");
  }

  private Response recordFailure(Request request) throws IOException {
    Throwable failure = catchThrowable(() -> TestServer.readAll(request.body()));
    seen.add(failure);
    assertThat(catchThrowable(() -> request.body().next())).isSameAs(failure);
    throw (IOException) failure;
  }

  @Test
  void lengthIsKnownUnlessChunked() throws Exception {
    Handler handler =
        request -> {
          seen.add(request.body().length());
          return TestServer.echoBody(request);
        };
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab").readResponse();
      assertThat(client.send(CHUNKED_PUT + "A\r\n0123456789\r\n0\r\n\r\n").readResponse().text())
          .isEqualTo("0123456789");
      assertThat(seen)
          .containsExactly(OptionalLong.of(0), OptionalLong.of(2), OptionalLong.empty());
    }
  }

  @Test
  void endOfBodyIsReportedAgainAndAgain() throws Exception {
    Handler handler =
        request -> {
          byte[] body = TestServer.readAll(request.body());
          assertThat(request.body().next()).isNull();
          return Response.of(200, Headers.EMPTY, ResponseBody.bytes(body));
        };
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      assertThat(client.send(CHUNKED_PUT + "1\r\na\r\n0\r\n\r\n").readResponse().text())
          .isEqualTo("a");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n",
        "\r\n",
        "-1\r\n",
        "1 x\r\n",
        "1g\r\n",
        "10000000000000000\r\n",
        "1\r\nab\r\n",
        "1\r\nabc",
        "1\na\r\n",
        "1\r\na\n0\r\n",
        "0\r\nTrailer: ",
      })
  void malformedChunksFailTheBodyAndCloseTheConnection(String chunks) throws Exception {
    try (TestServer server = TestServer.with(this::recordFailure);
        RawClient client = server.client()) {
      client.send(CHUNKED_PUT + chunks + "a".repeat(9000) + "\r\n\r\n");
      RawResponse response = client.readResponse();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
      assertThat(seen.take()).isInstanceOf(ProtocolException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 5\r\n\r\nab", "Transfer-Encoding: chunked\r\n\r\n5\r\nab"})
  void bodyCutShortEndsInEofException(String rest) throws Exception {
    try (TestServer server = TestServer.with(this::recordFailure);
        RawClient client = server.client()) {
      client.send("PUT / HTTP/1.1\r\nHost: x\r\n" + rest).endOutput();
      assertThat(seen.take()).isInstanceOf(EOFException.class);
      assertThat(client.readResponse().status()).isEqualTo(400);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void handlerMayAnswerABodyCutShortInItsOwnWay() throws Exception {
    Handler handler =
        request -> {
          assertThat(catchThrowable(() -> TestServer.readAll(request.body())))
              .isInstanceOf(EOFException.class);
          return Response.of(400, "text/plain", "IncompleteBody");
        };
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab").endOutput();
      RawResponse response = client.readResponse();
      assertThat(response.text()).isEqualTo("IncompleteBody");
      assertThat(response.header("Connection")).isEqualTo("close");
    }
  }

  @Test
  void continueIsSentWhenTheBodyIsRead() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoBody);
        RawClient client = server.client()) {
      client.send(EXPECTING_PUT);
      assertThat(client.readResponse().statusLine()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(client.send("abc").readResponse().text()).isEqualTo("abc");
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readResponse().status()).isEqualTo(200);
    }
  }

  @Test
  void continueIsNotSentWhenTheBodyIsIgnored() throws Exception {
    try (TestServer server = TestServer.with(RequestBodyTest::ignoreBody);
        RawClient client = server.client()) {
      RawResponse response = client.send(EXPECTING_PUT).readResponse();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  /// The AWS CLI asks for it before an empty file too. Where it gets a final answer at once, it has
  /// been seen to take the next answer on that connection for one without headers, and to wait.
  @Test
  void continueIsSentForABodyOfNoBytesToo() throws Exception {
    String empty = EXPECTING_PUT.replace("Content-Length: 3", "Content-Length: 0");
    try (TestServer server = TestServer.with(TestServer::echoBody);
        RawClient client = server.client()) {
      assertThat(client.send(empty).readResponse().statusLine()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(client.readResponse().status()).isEqualTo(200);
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readResponse().status()).isEqualTo(200);
    }
  }

  @Test
  void finalAnswerInsteadOfContinueEndsTheConnectionAlsoWhereTheBodyIsEmpty() throws Exception {
    String empty = EXPECTING_PUT.replace("Content-Length: 3", "Content-Length: 0");
    try (TestServer server = TestServer.with(RequestBodyTest::ignoreBody);
        RawClient client = server.client()) {
      RawResponse response = client.send(empty).readResponse();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void continueIsSentWhenTheResponseReadsTheBodyBeforeItBegins() throws Exception {
    try (TestServer server = TestServer.with(request -> readingLate(request, false));
        RawClient client = server.client()) {
      assertThat(client.send(EXPECTING_PUT).readResponse().status()).isEqualTo(100);
      assertThat(client.send("abc").readResponse().text()).isEqualTo("3");
    }
  }

  @Test
  void continueIsNotSentOnceTheResponseHasBegun() throws Exception {
    try (TestServer server = TestServer.with(request -> readingLate(request, true));
        RawClient client = server.client()) {
      RawResponse response = client.send(EXPECTING_PUT + "abc").readResponse();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("3");
    }
  }

  private static Response readingLate(Request request, boolean flushFirst) {
    return Response.of(
        200,
        Headers.EMPTY,
        new ResponseBody.Stream(
            target -> {
              if (flushFirst) {
                target.flush();
              }
              int length = TestServer.readAll(request.body()).length;
              target.write(String.valueOf(length).getBytes(UTF_8));
            }));
  }

  @Test
  void continueIsNotSentOnHttp10() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoBody);
        RawClient client = server.client()) {
      client.send("PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na");
      assertThat(client.readResponse().text()).isEqualTo("a");
    }
  }

  /// RFC 9110 section 10.1.1 lets a server answer 417 or go on; S3 goes on, and ceph's suite has it
  /// so.
  @Test
  void anotherExpectationIsIgnored() throws Exception {
    try (TestServer server = TestServer.with(TestServer::echoBody);
        RawClient client = server.client()) {
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 200\r\nContent-Length: 1\r\n\r\na");
      assertThat(client.readResponse().text()).isEqualTo("a");
    }
  }

  @Test
  void smallUnreadRestKeepsTheConnection() throws Exception {
    try (TestServer server = TestServer.with(RequestBodyTest::ignoreBody);
        RawClient client = server.client()) {
      int length = 64 << 10;
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");
      assertThat(client.readResponse().headers().contains("Connection")).isFalse();
      client.send(new byte[length]).send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readResponse().text()).isEqualTo("ignored");
    }
  }

  @Test
  void largeUnreadRestClosesTheConnectionAndTheAnswerStillArrives() throws Exception {
    try (TestServer server = TestServer.with(RequestBodyTest::ignoreBody);
        RawClient client = server.client()) {
      int length = 4 << 20;
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");
      client.send(new byte[length]);
      RawResponse response = client.readResponse();
      assertThat(response.text()).isEqualTo("ignored");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void endlessUploadThatNobodyReadsIsCut() throws Exception {
    try (TestServer server = TestServer.with(RequestBodyTest::ignoreBody);
        RawClient client = server.client()) {
      client.send(CHUNKED_PUT);
      byte[] chunk = ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").getBytes(UTF_8);
      assertThat(catchThrowable(() -> sendFor(client, chunk, 8192)))
          .isInstanceOf(IOException.class);
    }
  }

  private static void sendFor(RawClient client, byte[] chunk, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      client.send(chunk);
    }
  }

  @Test
  void unknownStateAfterClientResetIsNotWaitedFor() throws Exception {
    try (TestServer server = TestServer.with(this::recordFailure)) {
      RawClient client = server.client();
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab").reset();
      assertThat(seen.take()).isInstanceOf(IOException.class);
    }
  }
}
