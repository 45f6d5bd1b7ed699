package org.openfiles.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String HEAD = "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n";

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Handler answering(int status, ResponseBody body) {
    return request -> Response.of(status, Headers.EMPTY, body);
  }

  /// Reads at most 1,000 bytes a time, so that reads do not fill the blocks they are given.
  private static ResponseBody.BlockReader blocks(byte[] bytes) {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    return new ResponseBody.BlockReader() {
      @Override
      public int read(ByteBuffer target) {
        int count = Math.min(1000, Math.min(source.remaining(), target.remaining()));
        target.put(source.slice(source.position(), count));
        source.position(source.position() + count);
        return count == 0 ? -1 : count;
      }

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 65536, 65537, 3_000_001})
  void bytesArriveWhole(int length) throws Exception {
    byte[] bytes = random(length);
    try (TestServer server = TestServer.with(answering(200, ResponseBody.bytes(bytes)));
        RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        RawResponse response = client.send(GET).readResponse();
        assertThat(response.bytes()).isEqualTo(bytes);
        assertThat(response.headers().all("Content-Length")).containsExactly("" + length);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 65536, 65537, 3_000_001})
  void sourceArrivesWhole(int length) throws Exception {
    byte[] bytes = random(length);
    Handler handler =
        request -> Response.of(200, Headers.EMPTY, new ResponseBody.Source(length, blocks(bytes)));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(GET).readResponse().bytes()).isEqualTo(bytes);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "7, 65536", "7, 65537", "123, 3000001"})
  void partOfAFileArrivesWhole(int position, int length, @TempDir Path directory) throws Exception {
    byte[] bytes = random(position + length + 10);
    Path file = Files.write(directory.resolve("f"), bytes);
    Handler handler =
        request ->
            Response.of(
                200,
                Headers.EMPTY,
                new ResponseBody.File(FileChannel.open(file), position, length));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(GET).readResponse().body())
            .isEqualTo(new String(bytes, position, length, ISO_8859_1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32767, 32768, 32769, 3_000_001})
  void streamOfUnknownLengthIsChunkedUnlessItIsShort(int length) throws Exception {
    byte[] bytes = random(length);
    Handler handler = answering(200, new ResponseBody.Stream(target -> target.write(bytes)));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        RawResponse response = client.send(GET).readResponse();
        assertThat(response.bytes()).isEqualTo(bytes);
        assertThat(response.header("Transfer-Encoding"))
            .isEqualTo(length < 32768 ? "absent" : "chunked");
        assertThat(response.header("Content-Length"))
            .isEqualTo(length < 32768 ? "" + length : "absent");
      }
    }
  }

  @Test
  void streamOfKnownLengthHasThatLength() throws Exception {
    byte[] bytes = random(100_000);
    Handler handler =
        answering(
            200,
            new ResponseBody.Stream(
                OptionalLong.of(100_000),
                target -> {
                  target.flush();
                  target.write(bytes[0]);
                  target.write(bytes, 1, 99_999);
                }));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        RawResponse response = client.send(GET).readResponse();
        assertThat(response.bytes()).isEqualTo(bytes);
        assertThat(response.header("Content-Length")).isEqualTo("100000");
      }
    }
  }

  @Test
  void streamOfUnknownLengthEndsWithTheConnectionOnHttp10() throws Exception {
    byte[] bytes = random(100_000);
    Handler handler = answering(200, new ResponseBody.Stream(target -> target.write(bytes)));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      RawResponse response = client.readResponse();
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(response.header("Transfer-Encoding")).isEqualTo("absent");
      assertThat(response.bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void flushReallySends() throws Exception {
    CountDownLatch clientHasSpace = new CountDownLatch(1);
    Handler handler =
        answering(
            200,
            new ResponseBody.Stream(
                target -> {
                  target.write(' ');
                  target.flush();
                  target.flush();
                  await(clientHasSpace);
                  target.write('x');
                }));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send(GET);
      while (!client.readLine().isEmpty()) {}
      assertThat(client.readLine()).isEqualTo("1");
      assertThat(client.readLine()).isEqualTo(" ");
      clientHasSpace.countDown();
      assertThat(client.readLine()).isEqualTo("1");
      assertThat(client.readLine()).isEqualTo("x");
      assertThat(client.readLine()).isEqualTo("0");
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("nothing was sent");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void headAndSmallBodyLeaveInOneWrite() throws Exception {
    byte[] bytes = random(4096);
    Handler handler =
        request -> Response.of(200, Headers.EMPTY, new ResponseBody.Source(4096, blocks(bytes)));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      byte[] first = client.send(GET).readOnce(8192);
      assertThat(new String(first, ISO_8859_1)).endsWith(new String(bytes, ISO_8859_1));
    }
  }

  @Test
  void headIsAnsweredWithTheLengthOfTheBody() throws Exception {
    try (TestServer server =
            TestServer.with(answering(200, ResponseBody.bytes("abc".getBytes(UTF_8))));
        RawClient client = server.client()) {
      assertThat(client.send(HEAD).readHead().header("Content-Length")).isEqualTo("3");
      assertThat(client.send(GET).readResponse().text()).isEqualTo("abc");
    }
  }

  @Test
  void headIsAnsweredWithTheLengthGivenWhenThereIsNoBody() throws Exception {
    Handler handler = request -> Response.of(200, Headers.of("content-length", "5368709120"));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      assertThat(client.send(HEAD).readHead().headers().all("Content-Length"))
          .containsExactly("5368709120");
      assertThat(client.send(GET).readResponse().headers().all("Content-Length"))
          .containsExactly("0");
    }
  }

  @Test
  void headOfAStreamOfUnknownLengthHasNoLength() throws Exception {
    Handler handler = answering(200, new ResponseBody.Stream(target -> target.write(new byte[9])));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      RawResponse response = client.send(HEAD).readHead();
      assertThat(response.header("Content-Length")).isEqualTo("absent");
      assertThat(client.send(GET).readResponse().bytes()).hasSize(9);
    }
  }

  @ParameterizedTest
  @CsvSource({"204, absent", "304, 3"})
  void statusWithoutContentHasNoBody(int status, String length) throws Exception {
    Handler handler = answering(status, ResponseBody.bytes("abc".getBytes(UTF_8)));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        RawResponse response = client.send(GET).readResponse();
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("Content-Length")).isEqualTo(length);
      }
    }
  }

  @Test
  void fieldsOfTheServerAreSentOnce() throws Exception {
    Handler handler =
        request ->
            Response.of(
                200,
                Headers.of("Date", "x", "Content-Length", "7", "Transfer-Encoding", "x", "A", "b"));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      Headers headers = client.send(GET).readResponse().headers();
      assertThat(headers.names()).containsExactly("A", "Content-Length", "Date");
      assertThat(headers.all("Date")).hasSize(1);
      assertThat(headers.first("Date").orElseThrow())
          .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }
  }
}
