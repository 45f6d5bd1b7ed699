package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.posix.TestFolder.name;
import static org.openfiles.posix.TestFolder.raw;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {
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

  private static void assertErrno(Errno errno, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }

  @Test
  void statusIsWhatTheJdkSees() throws Exception {
    Path file = folder.write("file", "12345");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r----x"));
    Files.createLink(folder.resolve("second"), file);
    folder.mkdir("dir");
    folder.link("link", "file");
    for (String each : new String[] {"file", "dir", "link"}) {
      Map<String, Object> jdk =
          Files.readAttributes(folder.resolve(each), "unix:*", LinkOption.NOFOLLOW_LINKS);
      FileStatus status = directory.statusOfEntry(name(each));
      assertThat(status.inode()).isEqualTo(jdk.get("ino"));
      assertThat(status.size()).isEqualTo(jdk.get("size"));
      assertThat(status.links()).isEqualTo(jdk.get("nlink"));
      assertThat(status.uid()).isEqualTo(jdk.get("uid"));
      assertThat(status.gid()).isEqualTo(jdk.get("gid"));
      assertThat(jdk.get("mode"))
          .isInstanceOfSatisfying(
              Integer.class, mode -> assertThat(status.mode()).isEqualTo(mode & 0xFFF));
      assertThat(jdk.get("lastModifiedTime")).isEqualTo(FileTime.from(status.modified()));
      assertThat(jdk.get("ctime"))
          .isEqualTo(FileTime.from(status.changedNanos(), TimeUnit.NANOSECONDS));
    }
    assertThat(directory.status(name("link"))).isEqualTo(directory.statusOfEntry(name("file")));
    assertThat(directory.statusOfEntry(name("file")).device())
        .isEqualTo(directory.status().device());
  }

  @Test
  void knowsEveryKindThatATestCanMake() throws Exception {
    folder.write("file", "");
    folder.mkdir("dir");
    folder.link("link", "nowhere");
    folder.fifo("fifo");
    assertThat(directory.statusOfEntry(name("file")).kind()).isEqualTo(FileKind.REGULAR);
    assertThat(directory.statusOfEntry(name("dir")).kind()).isEqualTo(FileKind.DIRECTORY);
    assertThat(directory.statusOfEntry(name("link")).kind()).isEqualTo(FileKind.SYMLINK);
    assertThat(directory.statusOfEntry(name("fifo")).kind()).isEqualTo(FileKind.FIFO);
    try (Directory dev = Directory.open(Path.of("/dev"))) {
      assertThat(dev.statusOfEntry(name("null")).kind()).isEqualTo(FileKind.CHARACTER);
    }
  }

  @Test
  void opensARootThroughASymbolicLinkAndRefusesAFile() throws Exception {
    folder.mkdir("dir");
    folder.write("file", "");
    folder.link("link", "dir");
    try (Directory linked = Directory.open(folder.resolve("link"))) {
      assertThat(linked.status()).isEqualTo(directory.status(name("dir")));
    }
    assertThatThrownBy(() -> Directory.open(folder.resolve("file")))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> Directory.open(folder.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.resolve("missing").toString());
  }

  @Test
  void opensARootWhoseNameNeedsQuotingInAUri() throws Exception {
    Path odd = folder.mkdir("100% é?#[ ]");
    try (Directory root = Directory.open(odd)) {
      assertThat(root).hasToString(odd.toString());
      assertThat(root.status()).isEqualTo(directory.statusOfEntry(name("100% é?#[ ]")));
    }
  }

  @Test
  void createsAFileOnlyWhereNothingIs() throws Exception {
    folder.link("dangling", "target");
    try (Fd file = directory.createFile(name("new"), 0640)) {
      assertThat(file.write(ByteBuffer.wrap(name("abc")), 0)).isEqualTo(3);
      assertThat(file.status().mode()).isEqualTo(0640);
    }
    assertThat(folder.resolve("new")).hasContent("abc");
    for (String taken : new String[] {"new", "dangling"}) {
      assertThatThrownBy(() -> directory.createFile(name(taken), 0640))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessage(folder.resolve(taken).toString());
    }
    assertThat(folder.resolve("target")).doesNotExist();
  }

  @Test
  void aFileWithoutANameAppearsOnlyWhenLinked() throws Exception {
    try (Fd file = directory.createUnnamed(0600).orElseThrow()) {
      file.write(ByteBuffer.wrap(name("content")), 0);
      assertThat(folder.path()).isEmptyDirectory();
      assertThat(file.status().links()).isZero();

      directory.link(file, name("named"));
      assertThat(folder.resolve("named")).hasContent("content");
      assertThatThrownBy(() -> directory.link(file, name("named")))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    directory.createUnnamed(0600).orElseThrow().close();
    assertThat(folder.path()).isDirectoryNotContaining(p -> !p.endsWith("named"));
  }

  @Test
  void aFileSystemWithoutUnnamedFilesSaysSo() throws Exception {
    try (Directory proc = Directory.open(Path.of("/proc"))) {
      assertThat(proc.createUnnamed(0600)).isEmpty();
    }
  }

  @Test
  void linksByName() throws Exception {
    folder.write("file", "x");
    folder.mkdir("dir");
    try (Directory dir = directory.openDirectory(name("dir"))) {
      directory.link(name("file"), dir, name("again"));
      assertThat(dir.statusOfEntry(name("again"))).isEqualTo(directory.status(name("file")));
      assertThatThrownBy(() -> directory.link(name("file"), dir, name("again")))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @Test
  void linkDoesNotFollowASymbolicLink() throws Exception {
    folder.link("out", "/etc/passwd");
    directory.link(name("out"), directory, name("copy"));
    assertThat(directory.statusOfEntry(name("copy")).kind()).isEqualTo(FileKind.SYMLINK);
  }

  @Test
  void makesAndRemovesDirectories() throws Exception {
    directory.mkdir(name("dir"), 0700);
    assertThat(directory.status(name("dir")).mode()).isEqualTo(0700);
    assertThatThrownBy(() -> directory.mkdir(name("dir"), 0700))
        .isInstanceOf(FileAlreadyExistsException.class);
    folder.write("dir/file", "");
    assertThatThrownBy(() -> directory.rmdir(name("dir")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertErrno(Errno.EISDIR, () -> directory.unlink(name("dir")));
    assertThatThrownBy(
            () -> {
              try (Directory dir = directory.openDirectory(name("dir"))) {
                dir.rmdir(name("file"));
              }
            })
        .isInstanceOf(NotDirectoryException.class);
    Files.delete(folder.resolve("dir/file"));
    directory.rmdir(name("dir"));
    assertThatThrownBy(() -> directory.rmdir(name("dir"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void unlinkRemovesTheLinkAndNotItsTarget() throws Exception {
    folder.write("file", "");
    folder.link("link", "file");
    directory.unlink(name("link"));
    assertThat(folder.resolve("file")).exists();
    assertThat(folder.resolve("link")).doesNotExist();
    assertThatThrownBy(() -> directory.unlink(name("link")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void renamesInEveryMode() throws Exception {
    folder.write("a", "a");
    folder.write("b", "b");
    folder.mkdir("dir");
    try (Directory dir = directory.openDirectory(name("dir"))) {
      assertThatThrownBy(
              () -> directory.rename(name("a"), directory, name("b"), RenameMode.NOREPLACE))
          .isInstanceOf(FileAlreadyExistsException.class);
      directory.rename(name("a"), directory, name("b"), RenameMode.EXCHANGE);
      assertThat(folder.resolve("a")).hasContent("b");
      assertThat(folder.resolve("b")).hasContent("a");
      directory.rename(name("a"), dir, name("c"), RenameMode.NOREPLACE);
      assertThat(folder.resolve("dir/c")).hasContent("b");
      directory.rename(name("b"), dir, name("c"), RenameMode.REPLACE);
      assertThat(folder.resolve("dir/c")).hasContent("a");
      assertThatThrownBy(
              () -> directory.rename(name("dir"), dir, name("inside"), RenameMode.REPLACE))
          .isInstanceOf(FileSystemException.class);
      assertThatThrownBy(() -> directory.rename(name("b"), dir, name("d"), RenameMode.EXCHANGE))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("/b -> ")
          .hasMessageContaining("/dir/d");
    }
  }

  @Test
  void symbolicLinksKeepTheirBytes() throws Exception {
    byte[] content = raw("../\u00ff\u00fe/" + "x".repeat(3000));
    directory.symlink(content, raw("\u00f0"));
    assertThat(directory.readlink(raw("\u00f0"))).isEqualTo(content);
    folder.write("file", "");
    assertErrno(Errno.EINVAL, () -> directory.readlink(name("file")));
    assertThatThrownBy(() -> directory.symlink(new byte[0], name("x")))
        .isInstanceOf(NoSuchFileException.class);
    assertErrno(Errno.ENAMETOOLONG, () -> directory.symlink(name("x".repeat(5000)), name("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "/etc", "a/", "a\0"})
  void refusesWhatIsNotOneNameBeforeAnythingHappens(String wrong) throws Exception {
    folder.mkdir("a");
    folder.write("file", "");
    byte[] bad = name(wrong);
    byte[] good = name("file");
    ThrowingCallable[] calls = {
      () -> directory.mkdir(bad, 0700),
      () -> directory.createFile(bad, 0600),
      () -> directory.unlink(bad),
      () -> directory.rmdir(bad),
      () -> directory.rename(bad, directory, good, RenameMode.REPLACE),
      () -> directory.rename(good, directory, bad, RenameMode.REPLACE),
      () -> directory.link(bad, directory, name("x")),
      () -> directory.link(good, directory, bad),
      () -> directory.symlink(good, bad),
      () -> directory.readlink(bad),
      () -> directory.statusOfEntry(bad),
    };
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isInstanceOf(InvalidPathException.class);
    }
    assertThat(folder.resolve("file")).exists();
  }

  @Test
  void syncsADirectory() throws Exception {
    directory.mkdir(name("dir"), 0700);
    directory.sync();
    try (Fd self = directory.openSelf()) {
      self.setXattr("user.on-a-directory", name("yes"));
      assertThat(self.xattr("user.on-a-directory")).hasValue(name("yes"));
      assertThat(self.status().inode()).isEqualTo(directory.status().inode());
    }
  }

  @Test
  void staysItselfWhenItIsRenamed() throws Exception {
    folder.write("before/file", "content");
    try (Directory dir = directory.openDirectory(name("before"))) {
      directory.rename(name("before"), directory, name("after"), RenameMode.NOREPLACE);
      dir.createFile(name("new"), 0600).close();
      assertThat(folder.resolve("after/new")).exists();
    }
  }

  @Test
  void aClosedDirectoryDoesNothing() throws Exception {
    Directory dir = Directory.open(folder.path());
    dir.close();
    dir.close();
    assertThatThrownBy(() -> dir.mkdir(name("x"), 0700)).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> dir.status(name("x"))).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> dir.openFile(name("x"))).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> directory.rename(name("x"), dir, name("y"), RenameMode.REPLACE))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(dir::entries).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void messagesShowWhatIsNotText() {
    assertThatThrownBy(() -> directory.openFile(raw("a\u00ffb\u00c3\u00a9\n"), OpenFlag.READ))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.path() + "/a\\xFFbé\\x0A");
  }
}
