package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.Inode;
import org.openfiles.core.Name;
import org.openfiles.core.TreePaths;

/// One file with several names is an object by each of them.
final class LinksTest extends VolumeTestCase {
  private void link(String existing, String path) throws IOException {
    tree().link(find(existing).inode(), parent(path), TreePaths.last(path));
  }

  private void assertSame(String one, String other) throws IOException {
    assertThat(find(one).inode()).isEqualTo(find(other).inode());
    assertThat(find(one).links()).isEqualTo(2);
  }

  @Test
  void everyNameIsAnObjectOfTheSameBytes() throws IOException {
    write("/f", "bytes");
    mkdir("/d");
    link("/f", "/d/g");
    flush();
    assertThat(get("f")).isEqualTo("bytes");
    assertThat(get("d/g")).isEqualTo("bytes");
    assertThat(volume.pending()).isZero();
    writeAt("/d/g", 0, "B");
    flush();
    assertThat(get("f")).isEqualTo("Bytes");
    assertThat(get("d/g")).isEqualTo("Bytes");
    assertThat(volume.pending()).isZero();
    assertThat(volume.conflicts()).isEmpty();
  }

  @Test
  void namesFindEachOtherAgainWithoutACache() throws IOException {
    write("/f", "bytes");
    link("/f", "/g");
    flush();
    loseCache();
    find("/f");
    assertSame("/f", "/g");
    tree().change(find("/g").inode(), AttributeChange.NONE.withMode(0600));
    flush();
    loseCache();
    assertThat(find("/f").mode()).isEqualTo(0600);
    assertThat(find("/g").mode()).isEqualTo(0600);
    assertSame("/f", "/g");
  }

  @Test
  void ownNameGoesAndTheOtherStays() throws IOException {
    put("f", "bytes");
    link("/f", "/g");
    flush();
    Inode inode = find("/g").inode();
    unlink("/f");
    assertThat(read("/g")).isEqualTo("bytes");
    flush();
    assertThat(get("g")).isEqualTo("bytes");
    assertThat(keys()).doesNotContain("f");
    assertThat(find("/g").inode()).isEqualTo(inode);
    assertThat(find("/g").links()).isEqualTo(1);
    assertThat(volume.conflicts()).isEmpty();
    assertThat(volume.pending()).isZero();
  }

  @Test
  void nameThatWasNeverExportedTakesTheFileAlong() throws IOException {
    put("f", "bytes");
    link("/f", "/g");
    unlink("/f");
    flush();
    assertThat(get("g")).isEqualTo("bytes");
    assertThat(keys()).doesNotContain("f");
    assertThat(volume.conflicts()).isEmpty();
  }

  @Test
  void furtherNameGoesAndTheFileStays() throws IOException {
    write("/f", "bytes");
    link("/f", "/g");
    flush();
    unlink("/g");
    flush();
    assertThat(keys()).doesNotContain("g").contains("f");
    assertThat(find("/f").links()).isEqualTo(1);
  }

  @Test
  void namesAreRenamedByThemselves() throws IOException {
    write("/f", "bytes");
    link("/f", "/g");
    mkdir("/d");
    flush();
    rename("/g", "/d/h");
    rename("/f", "/e");
    assertSame("/e", "/d/h");
    flush();
    assertThat(get("e")).isEqualTo("bytes");
    assertThat(get("d/h")).isEqualTo("bytes");
    assertThat(keys()).doesNotContain("f", "g");
    assertThat(volume.conflicts()).isEmpty();
    assertThat(volume.pending()).isZero();
    rename("/d", "/n");
    flush();
    assertThat(get("n/h")).isEqualTo("bytes");
    assertSame("/e", "/n/h");
  }

  @Test
  void foreignVersionOfOneNameIsAFileOfItsOwn() throws IOException {
    write("/f", "bytes");
    link("/f", "/g");
    flush();
    put("g", "theirs");
    assertThat(read("/g")).isEqualTo("theirs");
    assertThat(read("/f")).isEqualTo("bytes");
    assertThat(find("/f").links()).isEqualTo(1);
    link("/f", "/h");
    flush();
    put("f", "theirs, too");
    assertThat(read("/f")).isEqualTo("theirs, too");
    assertThat(read("/h")).isEqualTo("bytes");
    assertThat(find("/h").links()).isEqualTo(1);
  }

  @Test
  void fileOutlivesAForeignDeletionOfOneName() throws IOException {
    write("/f", "bytes");
    link("/f", "/g");
    flush();
    Inode inode = find("/f").inode();
    delete("f");
    assertThatThrownBy(() -> find("/f")).isInstanceOf(NoSuchFileException.class);
    assertThat(find("/g").inode()).isEqualTo(inode);
    assertThat(read("/g")).isEqualTo("bytes");
    delete("g");
    assertThatThrownBy(() -> find("/g")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void linksAreThereAfterARestart() throws IOException {
    write("/f", "bytes");
    link("/f", "/g");
    reopen();
    assertSame("/f", "/g");
    flush();
    assertThat(get("g")).isEqualTo("bytes");
  }

  @Test
  void ownLinkIsTakenWhenNothingMayBeReplaced() throws IOException {
    write("/f", "bytes");
    link("/f", "/g");
    assertThatThrownBy(
            () ->
                tree()
                    .rename(
                        Inode.ROOT,
                        new Name("f"),
                        Inode.ROOT,
                        new Name("g"),
                        RenameMode.NO_REPLACE))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertSame("/f", "/g");
  }
}
