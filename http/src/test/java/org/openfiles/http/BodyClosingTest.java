package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A body is closed by the server whatever becomes of the response.
class BodyClosingTest {
  private static final long LARGE = 64 << 20;

  private final BlockingQueue<ExchangeListener.Exchange> exchanges = new LinkedBlockingQueue<>();
  private final BlockingQueue<FileChannel> opened = new LinkedBlockingQueue<>();
  @TempDir private Path directory;

  @BeforeEach
  void makeFile() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("f").toFile(), "rw")) {
      file.setLength(LARGE);
    }
  }

  private TestServer serving(int status, long length, Duration stall) throws IOException {
    Limits limits =
        new Limits(stall.multipliedBy(100), stall.multipliedBy(100), stall, 4096, 4096, 10);
    return TestServer.with(
        options -> options.withListener(exchanges::add).withLimits(limits),
        request -> {
          FileChannel file = FileChannel.open(directory.resolve("f"));
          opened.add(file);
          return Response.of(status, Headers.EMPTY, new ResponseBody.File(file, 0, length));
        });
  }

  private void assertClosed(boolean complete) throws InterruptedException {
    assertThat(exchanges.take().complete()).isEqualTo(complete);
    assertThat(opened.take().isOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"200, GET, 0", "200, GET, 10", "200, GET, 1000000", "200, HEAD, 10", "304, GET, 10"})
  void fileIsClosedAfterTheResponse(int status, String method, long length) throws Exception {
    try (TestServer server = serving(status, length, Duration.ofMinutes(1));
        RawClient client = server.client()) {
      client.send(method + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").readToEnd();
      assertClosed(true);
    }
  }

  @Test
  void fileIsClosedWhenClientIsGone() throws Exception {
    try (TestServer server = serving(200, LARGE, Duration.ofMinutes(1))) {
      RawClient client = server.client();
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readExactly(1000);
      client.reset();
      assertClosed(false);
    }
  }

  @Test
  void fileIsClosedWhenClientStopsReading() throws Exception {
    try (TestServer server = serving(200, LARGE, Duration.ofMillis(100));
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertClosed(false);
      client.awaitEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1000"})
  void fileShorterThanAnnouncedIsClosedAndAnErrorPageIsSent(long missing) throws Exception {
    try (TestServer server = serving(200, LARGE + 1 + missing, Duration.ofMinutes(1));
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readResponse().status()).isEqualTo(500);
      assertClosed(true);
    }
  }

  @Test
  void fileThatShrinksWhileItIsSentCutsTheConnection() throws Exception {
    try (TestServer server = serving(200, LARGE, Duration.ofMinutes(1));
        RawClient client = server.client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readExactly(1000);
      try (RandomAccessFile file = new RandomAccessFile(directory.resolve("f").toFile(), "rw")) {
        file.setLength(10);
      }
      client.awaitEnd();
      assertClosed(false);
    }
  }

  @Test
  void sourceAndStreamAreClosedOnceAlsoUnsent() throws Exception {
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    Handler handler =
        request ->
            Response.of(
                200,
                Headers.EMPTY,
                request.rawPath().equals("/source")
                    ? new ResponseBody.Source(3, new CountedReader(closed))
                    : new ResponseBody.Stream(new CountedWriter(closed)));
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      for (String method : new String[] {"GET", "HEAD"}) {
        client.send(method + " /source HTTP/1.1\r\nHost: x\r\n\r\n");
        client.send(method + " /stream HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      client.send("GET /source HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").readToEnd();
      assertThat(closed).containsExactly("source", "stream", "source", "stream", "source");
    }
  }

  private record CountedReader(BlockingQueue<String> closed) implements ResponseBody.BlockReader {
    @Override
    public int read(ByteBuffer target) {
      target.put((byte) 1);
      return 1;
    }

    @Override
    public void close() {
      closed.add("source");
    }
  }

  private record CountedWriter(BlockingQueue<String> closed) implements ResponseBody.StreamWriter {
    @Override
    public void writeTo(java.io.OutputStream target) throws IOException {
      target.write(1);
    }

    @Override
    public void close() {
      closed.add("stream");
    }
  }
}
