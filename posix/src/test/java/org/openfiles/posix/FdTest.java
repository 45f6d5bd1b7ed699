package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openfiles.posix.TestFolder.name;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void readsIntoDirectAndHeapBuffersAtAPosition() throws Exception {
    folder.write("a", "hello world");
    try (Fd file = directory.openFile(name("a"), OpenFlag.READ)) {
      for (ByteBuffer target :
          new ByteBuffer[] {ByteBuffer.allocate(20), ByteBuffer.allocateDirect(20)}) {
        target.position(3);
        assertThat(file.read(target, 6)).isEqualTo(5);
        assertThat(target.position()).isEqualTo(8);
        target.flip().position(3);
        assertThat(StandardCharsets.UTF_8.decode(target).toString()).isEqualTo("world");
        assertThat(file.read(target.clear(), 11)).isEqualTo(-1);
        assertThat(file.read(target.limit(0), 0)).isZero();
      }
      assertThat(file.status().size()).isEqualTo(11);
    }
  }
}
