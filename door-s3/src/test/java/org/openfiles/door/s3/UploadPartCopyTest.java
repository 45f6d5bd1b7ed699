package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPartCopyTest extends MultipartTest {
  @BeforeEach
  void put() throws IOException {
    door.put("/bucket/source", "0123456789");
  }

  private Answer copy(Upload upload, int number, String... headers) throws IOException {
    String[] all = new String[headers.length + 1];
    all[0] = "x-amz-copy-source: /bucket/source";
    System.arraycopy(headers, 0, all, 1, headers.length);
    return door.put(upload.target + "?partNumber=" + number + "&uploadId=" + upload.id, "", all);
  }

  @Test
  void anObjectOrARangeOfItBecomesAPart() throws IOException {
    Upload upload = new Upload("/bucket/k");
    Answer whole = copy(upload, 1);
    assertThat(whole.outcome()).isEqualTo("200");
    assertThat(whole.xml().name()).isEqualTo("CopyPartResult");
    Answer range = copy(upload, 2, "x-amz-copy-source-range: bytes=2-4");
    assertThat(
            upload
                .completeWith(part(1, whole.xml("ETag"), "") + part(2, range.xml("ETag"), ""))
                .outcome())
        .isEqualTo("200");
    assertThat(door.get("/bucket/k").text()).isEqualTo("0123456789234");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0-2",
        "bytes=0",
        "bytes=a-b",
        "bytes=0-",
        "bytes=-2",
        "bytes=0-2,3-5",
        "Bytes=0-2",
        "bytes=3-1"
      })
  void aRangeThatIsNoneIsRefused(String range) throws IOException {
    Upload upload = new Upload("/bucket/k");
    assertThat(copy(upload, 1, "x-amz-copy-source-range: " + range).outcome())
        .isEqualTo("400 InvalidArgument");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-10", "bytes=10-12", "bytes=5-99"})
  void aRangeIsNeverCut(String range) throws IOException {
    Upload upload = new Upload("/bucket/k");
    assertThat(copy(upload, 1, "x-amz-copy-source-range: " + range).outcome())
        .isEqualTo("400 InvalidArgument");
  }

  @Test
  void aCopiedPartHasTheChecksumOfItsUpload() throws IOException {
    Upload upload =
        new Upload(
            "/bucket/k", "x-amz-checksum-algorithm: CRC32", "x-amz-checksum-type: FULL_OBJECT");
    Answer part = copy(upload, 1);
    assertThat(part.xml("ChecksumCRC32")).isEqualTo("poTHxg==");
    Answer completed = upload.completeWith(part(1, part.xml("ETag"), ""));
    assertThat(completed.xml("ChecksumCRC32")).isEqualTo("poTHxg==");
  }

  @Test
  void conditionsOnTheSourceMustHold() throws IOException {
    Upload upload = new Upload("/bucket/k");
    assertThat(copy(upload, 1, "x-amz-copy-source-if-match: \"x\"").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(door.get("/bucket/k?uploadId=" + upload.id).all("Part")).isEmpty();
  }
}
