package org.openfiles.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// The way to a server over which everything takes its time, and some connections are cut: before
/// the request has arrived, or before the answer has.
final class BadNetwork implements AutoCloseable {
  private static final int DELAY_MILLIS_MAX = 15;
  private static final int BYTES = 64 << 10;

  private final URI target;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile double cut;

  BadNetwork(URI target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    // Accepting holds its carrier no more than a moment, but forever.
    Thread.ofPlatform().daemon().start(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /// @param probability with which each piece that passes is the last of its connection
  void cut(double probability) {
    cut = probability;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket near = listening.accept();
        Socket far = new Socket(target.getHost(), target.getPort());
        threads.execute(() -> pass(near, far));
        threads.execute(() -> pass(far, near));
      } catch (IOException _) {
        // Closed, or the server is not there: the client sees a connection that ends.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] piece = new byte[BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (random.nextDouble() < cut) {
          return;
        }
        Thread.sleep(random.nextInt(DELAY_MILLIS_MAX));
        out.write(piece, 0, length);
      }
    } catch (IOException | InterruptedException _) {
      // Either side has ended it.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
