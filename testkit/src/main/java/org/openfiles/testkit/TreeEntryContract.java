package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileKind;
import org.openfiles.core.Inode;

/// Making entries, and finding them.
interface TreeEntryContract extends TreeFixture {
  @Test
  default void rootIsAnEmptyDirectory() throws IOException {
    Attributes root = tree().attributes(Inode.ROOT);

    assertThat(root.kind()).isEqualTo(FileKind.DIRECTORY);
    assertThat(root.inode()).isEqualTo(Inode.ROOT);
    assertThat(names("/")).isEmpty();
  }

  @Test
  default void createdFileIsEmptyAndAsAsked() throws IOException {
    Attributes made = create("/f");

    assertThat(made.kind()).isEqualTo(FileKind.FILE);
    assertThat(made.size()).isZero();
    assertThat(made.links()).isEqualTo(1);
    assertThat(made.mode()).isEqualTo(FILE.mode());
    assertThat(made.uid()).isEqualTo(FILE.uid());
    assertThat(made.gid()).isEqualTo(FILE.gid());
    assertThat(find("/f")).isEqualTo(made);
    assertThat(tree().attributes(made.inode())).isEqualTo(made);
  }

  @Test
  default void createdDirectoryIsEmptyAndAsAsked() throws IOException {
    Attributes made = mkdir("/d");

    assertThat(made.kind()).isEqualTo(FileKind.DIRECTORY);
    assertThat(made.mode()).isEqualTo(DIRECTORY.mode());
    assertThat(names("/d")).isEmpty();
    assertThat(find("/d")).isEqualTo(made);
  }

  @Test
  default void symlinkKeepsItsTargetWhateverThatIs() throws IOException {
    for (String target : List.of("f", "../x//y/", "/", "nowhere é", "a".repeat(1000))) {
      Attributes made = symlink("/l" + names("/").size(), target);
      assertThat(made.kind()).isEqualTo(FileKind.SYMLINK);
      assertThat(tree().readlink(made.inode())).isEqualTo(target);
      assertThat(made.size()).isEqualTo(target.getBytes(UTF_8).length);
    }
  }

  @Test
  default void onlyALinkCanBeReadAsOne() throws IOException {
    Inode file = create("/f").inode();
    assertThatThrownBy(() -> tree().readlink(file))
        .isInstanceOfAny(IllegalArgumentException.class, FileSystemException.class);
  }

  @Test
  default void everyInodeHasANumberOfItsOwnThatIsNeverGivenAgain() throws IOException {
    Inode first = create("/f").inode();
    unlink("/f");
    Inode second = create("/f").inode();
    Inode directory = mkdir("/d").inode();

    assertThat(List.of(first, second, directory, Inode.ROOT)).doesNotHaveDuplicates();
    assertThatThrownBy(() -> tree().attributes(first)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void missingNameIsMissingForEveryVerb() throws IOException {
    for (Step step :
        List.<Step>of(
            () -> find("/missing"),
            () -> unlink("/missing"),
            () -> rmdir("/missing"),
            () -> rename("/missing", "/other"),
            () -> tree().lookup(Inode.ROOT, name("missing")))) {
      assertThatThrownBy(step::run).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  default void takenNameIsRefusedByEveryVerbThatMakesOne() throws IOException {
    file("/f", "bytes");
    mkdir("/d");
    symlink("/l", "f");
    for (String taken : List.of("/f", "/d", "/l")) {
      for (Step step :
          List.<Step>of(
              () -> create(taken),
              () -> mkdir(taken),
              () -> symlink(taken, "x"),
              () -> link("/f", taken))) {
        assertThatThrownBy(step::run).isInstanceOf(FileAlreadyExistsException.class);
      }
    }
    assertThat(text("/f")).isEqualTo("bytes");
    assertThat(names("/")).containsExactlyInAnyOrder("f", "d", "l");
  }

  @Test
  default void fileIsNoDirectoryForAnyVerb() throws IOException {
    Inode file = create("/f").inode();
    mkdir("/d");
    for (Step step :
        List.<Step>of(
            () -> tree().lookup(file, name("x")),
            () -> tree().create(file, name("x"), FILE),
            () -> tree().mkdir(file, name("x"), DIRECTORY),
            () -> tree().symlink(file, name("x"), "y", FILE),
            () -> tree().link(file, file, name("x")),
            () -> tree().unlink(file, name("x")),
            () -> tree().rmdir(file, name("x")),
            () -> names("/f"),
            () -> rename("/d", "/f/d"))) {
      assertThatThrownBy(step::run).isInstanceOf(NotDirectoryException.class);
    }
  }

  @Test
  default void nothingIsMadeInARemovedDirectory() throws IOException {
    Inode directory = mkdir("/d").inode();
    rmdir("/d");
    assertThatThrownBy(() -> tree().create(directory, name("f"), FILE))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> tree().mkdir(directory, name("f"), DIRECTORY))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void namesAreKeptByteForByte() throws IOException {
    List<String> names =
        List.of(
            "a",
            "A",
            "é",
            "e\u0301",
            " ",
            "a ",
            "%41",
            "a\nb",
            "\\",
            "*",
            "...",
            "-rf",
            "~",
            "\uD83D\uDE00",
            "\uFFFD",
            "x".repeat(255),
            "é".repeat(127));
    for (String name : names) {
      file("/" + name, "of " + name);
    }
    assertThat(names("/")).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      assertThat(text("/" + name)).isEqualTo("of " + name);
    }
  }

  @Test
  default void linkIsOneMoreNameOfTheSameFile() throws IOException {
    file("/f", "bytes");
    mkdir("/d");
    Attributes linked = link("/f", "/d/g");

    assertThat(linked.inode()).isEqualTo(inode("/f"));
    assertThat(linked.links()).isEqualTo(2);
    assertThat(find("/f").links()).isEqualTo(2);
    try (var handle = tree().open(inode("/d/g"))) {
      write(handle, 0, "B");
    }
    assertThat(text("/f")).isEqualTo("Bytes");
    unlink("/f");
    assertThat(find("/d/g").links()).isEqualTo(1);
    assertThat(text("/d/g")).isEqualTo("Bytes");
  }

  @Test
  default void directoryHasOneNameOnly() throws IOException {
    mkdir("/d");
    assertThatThrownBy(() -> link("/d", "/e")).isInstanceOf(FileSystemException.class);
    assertThat(names("/")).containsExactly("d");
  }

  /// What a test does to see it fail.
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }
}
