package org.openfiles.lmdb;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The read transactions of an environment: ended ones are kept and renewed, which costs a tenth of
/// a new one.
///
/// At most [#MAX] are open at once; who comes later waits.
final class Readers {
  static final int MAX = 512;

  private final Environment environment;
  private final Semaphore permits = new Semaphore(MAX);
  private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Environment environment) {
    this.environment = environment;
  }

  record Reader(long txn, Frames frames) {}

  /// A transaction on the newest committed state.
  Reader begin() throws IOException {
    permits.acquireUninterruptibly();
    boolean begun = false;
    try {
      if (closed) {
        throw new ClosedChannelException();
      }
      Reader reader = idle.poll();
      // While it is polled in vain, all that were made belong to other holders of permits.
      reader = reader != null ? renewed(reader) : made();
      begun = true;
      return reader;
    } finally {
      if (!begun) {
        permits.release();
      }
    }
  }

  private Reader made() throws IOException {
    Frames frames = new Frames();
    return new Reader(environment.begin(Lmdb.RDONLY, frames.own()), frames);
  }

  private Reader renewed(Reader reader) throws IOException {
    int code = Lmdb.txnRenew(reader.txn());
    if (code != Code.SUCCESS) {
      Lmdb.txnAbort(reader.txn());
      environment.check(code);
    }
    return reader;
  }

  void end(Reader reader) {
    Lmdb.txnReset(reader.txn());
    idle.push(reader);
    permits.release();
  }

  /// Waits for all reads and lets no more in.
  void close() {
    closed = true;
    permits.acquireUninterruptibly(MAX);
    for (@Nullable Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
      Lmdb.txnAbort(reader.txn());
    }
    permits.release(MAX);
  }
}
