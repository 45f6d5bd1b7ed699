package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.posix.TestFolder.name;
import static org.openfiles.posix.TestFolder.raw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a relative path may and may not reach, with `openat2` and without.
@ParameterizedClass
@MethodSource("resolvers")
class ResolutionTest {
  private final Resolver resolver;

  private TestFolder folder;
  private Directory bucket;

  ResolutionTest(Resolver resolver) {
    this.resolver = resolver;
  }

  static Resolver[] resolvers() {
    return new Resolver[] {new KernelResolver(), new WalkingResolver()};
  }

  @BeforeEach
  void open() throws Exception {
    folder = new TestFolder();
    folder.write("outside/secret", "outside");
    folder.write("outside/dir/secret", "outside");
    folder.write("bucket/file", "inside");
    folder.write("bucket/dir/deep/file", "inside");
    bucket = Directory.open(folder.resolve("bucket"), resolver);
  }

  @AfterEach
  void close() throws Exception {
    bucket.close();
    folder.close();
  }

  private String read(String path) throws Exception {
    try (Fd file = bucket.openFile(name(path), OpenFlag.READ)) {
      ByteBuffer content = ByteBuffer.allocate(100);
      file.read(content, 0);
      return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
    }
  }

  private void link(String name, String content) throws Exception {
    folder.link("bucket/" + name, content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file",
        "./file",
        "dir/../file",
        "dir/deep/../../file",
        "dir//deep///file",
        "dir/./deep/./file",
        "link",
        "dir/up",
        "dirlink/deep/file",
        "chain",
        "dir/deep/roundabout"
      })
  void opensWhatStaysInside(String path) throws Exception {
    link("link", "file");
    link("dir/up", "../file");
    link("dirlink", "dir");
    link("chain", "chain2");
    link("chain2", "./dirlink/up");
    link("dir/deep/roundabout", "../../dirlink/deep/../deep/file");

    assertThat(read(path)).isEqualTo("inside");
    assertThat(bucket.status(name(path)).kind()).isEqualTo(FileKind.REGULAR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../outside/secret",
        "../bucket/file",
        "/etc/passwd",
        "/",
        "dir/../../outside/secret",
        "absolute",
        "up",
        "dir/upup",
        "outlink/secret",
        "outlink/dir/secret",
        "chain",
        "dir/there-and-back",
        "dir/proc",
        "outlink/"
      })
  void refusesWhatLeaves(String path) throws Exception {
    link("absolute", folder.resolve("outside/secret").toString());
    link("up", "../outside/secret");
    link("dir/upup", "../../outside/secret");
    link("outlink", "../outside");
    link("chain", "chain2");
    link("chain2", "dir/../absolute");
    link("dir/there-and-back", "../../bucket/file");
    link("dir/proc", "/proc/self/root/etc/passwd");

    assertThatThrownBy(() -> bucket.openFile(name(path), OpenFlag.READ))
        .isInstanceOf(EscapesDirectoryException.class);
    assertThatThrownBy(() -> bucket.openDirectory(name(path)))
        .isInstanceOf(EscapesDirectoryException.class);
    assertThatThrownBy(() -> bucket.status(name(path)))
        .isInstanceOf(EscapesDirectoryException.class);
    assertThatThrownBy(() -> bucket.statusIfPresent(name(path)))
        .isInstanceOf(EscapesDirectoryException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "dir/missing", "missing/x", "dangling", ""})
  void reportsWhatIsMissing(String path) throws Exception {
    link("dangling", "nowhere");

    assertThatThrownBy(() -> bucket.openFile(name(path), OpenFlag.READ))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("bucket");
    assertThat(bucket.openFileIfPresent(name(path), OpenFlag.READ)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file/x", "file/", "link/", "file/.", "file/.."})
  void reportsAFileThatIsNoDirectory(String path) throws Exception {
    link("link", "file");

    assertThatThrownBy(() -> bucket.openFile(name(path), OpenFlag.READ))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> bucket.openDirectory(name(path)))
        .isInstanceOf(NotDirectoryException.class);
    assertThat(bucket.openFileIfPresent(name(path), OpenFlag.READ)).isEmpty();
    assertThat(bucket.statusIfPresent(name(path))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "self", "dir/self/x"})
  void reportsALoop(String path) throws Exception {
    link("loop", "pool");
    link("pool", "loop");
    link("self", "self");
    link("dir/self", "self");

    assertThatThrownBy(() -> bucket.openFile(name(path), OpenFlag.READ))
        .isInstanceOf(FileSystemLoopException.class);
    assertThatThrownBy(() -> bucket.status(name(path))).isInstanceOf(FileSystemLoopException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "dangling", "leaving", "self"})
  void seesTheLinkItselfWhenAskedTo(String path) throws Exception {
    link("link", "file");
    link("dangling", "nowhere");
    link("leaving", "/etc");
    link("self", "self");
    link("dir/" + path, "x");

    for (byte[] each : new byte[][] {name(path), name("dir/" + path)}) {
      assertThat(bucket.status(each, LinkOption.NOFOLLOW_LINKS).kind()).isEqualTo(FileKind.SYMLINK);
      assertThatThrownBy(() -> bucket.openFile(each, OpenFlag.READ, OpenFlag.NOFOLLOW))
          .isInstanceOf(FileSystemLoopException.class);
      try (Fd place = bucket.openFile(each, OpenFlag.PATH, OpenFlag.NOFOLLOW)) {
        assertThat(place.status().kind()).isEqualTo(FileKind.SYMLINK);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFifoNeverMakesItWait(boolean read) throws Exception {
    folder.fifo("bucket/fifo");

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          if (read) {
            try (Fd fifo = bucket.openFile(name("fifo"), OpenFlag.READ)) {
              assertThat(fifo.status().kind()).isEqualTo(FileKind.FIFO);
              assertThatThrownBy(fifo::channel).isInstanceOf(PosixException.class);
            }
          } else {
            assertThatThrownBy(() -> bucket.openFile(name("fifo"), OpenFlag.WRITE))
                .isInstanceOfSatisfying(
                    PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENXIO));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00ff\u00fe", "a\nb", "\u0001", "*?[", "\u00c0\u0080", "-rf", "\\", " "})
  void takesEveryByteInAName(String latin1) throws Exception {
    byte[] name = raw(latin1);
    try (Directory dir = bucket.openDirectory(name("dir"));
        Fd created = dir.createFile(name, 0600)) {
      byte[] path = raw("dir/" + latin1);
      assertThat(bucket.status(path).inode()).isEqualTo(created.status().inode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\0", "dir/file\0"})
  void refusesANulByte(String path) {
    assertThatThrownBy(() -> bucket.openFile(name(path), OpenFlag.READ))
        .isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> bucket.status(name(path))).isInstanceOf(InvalidPathException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 300})
  void opensAPathLongerThanTheKernelTakes(int depth) throws Exception {
    String name = "n".repeat(250);
    Directory at = bucket.openDirectory(name("dir"));
    for (int i = 0; i < depth; i++) {
      at.mkdir(name(name), 0700);
      Directory next = at.openDirectory(name(name));
      at.close();
      at = next;
    }
    long inode;
    try (Directory deepest = at;
        Fd file = deepest.createFile(name("file"), 0600)) {
      deepest.symlink(name("/etc/passwd"), name("absolute"));
      inode = file.status().inode();
    }
    String path = "dir/" + (name + "//").repeat(depth);

    try (Fd file = bucket.openFile(name(path + "file"), OpenFlag.READ)) {
      assertThat(file.status().inode()).isEqualTo(inode);
    }
    assertThat(bucket.status(name(path + "file")).inode()).isEqualTo(inode);
    assertThat(bucket.status(name("dir/" + "./".repeat(3000) + name)).isDirectory()).isTrue();
    assertThatThrownBy(() -> bucket.openFile(name(path + "absolute"), OpenFlag.READ))
        .isInstanceOf(EscapesDirectoryException.class);
    assertThat(bucket.openFileIfPresent(name(path + "missing"), OpenFlag.READ)).isEmpty();
    assertThatThrownBy(() -> bucket.status(name(path + "x".repeat(5000))))
        .isInstanceOfSatisfying(
            PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENAMETOOLONG));
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 4095, 4096, 10_000})
  void takesNamesUpTo255Bytes(int length) throws Exception {
    byte[] name = name("é".repeat(length / 2) + (length % 2 == 0 ? "" : "x"));
    if (length == 255) {
      bucket.createFile(name, 0600).close();
      assertThat(bucket.status(name).isRegular()).isTrue();
    } else {
      assertThatThrownBy(() -> bucket.createFile(name, 0600)).isInstanceOf(PosixException.class);
      assertThatThrownBy(() -> bucket.status(name))
          .isInstanceOfSatisfying(
              PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENAMETOOLONG));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cwd", "fd/0", "self/cwd"})
  void neverFollowsAMagicLink(String path) throws Exception {
    try (Directory proc = Directory.open(Path.of("/proc/self"), resolver)) {
      assertThatThrownBy(() -> proc.openFile(name(path), OpenFlag.PATH))
          .isInstanceOf(FileSystemException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "dir", "dir/deep", "dir/"})
  void opensADirectory(String path) throws Exception {
    try (Directory directory = bucket.openDirectory(name(path))) {
      FileStatus status = directory.status();
      assertThat(status.isDirectory()).isTrue();
      assertThat(bucket.status(name(path))).isEqualTo(status);
      assertThat(directory)
          .hasToString(folder.resolve("bucket") + (path.isEmpty() ? "" : "/" + path));
    }
  }
}
