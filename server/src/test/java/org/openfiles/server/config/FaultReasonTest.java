package org.openfiles.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultReasonTest {

  @Test
  void aReasonIsNeverThePathAlone() {
    assertThat(FaultReason.of(new AccessDeniedException("/x"))).isEqualTo("no permission");
    assertThat(FaultReason.of(new NoSuchFileException("/x"))).isEqualTo("no such file or folder");
    assertThat(FaultReason.of(new IOException())).isNotBlank();
  }

  @Test
  void whatTheSystemSaysIsTold(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try {
      Files.createDirectories(file.resolve("below"));
      throw new AssertionError("a folder was made below a file");
    } catch (IOException e) {
      assertThat(FaultReason.of(e)).doesNotContain(file.toString());
    }
  }
}
