package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Attributes;
import org.openfiles.core.Inode;

/// Extended attributes.
interface TreeXattrContract extends TreeFixture {
  @Test
  default void attributesAreBytesByName() throws IOException {
    Attributes before = file("/f", "bytes");
    Inode file = before.inode();
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    tree().setXattr(file, "user.every", Optional.of(every));
    tree().setXattr(file, "user.é", Optional.of("x".getBytes(UTF_8)));
    tree().setXattr(file, "user.empty", Optional.of(new byte[0]));

    assertThat(tree().xattrs(file)).containsExactly("user.empty", "user.every", "user.é");
    assertThat(tree().xattr(file, "user.every")).contains(every);
    assertThat(tree().xattr(file, "user.empty")).contains(new byte[0]);
    assertThat(tree().xattr(file, "user.missing")).isEmpty();
    assertThat(find("/f").changed()).isAfter(before.changed());
    assertThat(find("/f").modified()).isEqualTo(before.modified());
    assertThat(text("/f")).isEqualTo("bytes");
  }

  @Test
  default void anotherValueReplacesAndNoneRemoves() throws IOException {
    Inode file = create("/f").inode();
    tree().setXattr(file, "user.a", Optional.of("one".getBytes(UTF_8)));
    tree().setXattr(file, "user.a", Optional.of("two".getBytes(UTF_8)));
    assertThat(tree().xattr(file, "user.a")).contains("two".getBytes(UTF_8));
    tree().setXattr(file, "user.a", Optional.empty());
    assertThat(tree().xattr(file, "user.a")).isEmpty();
    assertThat(tree().xattrs(file)).isEmpty();
  }

  @Test
  default void everyKindHasThemAndTheyMoveAlong() throws IOException {
    mkdir("/d");
    file("/f", "bytes");
    symlink("/l", "f");
    for (String path : List.of("/d", "/f", "/l")) {
      tree().setXattr(inode(path), "user.path", Optional.of(path.getBytes(UTF_8)));
      rename(path, path + "2");
      assertThat(tree().xattr(inode(path + "2"), "user.path")).contains(path.getBytes(UTF_8));
    }
  }

  @Test
  default void missingInodeHasNone() throws IOException {
    Inode file = create("/f").inode();
    unlink("/f");
    assertThatThrownBy(() -> tree().xattrs(file)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> tree().xattr(file, "user.a")).isInstanceOf(NoSuchFileException.class);
  }
}
