package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.posix.TestFolder.name;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XattrTest {
  private TestFolder folder;
  private Directory directory;
  private Fd file;

  @BeforeEach
  void open() throws Exception {
    folder = new TestFolder();
    directory = Directory.open(folder.path());
    file = directory.createFile(name("file"), 0600);
  }

  @AfterEach
  void close() throws Exception {
    file.close();
    directory.close();
    folder.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 2047, 2048, 2049, 3000})
  void givesBackEveryByte(int length) throws Exception {
    byte[] value = new byte[length];
    new Random(length).nextBytes(value);
    file.setXattr("user.a", value);
    assertThat(file.xattr("user.a")).hasValue(value);
  }

  @Test
  void replacesListsAndRemoves() throws Exception {
    assertThat(file.xattr("user.a")).isEmpty();
    assertThat(file.removeXattr("user.a")).isFalse();
    assertThat(file.listXattrs()).isEmpty();
    file.setXattr("user.a", name("1"));
    file.setXattr("user.a", name("2"));
    file.setXattr("user.é", name("3"));
    assertThat(file.xattr("user.a")).hasValue(name("2"));
    assertThat(file.listXattrs()).containsExactlyInAnyOrder("user.a", "user.é");
    assertThat(file.removeXattr("user.a")).isTrue();
    assertThat(file.listXattrs()).containsExactly("user.é");
  }

  @Test
  void listsMoreNamesThanTheUsualRoomHolds() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String each = "user." + i + "x".repeat(200);
      file.setXattr(each, new byte[0]);
      names.add(each);
    }
    assertThat(file.listXattrs()).containsExactlyInAnyOrderElementsOf(names);
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 1 << 20})
  void aValueThatNoFileSystemTakesIsTooLong(int length) {
    assertThatThrownBy(() -> file.setXattr("user.a", new byte[length]))
        .isInstanceOfSatisfying(
            PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.E2BIG));
  }

  @Test
  void aValueThatDoesNotFitIsRefusedOrKeptWhole() throws Exception {
    byte[] value = new byte[65_536];
    new Random(7).nextBytes(value);
    try {
      file.setXattr("user.a", value);
      assertThat(file.xattr("user.a")).hasValue(value);
    } catch (PosixException e) {
      assertThat(e.errno()).isIn(Errno.E2BIG, Errno.ENOSPC);
      assertThat(file.xattr("user.a")).isEmpty();
    }
  }

  @Test
  void wrongNamesAreRefused() {
    assertThatThrownBy(() -> file.setXattr("user." + "x".repeat(300), new byte[1]))
        .isInstanceOfSatisfying(
            PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ERANGE));
    assertThatThrownBy(() -> file.xattr("user." + "x".repeat(10_000)))
        .isInstanceOfSatisfying(
            PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ERANGE));
    assertThatThrownBy(() -> file.setXattr("nonamespace", new byte[1]))
        .isInstanceOfSatisfying(
            PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EOPNOTSUPP));
    assertThatThrownBy(() -> file.xattr("user.a\0b")).isInstanceOf(InvalidPathException.class);
  }
}
