package org.openfiles.lmdb;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// A change on its way: what it answered is known when it is committed.
public final class Pending<T extends @Nullable Object> {
  private final Step<T> step;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private Outcome<T> own = new Outcome.Failure<>(new IllegalStateException("it has not run yet"));

  /// What is done in a batch.
  interface Step<T extends @Nullable Object> {
    T run(Batch batch) throws IOException;

    /// Whether it needs a batch of its own.
    default boolean isAlone() {
      return false;
    }
  }

  /// How a step ended, if the batch is committed.
  private sealed interface Outcome<T extends @Nullable Object> {
    record Result<T extends @Nullable Object>(T value) implements Outcome<T> {}

    record Failure<T extends @Nullable Object>(Throwable why) implements Outcome<T> {}
  }

  Pending(Step<T> step) {
    this.step = step;
  }

  /// Waits until the change is committed as [Options.Durability] says, and answers what it
  /// answered; throws what it threw, or why it could not be committed.
  ///
  /// An interrupt does not end the waiting, since it would not end the commit: it stays pending.
  public T await() throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return outcome.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Whether [#await()] would answer at once.
  public boolean isDone() {
    return outcome.isDone();
  }

  private static IOException rethrown(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException failure -> failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case null, default -> new IOException(e.getCause());
    };
  }

  boolean isAlone() {
    return step.isAlone();
  }

  /// Whatever a change throws is the business of who waits for it, and of nobody else.
  void run(Batch batch) {
    try {
      own = new Outcome.Result<>(step.run(batch));
    } catch (Throwable e) {
      own = new Outcome.Failure<>(e);
    }
  }

  void committed() {
    switch (own) {
      case Outcome.Result<T>(T value) -> outcome.complete(value);
      case Outcome.Failure<T>(Throwable why) -> outcome.completeExceptionally(why);
    }
  }

  void failed(Throwable why) {
    outcome.completeExceptionally(why);
  }
}
