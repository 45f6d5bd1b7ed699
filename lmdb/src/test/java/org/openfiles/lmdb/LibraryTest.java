package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibraryTest {
  @Test
  void everyMachineThatIsServedHasItsLibraryInTheJar() {
    assertThat(
            Stream.of("Linux", "Mac OS X")
                .flatMap(
                    system ->
                        Stream.of("amd64", "aarch64")
                            .map(processor -> Library.candidates(system, processor)))
                .flatMap(List::stream))
        .hasSize(6)
        .allMatch(name -> Library.class.getResource(name) != null);
  }

  @Test
  void anotherMachineIsToldWhatIsNeeded() {
    assertThatThrownBy(() -> Library.candidates("Windows 11", "amd64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "the database needs Linux or macOS on x86-64 or aarch64, this is Windows 11 on amd64");
    assertThatThrownBy(() -> Library.candidates("Linux", "riscv64"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
