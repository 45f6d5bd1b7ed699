package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.posix.TestFolder.name;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FdTest {
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

  private static ByteBuffer buffer(boolean direct, int bytes) {
    return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsBetweenPositionAndLimitOfTheBuffer(boolean direct) throws Exception {
    folder.write("a", "hello world");
    try (Fd file = directory.openFile(name("a"), OpenFlag.READ)) {
      ByteBuffer target = buffer(direct, 20).position(3);
      assertThat(file.read(target, 6)).isEqualTo(5);
      assertThat(target.position()).isEqualTo(8);
      target.flip().position(3);
      assertThat(StandardCharsets.UTF_8.decode(target).toString()).isEqualTo("world");

      assertThat(file.read(target.clear().limit(2), 0)).isEqualTo(2);
      assertThat(file.read(target.clear(), 11)).isEqualTo(-1);
      assertThat(file.read(target.clear(), 1L << 40)).isEqualTo(-1);
      assertThat(file.read(target.limit(0), 0)).isZero();
      assertThatThrownBy(() -> file.read(buffer(direct, 1), -1))
          .isInstanceOfSatisfying(
              PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
      assertThatThrownBy(() -> file.read(buffer(direct, 1).asReadOnlyBuffer(), 0))
          .isInstanceOf(ReadOnlyBufferException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasWrittenIsReadWhateverTheSize(boolean direct) throws Exception {
    byte[] content = new byte[300_001];
    new Random(1).nextBytes(content);
    try (Fd file = directory.createFile(name("a"), 0600)) {
      ByteBuffer source = buffer(direct, content.length).put(content).flip();
      assertThat(file.write(source.position(1), 8)).isEqualTo(content.length - 1);
      assertThat(source.hasRemaining()).isFalse();
      assertThat(file.write(source.position(0).limit(1), 7)).isEqualTo(1);
      assertThat(file.status().size()).isEqualTo(content.length + 7);

      ByteBuffer target = buffer(direct, content.length + 100);
      assertThat(file.read(target, 7)).isEqualTo(content.length);
      assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(content));
    }
  }

  @Test
  void readOnlyHeapBuffersAndSlicesCanBeWritten() throws Exception {
    try (Fd file = directory.createFile(name("a"), 0600)) {
      ByteBuffer slice = ByteBuffer.wrap(name("0123456789")).slice(2, 5);
      assertThat(file.write(slice.asReadOnlyBuffer(), 0)).isEqualTo(5);
      assertThat(folder.resolve("a")).hasContent("23456");
    }
  }

  @Test
  void memoryThatWasFreedIsRefusedInsteadOfTouched() throws Exception {
    folder.write("a", "content");
    Arena arena = Arena.ofShared();
    ByteBuffer memory = arena.allocate(100).asByteBuffer();
    try (Fd file = directory.openFile(name("a"), OpenFlag.READ)) {
      assertThat(file.read(memory, 0)).isEqualTo(7);
      arena.close();
      assertThatThrownBy(() -> file.read(memory, 0)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void opensForWhatWasAsked() throws Exception {
    folder.write("a", "content");
    try (Fd reader = directory.openFile(name("a"), OpenFlag.READ);
        Fd writer = directory.openFile(name("a"), OpenFlag.WRITE);
        Fd appender = directory.openFile(name("a"), OpenFlag.WRITE, OpenFlag.APPEND);
        Fd both = directory.openFile(name("a"), OpenFlag.READ, OpenFlag.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      assertThatThrownBy(() -> reader.write(one, 0)).isInstanceOf(PosixException.class);
      assertThatThrownBy(() -> writer.read(one, 0)).isInstanceOf(PosixException.class);
      assertThat(appender.write(ByteBuffer.wrap(name("!")), 0)).isEqualTo(1);
      assertThat(folder.resolve("a")).hasContent("content!");
      assertThat(both.write(ByteBuffer.wrap(name("C")), 0)).isEqualTo(1);
      assertThat(both.read(one.clear(), 0)).isEqualTo(1);
      directory.openFile(name("a"), OpenFlag.WRITE, OpenFlag.TRUNCATE).close();
      assertThat(folder.resolve("a")).isEmptyFile();
    }
  }

  @Test
  void aDirectoryIsNotRead() throws Exception {
    folder.mkdir("dir");
    try (Fd dir = directory.openFile(name("dir"), OpenFlag.READ)) {
      assertThat(dir.status().kind()).isEqualTo(FileKind.DIRECTORY);
      assertThatThrownBy(() -> dir.read(ByteBuffer.allocate(1), 0))
          .isInstanceOfSatisfying(
              PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EISDIR));
    }
  }

  @Test
  void aChannelIsTheSameFileEvenWithoutItsName() throws Exception {
    folder.write("a", "content");
    try (Fd file = directory.openFile(name("a"), OpenFlag.READ)) {
      directory.unlink(name("a"));
      folder.write("a", "other");
      try (FileChannel channel = file.channel(StandardOpenOption.READ)) {
        assertThat(channel.size()).isEqualTo(7);
      }
    }
    try (Fd unnamed = directory.createUnnamed(0600).orElseThrow();
        FileChannel channel = unnamed.channel(StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(name("xyz")), 4);
      assertThat(unnamed.status().size()).isEqualTo(7);
    }
  }

  @Test
  void setsSizeTimesAndPermissions() throws Exception {
    try (Fd file = directory.createFile(name("a"), 0600)) {
      file.truncate(12_345);
      assertThat(file.status().size()).isEqualTo(12_345);
      assertThatThrownBy(() -> file.truncate(-1)).isInstanceOf(PosixException.class);
      file.chmod(04755);
      assertThat(file.status().mode()).isEqualTo(04755);
      file.chown(-1, -1);
      for (long nanos : new long[] {0, 1, -1, 1_700_000_000_123_456_789L, -999_999_999_999L}) {
        file.setModified(nanos);
        assertThat(file.status().modifiedNanos()).isEqualTo(nanos);
        assertThat(file.status().modified()).isEqualTo(Instant.ofEpochSecond(0, nanos));
        assertThat(Files.getLastModifiedTime(folder.resolve("a")).toInstant())
            .isEqualTo(Instant.ofEpochSecond(0, nanos));
      }
    }
  }

  @Test
  void reservesSpaceOrSaysThatItCannot() throws Exception {
    try (Fd file = directory.createFile(name("a"), 0600)) {
      boolean reserved = file.allocate(0, 1 << 20);
      assertThat(file.status().size()).isEqualTo(reserved ? 1 << 20 : 0);
      assertThatThrownBy(() -> file.allocate(0, 0)).isInstanceOf(PosixException.class);
    }
  }

  @Test
  void aPunchedRangeReadsAsZerosAndTheSizeStays() throws Exception {
    try (Fd file = directory.createFile(name("a"), 0600)) {
      byte[] content = new byte[3 * 4096];
      Arrays.fill(content, (byte) 1);
      file.write(ByteBuffer.wrap(content), 0);
      file.syncData();
      boolean punched = file.punch(4096, 2 * 4096);
      ByteBuffer read = ByteBuffer.allocate(content.length + 1);
      assertThat(file.read(read, 0)).isEqualTo(content.length);
      assertThat(read.get(4095)).isEqualTo((byte) 1);
      assertThat(read.get(4096)).isEqualTo((byte) (punched ? 0 : 1));
      assertThat(read.get(content.length - 1)).isEqualTo((byte) (punched ? 0 : 1));
    }
  }

  @Test
  void syncsFromEveryKindOfThread() throws Exception {
    try (Fd file = directory.createFile(name("a"), 0600)) {
      file.sync();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  Thread.currentThread().interrupt();
                  file.write(ByteBuffer.wrap(name("synced")), 0);
                  file.sync();
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                  file.setXattr("user.synced", name("yes"));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .join();
      assertThat(file.xattr("user.synced")).isPresent();
    }
  }

  @Test
  void aClosedFileDoesNothing() throws Exception {
    Fd file = directory.createFile(name("a"), 0600);
    file.close();
    file.close();
    assertThatThrownBy(file::status).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(file::sync).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> file.xattr("user.a")).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> directory.link(file, name("b")))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(file::channel).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void aFileThatIsOnlyAPlaceGivesItsStatus() throws Exception {
    folder.write("a", "content");
    try (Fd place = directory.openFile(name("a"), OpenFlag.PATH)) {
      assertThat(place.status().size()).isEqualTo(7);
      assertThatThrownBy(() -> place.read(ByteBuffer.allocate(1), 0))
          .isInstanceOfSatisfying(
              PosixException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADF));
    }
    assertThatThrownBy(() -> directory.openFile(name("b"), OpenFlag.PATH))
        .isInstanceOf(NoSuchFileException.class);
  }
}
