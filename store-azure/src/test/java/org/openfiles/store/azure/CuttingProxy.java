package org.openfiles.store.azure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a client and a server, and cuts one connection when so many bytes of answers have
/// passed: not before the test says so.
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final CountDownLatch allowed = new CountDownLatch(1);
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  CuttingProxy(URI server) throws IOException {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  URI endpoint(URI of) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + of.getPath());
  }

  /// The next bytes of answers are the last ones of their connection.
  void cutAfter(long bytes) {
    left.set(bytes);
  }

  void allow() {
    allowed.countDown();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket upstream = new Socket(server.getAddress(), server.getPort());
        Thread.startVirtualThread(() -> pump(client, upstream, false));
        Thread.startVirtualThread(() -> pump(upstream, client, true));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long before = answers ? left.getAndAdd(-n) : Long.MAX_VALUE;
        out.write(buffer, 0, (int) Math.min(n, before));
        out.flush();
        if (before <= n) {
          allowed.await();
          left.set(Long.MAX_VALUE);
          return;
        }
      }
    } catch (IOException _) {
      // Either side has closed: so does the other.
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    allowed.countDown();
    listener.close();
  }
}
