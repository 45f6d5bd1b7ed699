package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnsyncedTest {
  private final Unsynced unsynced = new Unsynced();

  @Test
  void nameOfTwoIsUnsyncedUntilTheSlowerIsDone() {
    unsynced.begin("a/b");
    unsynced.begin("a/b");

    unsynced.end("a/b");
    assertThat(unsynced.contains("a/b")).isTrue();
    assertThat(unsynced.isEmpty()).isFalse();

    unsynced.end("a/b");
    assertThat(unsynced.contains("a/b")).isFalse();
    assertThat(unsynced.isEmpty()).isTrue();
  }
}
