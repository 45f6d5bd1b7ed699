package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.posix.TestFolder.name;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileCopyTest {
  private static final int SIZE = 1_000_003;

  private final byte[] content = new byte[SIZE];
  private TestFolder folder;
  private Directory directory;
  private Fd source;
  private Fd target;

  @BeforeEach
  void open() throws Exception {
    folder = new TestFolder();
    directory = Directory.open(folder.path());
    new Random(3).nextBytes(content);
    Files.write(folder.resolve("source"), content);
    source = directory.openFile(name("source"), OpenFlag.READ);
    target = directory.createFile(name("target"), 0600);
  }

  @AfterEach
  void close() throws Exception {
    source.close();
    target.close();
    directory.close();
    folder.close();
  }

  private byte[] written() throws IOException {
    return Files.readAllBytes(folder.resolve("target"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "0, 0, 1000003, 1000003",
    "0, 0, 9999999, 1000003",
    "7, 0, 100, 100",
    "1000000, 5, 4096, 3",
    "1000003, 0, 10, 0",
    "2000000, 0, 10, 0",
    "1, 4097, 262144, 262144",
    "1, 4097, 262145, 262145",
  })
  void copiesARange(int from, int to, int length, int copied) throws Exception {
    assertThat(target.copyRange(source, from, to, length)).isEqualTo(copied);
    byte[] expected = new byte[copied == 0 ? 0 : to + copied];
    System.arraycopy(content, Math.min(from, SIZE), expected, copied == 0 ? 0 : to, copied);
    assertThat(written()).isEqualTo(expected);
  }

  @Test
  void copiesOnAVirtualThread() throws Exception {
    Thread copy =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    assertThat(target.copyRange(source, 0, 0, SIZE)).isEqualTo(SIZE);
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    copy.start();
    copy.join();
    assertThat(written()).isEqualTo(content);
  }

  @Test
  void copiesBetweenFileSystemsThroughMemory() throws Exception {
    try (Directory proc = Directory.open(Path.of("/proc/self"));
        Fd maps = proc.openFile(name("cmdline"), OpenFlag.READ)) {
      byte[] expected = Files.readAllBytes(Path.of("/proc/self/cmdline"));
      assertThat(target.copyRange(maps, 0, 0, 1 << 20)).isEqualTo(expected.length);
      assertThat(written()).isEqualTo(expected);
    }
  }

  @Test
  void theWayThroughMemoryGivesTheSame() throws Exception {
    int from = source.handle().enter();
    int to = target.handle().enter();
    try (Scratch scratch = Scratch.take()) {
      assertThat(FileCopy.throughMemory(scratch, from, 3, to, 0, SIZE)).isEqualTo(SIZE - 3);
    } finally {
      source.handle().leave();
      target.handle().leave();
    }
    assertThat(written()).isEqualTo(Arrays.copyOfRange(content, 3, SIZE));
  }

  @Test
  void clonesOrSaysThatItCannot() throws Exception {
    if (target.cloneFrom(source)) {
      assertThat(written()).isEqualTo(content);
      assertThat(target.cloneRange(source, 0, 4096, 4096)).isTrue();
      assertThat(Arrays.copyOfRange(written(), 4096, 8192))
          .isEqualTo(Arrays.copyOfRange(content, 0, 4096));
    } else {
      assertThat(target.cloneRange(source, 0, 0, 4096)).isFalse();
      assertThat(written()).isEmpty();
    }
  }

  @Test
  void aTargetThatIsNotWritableIsAnErrorThatNamesBothFiles() throws Exception {
    try (Fd readOnly = directory.openFile(name("target"), OpenFlag.READ)) {
      assertThatThrownBy(() -> readOnly.copyRange(source, 0, 0, 10))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("/source -> ")
          .hasMessageContaining("/target");
      assertThatThrownBy(() -> readOnly.cloneFrom(source)).isInstanceOf(FileSystemException.class);
    }
  }
}
