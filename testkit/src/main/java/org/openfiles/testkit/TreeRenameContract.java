package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openfiles.core.FileHandle;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.Inode;
import org.openfiles.core.IsDirectoryException;

/// Moving names (POSIX.1-2024, `rename()`; Linux, `renameat2()`).
interface TreeRenameContract extends TreeFixture {
  @Test
  default void renamedFileIsTheSameFile() throws IOException {
    Inode file = file("/f", "bytes").inode();
    mkdir("/d");
    rename("/f", "/d/g");

    assertThat(inode("/d/g")).isEqualTo(file);
    assertThat(text("/d/g")).isEqualTo("bytes");
    assertThat(names("/")).containsExactly("d");
  }

  @Test
  default void renamedDirectoryKeepsWhatIsInIt() throws IOException {
    mkdir("/d");
    mkdir("/d/e");
    file("/d/e/f", "bytes");
    mkdir("/x");
    rename("/d", "/x/y");

    assertThat(text("/x/y/e/f")).isEqualTo("bytes");
    assertThatThrownBy(() -> find("/d/e/f")).isInstanceOf(NoSuchFileException.class);
    file("/x/y/new", "more");
    assertThat(names("/x/y")).containsExactlyInAnyOrder("e", "new");
    mkdir("/d");
    assertThat(names("/d")).isEmpty();
  }

  @Test
  default void fileReplacesAFile() throws IOException {
    Inode moved = file("/f", "new").inode();
    Inode replaced = file("/g", "old").inode();
    rename("/f", "/g");

    assertThat(inode("/g")).isEqualTo(moved);
    assertThat(text("/g")).isEqualTo("new");
    assertThat(names("/")).containsExactly("g");
    assertThatThrownBy(() -> tree().attributes(replaced)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void replacedNameIsOneLinkLess() throws IOException {
    file("/g", "old");
    link("/g", "/h");
    file("/f", "new");
    rename("/f", "/g");

    assertThat(text("/g")).isEqualTo("new");
    assertThat(text("/h")).isEqualTo("old");
    assertThat(find("/h").links()).isEqualTo(1);
  }

  @Test
  default void directoryReplacesAnEmptyDirectoryOnly() throws IOException {
    mkdir("/d");
    file("/d/f", "bytes");
    mkdir("/empty");
    mkdir("/full");
    create("/full/x");
    create("/file");

    assertThatThrownBy(() -> rename("/d", "/full")).isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> rename("/d", "/file")).isInstanceOf(NotDirectoryException.class);
    rename("/d", "/empty");
    assertThat(text("/empty/f")).isEqualTo("bytes");
    assertThat(names("/")).containsExactlyInAnyOrder("empty", "full", "file");
  }

  @Test
  default void fileReplacesNoDirectory() throws IOException {
    create("/f");
    symlink("/l", "f");
    mkdir("/d");
    assertThatThrownBy(() -> rename("/f", "/d")).isInstanceOf(IsDirectoryException.class);
    assertThatThrownBy(() -> rename("/l", "/d")).isInstanceOf(IsDirectoryException.class);
    assertThat(names("/")).containsExactlyInAnyOrder("f", "l", "d");
  }

  @Test
  default void linkIsMovedAndNotItsTarget() throws IOException {
    file("/f", "bytes");
    symlink("/l", "f");
    rename("/l", "/m");
    assertThat(tree().readlink(inode("/m"))).isEqualTo("f");
    assertThat(text("/f")).isEqualTo("bytes");
  }

  @Test
  default void ontoItselfNothingHappens() throws IOException {
    file("/f", "bytes");
    mkdir("/d");
    rename("/f", "/f");
    rename("/d", "/d");
    assertThat(text("/f")).isEqualTo("bytes");
    assertThat(names("/")).containsExactlyInAnyOrder("f", "d");
  }

  @Test
  default void ontoAnotherNameOfTheSameFileBothStay() throws IOException {
    file("/f", "bytes");
    link("/f", "/g");
    rename("/f", "/g");
    assertThat(names("/")).containsExactlyInAnyOrder("f", "g");
    assertThat(find("/f").links()).isEqualTo(2);
  }

  @Test
  default void takenNameStaysWhenNothingMayBeReplaced() throws IOException {
    file("/f", "one");
    file("/g", "two");
    mkdir("/empty");
    for (String taken : new String[] {"/g", "/empty"}) {
      assertThatThrownBy(() -> rename("/f", taken, RenameMode.NO_REPLACE))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(text("/f")).isEqualTo("one");
    assertThat(text("/g")).isEqualTo("two");
    rename("/f", "/h", RenameMode.NO_REPLACE);
    assertThat(text("/h")).isEqualTo("one");
  }

  @Test
  default void exchangeSwapsWhateverTheyAre() throws IOException {
    file("/f", "bytes");
    mkdir("/d");
    mkdir("/d/e");
    file("/d/e/x", "inner");
    rename("/f", "/d/e", RenameMode.EXCHANGE);

    assertThat(text("/d/e")).isEqualTo("bytes");
    assertThat(text("/f/x")).isEqualTo("inner");
    assertThat(names("/")).containsExactlyInAnyOrder("d", "f");
    // Where the swapped directory lies now decides what may be moved into it.
    rename("/d", "/f/d");
    assertThat(text("/f/d/e")).isEqualTo("bytes");
  }

  @Test
  default void exchangeNeedsBoth() throws IOException {
    create("/f");
    assertThatThrownBy(() -> rename("/f", "/missing", RenameMode.EXCHANGE))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(names("/")).containsExactly("f");
  }

  @ParameterizedTest
  @EnumSource(RenameMode.class)
  default void directoryDoesNotMoveIntoItself(RenameMode mode) throws IOException {
    mkdir("/d");
    mkdir("/d/e");
    mkdir("/d/e/f");
    for (String into : new String[] {"/d/e", "/d/e/f", "/d/new", "/d/e/new"}) {
      assertThatThrownBy(() -> rename("/d", into, mode))
          .isInstanceOfAny(IllegalArgumentException.class, FileSystemException.class);
    }
    assertThat(names("/")).containsExactly("d");
    assertThat(names("/d/e")).containsExactly("f");
  }

  @Test
  default void exchangeWithADirectoryAboveIsRefused() throws IOException {
    mkdir("/d");
    mkdir("/d/e");
    assertThatThrownBy(() -> rename("/d/e", "/d", RenameMode.EXCHANGE))
        .isInstanceOfAny(IllegalArgumentException.class, FileSystemException.class);
    assertThat(names("/d")).containsExactly("e");
  }

  @Test
  default void targetDirectoryHasToBeThere() throws IOException {
    Inode gone = mkdir("/gone").inode();
    rmdir("/gone");
    create("/f");
    assertThatThrownBy(
            () -> tree().rename(Inode.ROOT, name("f"), gone, name("f"), RenameMode.REPLACE))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(names("/")).containsExactly("f");
  }

  @Test
  default void openFileFollowsItsName() throws IOException {
    file("/f", "bytes");
    mkdir("/d");
    try (FileHandle handle = tree().open(inode("/f"))) {
      rename("/f", "/d/g");
      write(handle, 0, "B");
      assertThat(text(handle)).isEqualTo("Bytes");
    }
    assertThat(text("/d/g")).isEqualTo("Bytes");
  }
}
