package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.posix.TestFolder.name;
import static org.openfiles.posix.TestFolder.raw;

import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntriesTest {
  private TestFolder folder;
  private Directory directory;

  @BeforeEach
  void open() throws Exception {
    folder = new TestFolder();
    directory = Directory.open(folder.path());
  }

  @AfterEach
  void close() throws Exception {
    directory.close();
    folder.close();
  }

  private static String latin1(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private List<String> names() throws Exception {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<DirectoryEntry> entries = directory.entries()) {
      entries.forEach(entry -> names.add(latin1(entry.name())));
    }
    return names;
  }

  @Test
  void anEmptyDirectoryHasNone() throws Exception {
    assertThat(names()).isEmpty();
    directory.forEachEntry((buffer, offset, length, kind, inode) -> assertThat(length).isZero());
  }

  @Test
  void givesTheBytesOfEveryName() throws Exception {
    Set<String> expected = new TreeSet<>();
    for (int b = 1; b < 256; b++) {
      if (b != '/' && b != '.') {
        expected.add(String.valueOf((char) b));
      }
    }
    expected.addAll(List.of("...", ".a", "..a", "a.", "x".repeat(255), "\u00ff".repeat(255)));
    for (int length = 1; length <= 32; length++) {
      expected.add("l".repeat(length));
    }
    for (String each : expected) {
      directory.createFile(raw(each), 0600).close();
    }
    assertThat(names()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void givesKindAndInode() throws Exception {
    folder.write("file", "");
    folder.mkdir("dir");
    folder.link("link", "nowhere");
    folder.fifo("fifo");
    Map<String, FileKind> kinds = new HashMap<>();
    directory.forEachEntry(
        (buffer, offset, length, kind, inode) -> {
          byte[] name = Arrays.copyOfRange(buffer, offset, offset + length);
          kinds.put(latin1(name), kind);
          assertThat(directory.statusOfEntry(name).inode()).isEqualTo(inode);
        });
    assertThat(kinds)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "file", FileKind.REGULAR,
                "dir", FileKind.DIRECTORY,
                "link", FileKind.SYMLINK,
                "fifo", FileKind.FIFO));
  }

  @Test
  void givesEachOfManyOnceInBothForms() throws Exception {
    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < 10_000; i++) {
      String each = "entry-" + i;
      expected.add(each);
      directory.symlink(name("x"), name(each));
    }
    List<String> visited = new ArrayList<>();
    directory.forEachEntry(
        (buffer, offset, length, kind, inode) ->
            visited.add(new String(buffer, offset, length, StandardCharsets.UTF_8)));
    assertThat(visited).hasSameSizeAs(expected);
    assertThat(new TreeSet<>(visited)).isEqualTo(expected);
    assertThat(names()).isEqualTo(visited);
  }

  @Test
  void twoScansOfOneDirectoryDoNotDisturbEachOther() throws Exception {
    for (int i = 0; i < 5000; i++) {
      directory.symlink(name("x"), name("entry-with-a-long-name-" + i));
    }
    try (DirectoryStream<DirectoryEntry> first = directory.entries();
        DirectoryStream<DirectoryEntry> second = directory.entries()) {
      Iterator<DirectoryEntry> one = first.iterator();
      Iterator<DirectoryEntry> two = second.iterator();
      int count = 0;
      while (one.hasNext()) {
        assertThat(two.next().name()).isEqualTo(one.next().name());
        count++;
      }
      assertThat(count).isEqualTo(5000);
      assertThat(two.hasNext()).isFalse();
      assertThatThrownBy(two::next).isInstanceOf(NoSuchElementException.class);
      assertThatThrownBy(first::iterator).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRemovedDirectorySaysThatItIsGone() throws Exception {
    folder.mkdir("dir");
    try (Directory dir = directory.openDirectory(name("dir"))) {
      directory.rmdir(name("dir"));
      try (DirectoryStream<DirectoryEntry> entries = dir.entries()) {
        assertThatThrownBy(entries.iterator()::hasNext)
            .isInstanceOf(DirectoryIteratorException.class)
            .hasCauseInstanceOf(NoSuchFileException.class);
      }
    }
  }
}
