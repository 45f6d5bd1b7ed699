package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.Inode;
import org.openfiles.core.Name;

final class BucketVolumeTest extends VolumeTestCase {
  @Test
  void whatIsWrittenIsAnObjectAfterFlush() throws IOException {
    write("/hello.txt", "hello");
    assertThat(keys()).isEmpty();
    assertThat(read("/hello.txt")).isEqualTo("hello");
    flush();
    assertThat(get("hello.txt")).isEqualTo("hello");
    assertThat(volume.pending()).isZero();
    assertThat(read("/hello.txt")).isEqualTo("hello");
  }

  @Test
  void objectsAreFiles() throws IOException {
    put("a/b/c.txt", "deep");
    put("top", "high");
    assertThat(list("/")).containsExactly("a", "top");
    assertThat(list("/a/b")).containsExactly("c.txt");
    assertThat(read("/a/b/c.txt")).isEqualTo("deep");
    assertThat(find("/top").size()).isEqualTo(4);
  }

  @Test
  void foreignChangesAreSeen() throws IOException {
    put("f", "one");
    put("g", "gone");
    assertThat(read("/f")).isEqualTo("one");
    put("f", "other");
    delete("g");
    assertThat(read("/f")).isEqualTo("other");
    assertThat(list("/")).containsExactly("f");
  }

  @Test
  void smallEditKeepsTheRest() throws IOException {
    put("f", "0123456789");
    writeAt("/f", 3, "XYZ");
    assertThat(read("/f")).isEqualTo("012XYZ6789");
    flush();
    assertThat(get("f")).isEqualTo("012XYZ6789");
  }

  @Test
  void removedFileIsGoneAtOnceAndInTheStoreAfterFlush() throws IOException {
    put("f", "x");
    assertThat(list("/")).containsExactly("f");
    unlink("/f");
    assertThat(list("/")).isEmpty();
    assertThat(keys()).containsExactly("f");
    flush();
    assertThat(keys()).isEmpty();
  }

  @Test
  void renamedFileIsCopiedByTheStore() throws IOException {
    put("f", "x");
    find("/f");
    rename("/f", "/g");
    assertThat(list("/")).containsExactly("g");
    assertThat(read("/g")).isEqualTo("x");
    flush();
    assertThat(keys()).containsExactly("g");
    assertThat(get("g")).isEqualTo("x");
    assertThat(volume.pending()).isZero();
    assertThat(volume.conflicts()).isEmpty();
  }

  @Test
  void fileReplacedByRenameIsReplacedInTheStore() throws IOException {
    put("f", "old");
    write("/f.tmp", "new");
    rename("/f.tmp", "/f");
    assertThat(read("/f")).isEqualTo("new");
    flush();
    assertThat(keys()).containsExactly("f");
    assertThat(get("f")).isEqualTo("new");
    assertThat(volume.conflicts()).isEmpty();
  }

  @Test
  void renamedDirectoryTakesEverythingAlong() throws IOException {
    put("d/1", "one");
    put("d/e/2", "two");
    assertThat(list("/d")).containsExactly("1", "e");
    write("/d/3", "three");
    rename("/d", "/n");
    assertThat(list("/")).containsExactly("n");
    assertThat(list("/n")).containsExactlyInAnyOrder("1", "3", "e");
    assertThat(read("/n/e/2")).isEqualTo("two");
    flush();
    assertThat(keys()).containsExactly("n/1", "n/3", "n/e/2");
    assertThat(volume.pending()).isZero();
    assertThat(list("/")).containsExactly("n");
    assertThat(read("/n/1")).isEqualTo("one");
  }

  @Test
  void newDirectoryInThePlaceOfARenamedOneIsEmpty() throws IOException {
    put("d/1", "one");
    find("/d/1");
    rename("/d", "/n");
    mkdir("/d");
    assertThat(list("/d")).isEmpty();
    write("/d/1", "new");
    flush();
    assertThat(keys()).containsExactly("d/", "d/1", "n/1");
    assertThat(get("d/1")).isEqualTo("new");
    assertThat(get("n/1")).isEqualTo("one");
    assertThat(volume.conflicts()).isEmpty();
  }

  @Test
  void exchangedFilesAreExchangedInTheStore() throws IOException {
    put("a", "one");
    put("d/b", "two");
    find("/a");
    find("/d/b");
    tree()
        .rename(Inode.ROOT, new Name("a"), find("/d").inode(), new Name("b"), RenameMode.EXCHANGE);
    assertThat(read("/a")).isEqualTo("two");
    flush();
    assertThat(keys()).containsExactly("a", "d/b");
    assertThat(get("a")).isEqualTo("two");
    assertThat(get("d/b")).isEqualTo("one");
    assertThat(volume.conflicts()).isEmpty();
    assertThat(volume.pending()).isZero();
  }

  @Test
  void newFileInThePlaceOfARenamedOne() throws IOException {
    put("log", "old");
    find("/log");
    rename("/log", "/log.1");
    write("/log", "new");
    flush();
    assertThat(get("log.1")).isEqualTo("old");
    assertThat(get("log")).isEqualTo("new");
    assertThat(volume.conflicts()).isEmpty();
    assertThat(volume.pending()).isZero();
  }

  @Test
  void exchangedDirectoriesAreExchangedInTheStore() throws IOException {
    put("a/1", "one");
    put("a/2", "two");
    put("b/1", "uno");
    put("b/3", "tre");
    rename("/a", "/c");
    rename("/b", "/a");
    rename("/c", "/b");
    assertThat(read("/b/1")).isEqualTo("one");
    flush();
    assertThat(keys()).containsExactly("a/1", "a/3", "b/1", "b/2");
    assertThat(get("a/1")).isEqualTo("uno");
    assertThat(get("b/1")).isEqualTo("one");
    assertThat(volume.conflicts()).isEmpty();
    assertThat(volume.pending()).isZero();
  }

  @Test
  void emptyDirectoryIsAMarker() throws IOException {
    mkdir("/d");
    flush();
    assertThat(keys()).containsExactly("d/");
    tree().rmdir(parent("/d"), new Name("d"));
    flush();
    assertThat(keys()).isEmpty();
  }

  @Test
  void changeOfBothGoesToLostAndFound() throws IOException {
    put("f", "base");
    writeAt("/f", 0, "ours");
    put("f", "theirs");
    flush();
    assertThat(read("/f")).isEqualTo("theirs");
    assertThat(get("f")).isEqualTo("theirs");
    assertThat(volume.conflicts()).hasSize(1);
    Conflict conflict = volume.conflicts().getFirst();
    assertThat(conflict.reason()).isEqualTo(Conflict.Reason.CHANGED);
    assertThat(read("/" + conflict.kept())).isEqualTo("ours");
    assertThat(keys()).containsExactly("f");
  }

  @Test
  void fileThatBothMadeIsAConflict() throws IOException {
    write("/f", "ours");
    put("f", "theirs");
    flush();
    assertThat(read("/f")).isEqualTo("theirs");
    assertThat(read("/" + volume.conflicts().getFirst().kept())).isEqualTo("ours");
  }

  @Test
  void objectChangedAfterItWasRemovedHereStays() throws IOException {
    put("f", "old");
    find("/f");
    unlink("/f");
    put("f", "new");
    flush();
    assertThat(get("f")).isEqualTo("new");
    assertThat(read("/f")).isEqualTo("new");
    assertThat(volume.conflicts()).hasSize(1);
  }

  @Test
  void fileEditedHereAndDeletedThereIsKept() throws IOException {
    put("f", "old");
    writeAt("/f", 0, "new");
    delete("f");
    flush();
    assertThat(keys()).isEmpty();
    assertThatThrownBy(() -> find("/f")).isInstanceOf(NoSuchFileException.class);
    assertThat(read("/" + volume.conflicts().getFirst().kept())).isEqualTo("new");
  }

  @Test
  void whatWasWrittenIsThereAfterARestart() throws IOException {
    write("/f", "kept");
    mkdir("/d");
    rename("/f", "/d/f");
    reopen();
    assertThat(read("/d/f")).isEqualTo("kept");
    flush();
    assertThat(keys()).containsExactly("d/", "d/f");
  }

  @Test
  void keysThatAreNoPathsAreFilesToo() throws IOException {
    put("a", "file");
    put("a/b", "below");
    put("x//y", "empty part");
    put("./dot", "dot");
    assertThat(list("/")).containsExactlyInAnyOrder("a", ".%fa", "x", ".%d%2E");
    assertThat(read("/.%fa")).isEqualTo("file");
    assertThat(read("/x/.%d/y")).isEqualTo("empty part");
    assertThat(read("/.%d%2E/dot")).isEqualTo("dot");
    unlink("/x/.%d/y");
    flush();
    // A directory that was emptied stays one.
    assertThat(keys()).containsExactly("./dot", "a", "a/b", "x//");
  }
}
