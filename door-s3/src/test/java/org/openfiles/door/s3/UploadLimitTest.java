package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UploadLimitTest extends DoorTest {

  @Override
  S3DoorSettings settings() {
    return S3DoorSettings.DEFAULT.withLimits(new S3DoorSettings.Limits(8, 4));
  }

  @Test
  void anUploadThatAnnouncesTooManyBytesIsRefused() throws IOException {
    assertThat(door.put("/bucket/k", "12345678").outcome()).isEqualTo("200");
    Answer answer = door.put("/bucket/k", "123456789");
    assertThat(answer.outcome()).isEqualTo("400 EntityTooLarge");
    assertThat(answer.xml("MaxSizeAllowed")).isEqualTo("8");
    assertThat(door.get("/bucket/k").text()).isEqualTo("12345678");
  }

  @Test
  void anUploadThatTurnsOutTooLargeIsRefused() throws IOException {
    byte[] chunks = "9\r\n123456789\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(door.send("PUT", "/bucket/k", chunks, "Transfer-Encoding: chunked").outcome())
        .isEqualTo("400 EntityTooLarge");
    assertThat(door.head("/bucket/k").status()).isEqualTo(404);
  }
}
