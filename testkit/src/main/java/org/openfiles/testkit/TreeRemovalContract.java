package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Inode;
import org.openfiles.core.IsDirectoryException;

/// Taking names away.
interface TreeRemovalContract extends TreeFixture {
  @Test
  default void unlinkedFileIsGone() throws IOException {
    Inode file = file("/f", "bytes").inode();
    unlink("/f");

    assertThat(names("/")).isEmpty();
    assertThatThrownBy(() -> find("/f")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> tree().open(file)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void unlinkTakesALinkAndNotItsTarget() throws IOException {
    file("/f", "bytes");
    symlink("/l", "f");
    unlink("/l");

    assertThat(names("/")).containsExactly("f");
  }

  @Test
  default void unlinkRefusesADirectory() throws IOException {
    mkdir("/d");
    assertThatThrownBy(() -> unlink("/d")).isInstanceOf(IsDirectoryException.class);
    assertThat(names("/")).containsExactly("d");
  }

  @Test
  default void rmdirRefusesWhatIsNoDirectory() throws IOException {
    create("/f");
    symlink("/l", "f");
    assertThatThrownBy(() -> rmdir("/f")).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> rmdir("/l")).isInstanceOf(NotDirectoryException.class);
  }

  @Test
  default void rmdirRefusesADirectoryWithEntries() throws IOException {
    mkdir("/d");
    mkdir("/d/e");
    assertThatThrownBy(() -> rmdir("/d")).isInstanceOf(DirectoryNotEmptyException.class);
    rmdir("/d/e");
    file("/d/f", "bytes");
    assertThatThrownBy(() -> rmdir("/d")).isInstanceOf(DirectoryNotEmptyException.class);
    unlink("/d/f");
    rmdir("/d");
    assertThat(names("/")).isEmpty();
  }

  @Test
  default void directoryThatWasRemovedAndMadeAgainIsEmpty() throws IOException {
    mkdir("/d");
    file("/d/f", "bytes");
    unlink("/d/f");
    rmdir("/d");
    mkdir("/d");
    assertThat(names("/d")).isEmpty();
  }

  @Test
  default void openFileOutlivesItsName() throws IOException {
    Inode file = file("/f", "bytes").inode();
    try (FileHandle handle = tree().open(file)) {
      unlink("/f");
      assertThat(text(handle)).isEqualTo("bytes");
      write(handle, 5, " more");
      assertThat(text(handle)).isEqualTo("bytes more");
      assertThat(tree().attributes(file).links()).isZero();
      assertThat(tree().attributes(file).size()).isEqualTo(10);
      file("/f", "another");
      assertThat(text(handle)).isEqualTo("bytes more");
      assertThat(text("/f")).isEqualTo("another");
    }
    assertThatThrownBy(() -> tree().attributes(file)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void openFileOutlivesItsReplacement() throws IOException {
    file("/f", "old");
    file("/g", "new");
    try (FileHandle handle = tree().open(inode("/f"))) {
      rename("/g", "/f");
      assertThat(text(handle)).isEqualTo("old");
    }
    assertThat(text("/f")).isEqualTo("new");
  }
}
