package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OffCarrierTest {
  private static <T> T onVirtualThread(Callable<T> task) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return executor.submit(task).get();
    }
  }

  @Test
  void aVirtualThreadHandsTheCallToAPlatformThread() throws Exception {
    long caller = Thread.currentThread().threadId();
    long id =
        onVirtualThread(
            () ->
                OffCarrier.run(
                    () -> {
                      assertThat(Thread.currentThread().isVirtual()).isFalse();
                      return Thread.currentThread().threadId();
                    }));
    assertThat(id).isNotEqualTo(caller);
    assertThat(OffCarrier.run(() -> Thread.currentThread().threadId())).isEqualTo(caller);
  }

  /// More waiting calls than there are carriers: if they held them, the last thread would not run.
  @Test
  void waitingCallsLeaveTheCarriersToOthers() throws Exception {
    int calls = Math.min(60, 4 * Runtime.getRuntime().availableProcessors());
    CountDownLatch inside = new CountDownLatch(calls);
    CountDownLatch end = new CountDownLatch(1);
    List<Future<Long>> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < calls; i++) {
        results.add(executor.submit(() -> OffCarrier.run(() -> waitInside(inside, end))));
      }
      try {
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.submit(() -> "ran").get(60, TimeUnit.SECONDS)).isEqualTo("ran");
      } finally {
        end.countDown();
      }
    }
    for (Future<Long> result : results) {
      assertThat(result.get()).isZero();
    }
  }

  private static long waitInside(CountDownLatch inside, CountDownLatch end) {
    inside.countDown();
    while (true) {
      try {
        end.await();
        return 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void failuresArriveAsTheyAre() {
    for (Throwable failure :
        new Throwable[] {new NoSuchFileException("x"), new IllegalStateException(), new Error()}) {
      assertThatThrownBy(() -> onVirtualThread(() -> OffCarrier.run(() -> thrown(failure))))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(failure);
    }
  }

  private static long thrown(Throwable failure) throws IOException {
    switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }
}
