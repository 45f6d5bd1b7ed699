package org.openfiles.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class UpkeepTest {
  @Test
  void turnThatFailsIsFollowedByTheNext() throws InterruptedException {
    CountDownLatch turns = new CountDownLatch(3);
    try (Upkeep _ =
        Upkeep.every(
            Duration.ofMillis(1),
            () -> {
              turns.countDown();
              throw new IOException("a disk that hiccups");
            })) {
      assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nothingIsDoneBeforeThePeriodIsOver() {
    CountDownLatch turn = new CountDownLatch(1);
    Upkeep.every(Duration.ofDays(1), turn::countDown).close();
    assertThat(turn.getCount()).isOne();
  }
}
