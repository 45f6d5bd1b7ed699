package org.openfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackPressureTest {
  private static final int LENGTH = 10 << 20;

  private static Response echo(Request request) {
    return Response.of(
        200,
        Headers.EMPTY,
        new ResponseBody.Stream(
            request.body().length(),
            target -> {
              RequestBody body = request.body();
              for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                target.write(bytes);
              }
            }));
  }

  @Test
  void tenMebibytesAreEchoedToASlowReader() throws Exception {
    byte[] bytes = new byte[LENGTH];
    new Random(1).nextBytes(bytes);
    try (TestServer server = TestServer.with(BackPressureTest::echo);
        RawClient client = new RawClient(server.address(), 4096)) {
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: " + LENGTH + "\r\n\r\n");
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.send(bytes);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      while (!client.readLine().isEmpty()) {}
      ByteBuffer expected = ByteBuffer.wrap(bytes);
      while (expected.hasRemaining()) {
        byte[] piece = client.readExactly(Math.min(1999, expected.remaining()));
        assertThat(ByteBuffer.wrap(piece))
            .isEqualTo(expected.slice(expected.position(), piece.length));
        expected.position(expected.position() + piece.length);
      }
      sent.join();
    }
  }

  @Test
  void uploadIsHeldBackWhileTheHandlerDoesNotRead() throws Exception {
    CountDownLatch readOn = new CountDownLatch(1);
    AtomicLong read = new AtomicLong();
    Handler handler =
        request -> {
          try {
            readOn.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          read.set(TestServer.readAll(request.body()).length);
          return Response.of(200);
        };
    try (TestServer server = TestServer.with(handler);
        RawClient client = server.client()) {
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: " + LENGTH + "\r\n\r\n");
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.send(new byte[LENGTH]);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      long taken = takenWhenStill(server.server());
      assertThat(taken).isBetween(512L << 10, 2L << 20);
      readOn.countDown();
      sent.join();
      assertThat(client.readResponse().status()).isEqualTo(200);
      assertThat(read).hasValue(LENGTH);
    }
  }

  @Test
  void downloadIsHeldBackWhileTheClientDoesNotRead() throws Exception {
    AtomicLong made = new AtomicLong();
    Handler handler =
        request ->
            Response.of(
                200,
                Headers.EMPTY,
                new ResponseBody.Stream(
                    target -> {
                      for (int i = 0; i < 64 << 10; i++) {
                        target.write(new byte[1024]);
                        made.addAndGet(1024);
                      }
                    }));
    try (TestServer server = TestServer.with(handler);
        RawClient client = new RawClient(server.address(), 4096)) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      // What the kernel's send buffer takes is not ours to bound: 4 MiB by default.
      assertThat(whenStill(made::get)).isBetween(1L, 16L << 20);
      assertThat(client.readResponse().body()).hasSize(64 << 20);
    }
  }

  private static long takenWhenStill(HttpServer server) {
    return whenStill(() -> server.stats().bytesReceived());
  }

  /// The value once it has been above zero and unchanged for a fifth of a second.
  private static long whenStill(java.util.function.LongSupplier value) {
    long last = value.getAsLong();
    long since = System.nanoTime();
    while (last == 0 || System.nanoTime() - since < 200_000_000) {
      long now = value.getAsLong();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      Thread.onSpinWait();
    }
    return last;
  }
}
