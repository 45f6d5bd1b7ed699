package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PutObjectTest {
  private TestDoor door;

  @BeforeEach
  void start() throws IOException {
    door = TestDoor.open();
    door.put("/bucket", "");
  }

  @AfterEach
  void stop() {
    door.close();
  }

  @Test
  void bytesComeBackAsTheyWerePut() throws IOException {
    Answer put = door.put("/bucket/a/b.txt", "hello");
    assertThat(put.outcome()).isEqualTo("200");
    assertThat(put.header("ETag")).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");

    Answer get = door.get("/bucket/a/b.txt");
    assertThat(get.outcome()).isEqualTo("200");
    assertThat(get.text()).isEqualTo("hello");
    assertThat(get.header("ETag")).isEqualTo(put.header("ETag"));
    assertThat(get.header("Content-Type")).isEqualTo("binary/octet-stream");
    assertThat(door.get("/bucket?list-type=2").all("Key")).containsExactly("a/b.txt");
  }
}
