package org.openfiles.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A network that breaks: passes bytes on to a server, and cuts the connection after some bytes of
/// the next answers.
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final InetSocketAddress server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong cuts = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private volatile long bytes = Long.MAX_VALUE;

  CuttingProxy(URI server) throws IOException {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.submit(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /// Cuts each of the next connections that many times, when so many bytes came from the server.
  void cut(int times, long afterBytes) {
    bytes = afterBytes;
    cuts.set(times);
  }

  long cutsLeft() {
    return cuts.get();
  }

  /// How many bytes the server has answered, up to now.
  long answered() {
    return answered.get();
  }

  private Object accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Socket upstream = new Socket(server.getAddress(), server.getPort());
      threads.submit(() -> pass(client, upstream));
      threads.submit(() -> answer(upstream, client));
    }
  }

  private static Object pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      return from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private Object answer(Socket from, Socket to) throws IOException {
    byte[] buffer = new byte[1 << 12];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      long since = 0;
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        answered.addAndGet(length);
        since = cuts.get() > 0 ? since + length : 0;
        if (since > bytes && cuts.getAndDecrement() > 0) {
          return since;
        }
        out.write(buffer, 0, length);
      }
      return since;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
