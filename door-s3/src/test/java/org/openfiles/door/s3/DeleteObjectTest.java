package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DeleteObjectTest extends DoorTest {

  @Test
  void deletingNothingSucceeds() throws IOException {
    door.put("/bucket/k", "x");
    assertThat(door.delete("/bucket/k").outcome()).isEqualTo("204");
    assertThat(door.get("/bucket/k").status()).isEqualTo(404);
    assertThat(door.delete("/bucket/k").outcome()).isEqualTo("204");
    assertThat(door.delete("/nobody/k").outcome()).isEqualTo("404 NoSuchBucket");
  }

  @Test
  void onlyTheVersionNamedIsDeleted() throws IOException {
    String etag = door.put("/bucket/k", "x").header("ETag");
    assertThat(door.delete("/bucket/k", "If-Match: \"other\"").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(door.delete("/bucket/k", "If-Match: " + etag).outcome()).isEqualTo("204");
    assertThat(door.delete("/bucket/k", "If-Match: " + etag).outcome()).isEqualTo("404 NoSuchKey");
  }

  @Test
  void sizeAndTimeAreConditionsToo() throws IOException {
    door.put("/bucket/k", "x");
    String modified = door.head("/bucket/k").header("Last-Modified");
    String time = "x-amz-if-match-last-modified-time: ";
    assertThat(door.delete("/bucket/k", "x-amz-if-match-size: 2").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(door.delete("/bucket/k", time + "Thu, 01 Jan 1970 00:00:01 GMT").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(door.delete("/bucket/k", time + "soon").outcome()).isEqualTo("400 InvalidArgument");
    assertThat(door.delete("/bucket/k", "x-amz-if-match-size: 1", time + modified).outcome())
        .isEqualTo("204");
    assertThat(door.delete("/bucket/k", "x-amz-if-match-size: 1").outcome())
        .isEqualTo("404 NoSuchKey");
  }

  @Test
  void aVersionThatNothingHasIsNotDeleted() throws IOException {
    door.put("/bucket/k", "x");
    assertThat(door.delete("/bucket/k?versionId=abc").outcome()).isEqualTo("400 InvalidArgument");
    assertThat(door.get("/bucket/k").text()).isEqualTo("x");
    assertThat(door.delete("/bucket/k?versionId=null").outcome()).isEqualTo("204");
    assertThat(door.get("/bucket/k").status()).isEqualTo(404);
  }
}
