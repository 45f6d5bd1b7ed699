package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.ErrorKind;
import org.openfiles.core.Inode;
import org.openfiles.core.Name;
import org.openfiles.core.TreePaths;

/// What no file can be called, refused before anything is changed.
final class PathLimitsTest extends VolumeTestCase {
  @Override
  VolumeOptions options() {
    return super.options().withPrefix("volume/");
  }

  private static ErrorKind kind(Throwable fault) {
    return ErrorKind.of(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/..", "/a/../b", "/a//b", "/.", "/a\0b", "/a\uD800"})
  void whatIsNoPathIsABadRequest(String path) {
    assertThatThrownBy(() -> TreePaths.names(path))
        .satisfies(fault -> assertThat(kind(fault)).isEqualTo(ErrorKind.BAD_REQUEST));
  }

  @Test
  void longNameIsRefused() throws IOException {
    assertThatThrownBy(() -> mkdir("/" + "ü".repeat(128)))
        .hasMessageContaining("255")
        .satisfies(fault -> assertThat(kind(fault)).isEqualTo(ErrorKind.NAME_TOO_LONG));
    mkdir("/" + "ü".repeat(127) + "x");
    assertThat(list("/")).hasSize(1);
  }

  @Test
  void longKeyIsRefusedWhateverItIsMadeBy() throws IOException {
    String deep = "";
    for (int i = 0; i < 4; i++) {
      deep += "/" + "d".repeat(251);
      mkdir(deep);
    }
    // "volume/" and the four directories with their slashes are 7 + 4 * 252 bytes.
    Inode parent = find(deep).inode();
    write(deep + "/123456789", "1024 bytes");
    mkdir(deep + "/12345678");
    int pending = volume.pending();
    assertTooLong(() -> tree().create(parent, new Name("1234567890"), OURS));
    assertTooLong(() -> tree().mkdir(parent, new Name("a23456789"), OURS));
    assertTooLong(() -> tree().symlink(parent, new Name("1234567890"), "x", OURS));
    String shallow = deep.substring(0, 252 * 3) + "/f";
    write(shallow, "x");
    String tooDeep = deep + "/1234567890";
    assertTooLong(() -> rename(shallow, tooDeep));
    assertThat(list(deep)).containsExactlyInAnyOrder("123456789", "12345678");
    assertThat(volume.pending()).isEqualTo(pending + 1);
    assertThat(read(shallow)).isEqualTo("x");
    flush();
    assertThat(volume.pending()).isZero();
  }

  private static void assertTooLong(ThrowingCallable verb) {
    assertThatThrownBy(verb)
        .hasMessageContaining("1024")
        .satisfies(fault -> assertThat(kind(fault)).isEqualTo(ErrorKind.NAME_TOO_LONG));
  }
}
