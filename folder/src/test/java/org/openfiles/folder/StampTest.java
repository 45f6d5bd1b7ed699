package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StampTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1000 * MILLI;
  private static final long CHANGED = 1_700_000_000 * SECOND;

  @Test
  void changeOfThisInstantIsNotSettled() {
    Stamp stamp = new Stamp(1, 2, CHANGED, CHANGED + 123 * MILLI);

    assertThat(stamp.isSettledAt(CHANGED + 123 * MILLI)).isFalse();
    assertThat(stamp.isSettledAt(CHANGED + 133 * MILLI)).isFalse();
    assertThat(stamp.isSettledAt(CHANGED + 200 * MILLI)).isTrue();
  }

  @Test
  void changeOnAWholeSecondMayBeOfAFileSystemThatKnowsNoParts() {
    Stamp stamp = new Stamp(1, 2, CHANGED, CHANGED);

    assertThat(stamp.isSettledAt(CHANGED + 1999 * MILLI)).isFalse();
    assertThat(stamp.isSettledAt(CHANGED + 3 * SECOND)).isTrue();
  }

  @Test
  void contentTimeThatSomebodySetToThePastSettlesNothing() {
    Stamp stamp = new Stamp(1, 2, 0, CHANGED + 5);

    assertThat(stamp.isSettledAt(CHANGED + 10)).isFalse();
  }

  @Test
  void changeFromTheFutureIsNotSettled() {
    assertThat(new Stamp(1, 2, 0, CHANGED + 5 * SECOND).isSettledAt(CHANGED)).isFalse();
  }
}
