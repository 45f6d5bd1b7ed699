package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openfiles.posix.TestFolder.name;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Descriptors are neither lost nor used after they were given back.
class HandleTest {
  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static boolean isOpen(int number) {
    return Files.isSymbolicLink(Path.of("/proc/self/fd/" + number));
  }

  @Test
  void theLastUserGivesTheNumberBack() throws Exception {
    try (TestFolder folder = new TestFolder();
        Directory directory = Directory.open(folder.path())) {
      Fd file = directory.createFile(name("a"), 0600);
      Handle handle = file.handle();
      int number = handle.enter();
      handle.enter();
      file.close();
      assertThatThrownBy(handle::enter).isInstanceOf(ClosedChannelException.class);
      assertThat(isOpen(number)).isTrue();
      handle.leave();
      assertThat(isOpen(number)).isTrue();
      handle.leave();
      assertThat(isOpen(number)).isFalse();
    }
  }

  @Test
  void aNumberIsNeverUsedAfterItWasClosed() throws Exception {
    try (TestFolder folder = new TestFolder();
        Directory directory = Directory.open(folder.path());
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      folder.write("right", "right");
      folder.write("wrong", "wrong");
      for (int round = 0; round < 300; round++) {
        Fd file = directory.openFile(name("right"), OpenFlag.READ);
        Future<Integer> reader = threads.submit(() -> readUntilClosed(file));
        Future<?> closer =
            threads.submit(
                () -> {
                  file.close();
                  return null;
                });
        for (int i = 0; i < 5; i++) {
          directory.openFile(name("wrong"), OpenFlag.READ).close();
        }
        closer.get();
        assertThat(reader.get()).isNotNegative();
      }
    }
  }

  /// Fails when it reads anything but the file that was opened.
  private static int readUntilClosed(Fd file) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(5);
    for (int reads = 0; ; reads++) {
      try {
        file.read(content.clear(), 0);
      } catch (ClosedChannelException e) {
        return reads;
      }
      assertThat(content.array()).isEqualTo(name("right"));
    }
  }

  @Test
  void noDescriptorIsLostUnderLoadNorByErrors() throws Exception {
    try (TestFolder folder = new TestFolder();
        Directory directory = Directory.open(folder.path())) {
      folder.write("dir/file", "content");
      folder.link("out", "/etc");
      hammer(directory, 10);
      long before = descriptors();
      hammer(directory, 2000);
      assertThat(descriptors()).isEqualTo(before);
    }
  }

  private static void hammer(Directory directory, int threads) throws Exception {
    List<Future<?>> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) {
        byte[] own = name("own-" + i);
        results.add(
            executor.submit(
                () -> {
                  useEverything(directory, own);
                  return null;
                }));
      }
    }
    for (Future<?> result : results) {
      result.get();
    }
  }

  private static void useEverything(Directory directory, byte[] own) throws IOException {
    try (Directory dir = directory.openDirectory(name("dir"));
        Fd file = directory.openFile(name("dir/file"), OpenFlag.READ);
        Fd created = dir.createFile(own, 0600)) {
      assertThat(file.status()).isEqualTo(dir.status(name("file")));
      ByteBuffer content = ByteBuffer.allocate(100);
      assertThat(file.read(content, 0)).isEqualTo(7);
      assertThat(created.copyRange(file, 0, 0, 100)).isEqualTo(7);
      created.setXattr("user.own", own);
      assertThat(created.xattr("user.own")).hasValue(own);
      try (Directory unresolved = Directory.open(Path.of("/"), new WalkingResolver())) {
        assertThat(unresolved.statusIfPresent(name("proc/self/../../nothing/here"))).isEmpty();
      }
      dir.rename(own, directory, own, RenameMode.NOREPLACE);
      assertThat(directory.statusOfEntry(own).size()).isEqualTo(7);
      directory.unlink(own);
      dir.entries().close();
      assertThatThrownBy(() -> directory.openFile(name("out/passwd"), OpenFlag.READ))
          .isInstanceOf(EscapesDirectoryException.class);
      assertThatThrownBy(() -> directory.openDirectory(name("dir/file")))
          .isInstanceOf(FileSystemException.class);
    }
  }
}
