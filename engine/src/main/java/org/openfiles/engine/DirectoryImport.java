package org.openfiles.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One reading of a directory's listing, and how far it has come: what lies up to there is in the
/// index already, while the rest is still on its way.
final class DirectoryImport {
  private final long begun;
  private String reached = "";
  private boolean done;
  private @Nullable Throwable fault;

  /// @param begun in nanoseconds since 1970
  DirectoryImport(long begun) {
    this.begun = begun;
  }

  long begun() {
    return begun;
  }

  synchronized void reach(String row) {
    reached = row;
    notifyAll();
  }

  /// @param how null for well
  synchronized void end(@Nullable Throwable how) {
    done = true;
    fault = how;
    notifyAll();
  }

  /// Up to which row the index has it; empty for all.
  synchronized Optional<String> reached() throws IOException {
    requireGood();
    return done ? Optional.empty() : Optional.of(reached);
  }

  /// Waits until it has come further than a row. Answers as [#reached()].
  synchronized Optional<String> await(String row) throws IOException {
    while (!done && reached.compareTo(row) <= 0) {
      pause();
    }
    return reached();
  }

  synchronized void awaitEnd() throws IOException {
    while (!done) {
      pause();
    }
    requireGood();
  }

  private void requireGood() throws IOException {
    switch (fault) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IOException(fault);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private void pause() throws IOException {
    try {
      wait();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a directory was listed");
    }
  }
}
