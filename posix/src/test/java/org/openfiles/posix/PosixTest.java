package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PosixTest {
  @Test
  void thisMachineHasOpenat2OrElseTheTestsOfItMeanNothing() {
    assertThat(Posix.supported()).isTrue();
    Posix.requireSupported();
    assertThat(KernelResolver.works()).isTrue();
    assertThat(Resolver.ofThisMachine()).isInstanceOf(KernelResolver.class);
  }

  @Test
  void anotherSystemIsToldWhatIsNeeded() {
    assertThat(Posix.supported("Mac OS X", "aarch64")).isFalse();
    assertThat(Posix.supported("Windows 11", "amd64")).isFalse();
    assertThat(Posix.supported("Linux", "riscv64")).isFalse();
    assertThat(Posix.supported("Linux", "aarch64")).isTrue();
    assertThat(Posix.supported("Linux", "amd64")).isTrue();
    assertThatThrownBy(() -> Posix.requireSupported("Mac OS X", "aarch64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("folder volumes need Linux (x86-64 or aarch64), this is Mac OS X on aarch64");
  }
}
