package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFileTest {
  @TempDir Path folder;

  @Test
  void aFileMadeByAnotherProgramIsServed() throws IOException {
    Files.createDirectories(folder.resolve("photos/2024"));
    Files.writeString(folder.resolve("photos/2024/a.html"), "<p>hello");
    try (TestDoor door =
        TestDoor.open(
            Backend.FOLDER.volumes(folder, InstantSource.system()), S3DoorSettings.DEFAULT)) {
      Answer get = door.get("/photos/2024/a.html");
      assertThat(get.outcome()).isEqualTo("200");
      assertThat(get.text()).isEqualTo("<p>hello");
      assertThat(get.header("Content-Type")).isEqualTo("text/html");
      assertThat(get.header("ETag")).contains("-");
      assertThat(door.get("/photos").all("Key")).containsExactly("2024/a.html");
    }
  }
}
