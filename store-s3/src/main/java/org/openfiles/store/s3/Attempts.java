package org.openfiles.store.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;

/// Makes requests until one is answered: while the store can't serve them, or somebody else's
/// request stands in the way, after pauses that grow and are spread by chance, for a bounded time.
///
/// A try whose answer was lost may have happened. So a refusal that follows one is first shown to
/// the request's [Afterwards].
final class Attempts {
  private static final long PAUSE_MILLIS_MIN = 50;
  private static final long PAUSE_MILLIS_MAX = 5_000;
  private static final int DOUBLINGS_MAX = 10;

  /// One request by the SDK.
  interface Call<T> {
    T run() throws IOException;
  }

  /// Looks whether an earlier try happened after all, and tells what it would have answered.
  interface Afterwards<T> {
    Optional<T> of(IOException refusal) throws IOException;
  }

  private final Duration time;
  private final RandomGenerator random;

  Attempts(Duration time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  /// A request that may be made twice without harm.
  <T> T run(Subject subject, Call<T> call) throws IOException {
    return run(subject, call, _ -> Optional.empty());
  }

  <T> T run(Subject subject, Call<T> call, Afterwards<T> afterwards) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    for (int tries = 0; ; tries++) {
      IOException fault;
      try {
        return call.run();
      } catch (SdkException e) {
        fault = Faults.of(e, subject);
      }
      long pause = pauseMillis(tries);
      boolean inTime = System.nanoTime() + pause * 1_000_000 < end;
      if (!Faults.mayPass(fault) || !inTime) {
        Optional<T> happened = tries == 0 ? Optional.empty() : afterwards.of(fault);
        if (happened.isPresent()) {
          return happened.get();
        }
        throw fault;
      }
      pause(pause);
    }
  }

  private long pauseMillis(int tries) {
    long most = PAUSE_MILLIS_MIN << Math.min(tries, DOUBLINGS_MAX);
    return 1 + random.nextLong(Math.min(most, PAUSE_MILLIS_MAX));
  }

  private static void pause(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted between tries");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
