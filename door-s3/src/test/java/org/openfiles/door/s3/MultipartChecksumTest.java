package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class MultipartChecksumTest extends MultipartTest {
  private static final String CRC32_HEADER = "x-amz-checksum-algorithm: CRC32";

  private static String crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static String crc32(String text) {
    return crc32(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theChecksumOfAllBytesIsMadeOfThoseOfTheParts() throws IOException {
    Upload upload = new Upload("/bucket/k", CRC32_HEADER, "x-amz-checksum-type: FULL_OBJECT");
    // A part without a checksum gets one.
    assertThat(upload.put(1, "hello ").header("x-amz-checksum-crc32")).isEqualTo(crc32("hello "));
    upload.put(2, "world", "x-amz-checksum-crc32: " + crc32("world"));
    assertThat(upload.complete("x-amz-checksum-crc32: " + crc32("other")).outcome())
        .isEqualTo("400 BadDigest");
    Answer completed = upload.complete("x-amz-checksum-crc32: " + crc32("hello world"));
    assertThat(completed.outcome()).isEqualTo("200");
    assertThat(completed.xml("ChecksumCRC32")).isEqualTo(crc32("hello world"));
    assertThat(completed.xml("ChecksumType")).isEqualTo("FULL_OBJECT");
    Answer head = door.head("/bucket/k", "x-amz-checksum-mode: ENABLED");
    assertThat(head.header("x-amz-checksum-crc32")).isEqualTo(crc32("hello world"));
    Answer part = door.get("/bucket/k?partNumber=2", "x-amz-checksum-mode: ENABLED");
    assertThat(part.header("x-amz-checksum-crc32")).isEqualTo(crc32("world"));
  }

  @Test
  void aCompositeChecksumIsTakenOverThoseOfTheParts() throws IOException {
    Upload upload = new Upload("/bucket/k", CRC32_HEADER);
    assertThat(upload.put(1, "hello ").outcome()).isEqualTo("400 InvalidRequest");
    upload.put(1, "hello ", "x-amz-checksum-crc32: " + crc32("hello "));
    upload.put(2, "world", "x-amz-checksum-crc32: " + crc32("world"));
    byte[] both =
        ByteBuffer.allocate(8)
            .put(Base64.getDecoder().decode(crc32("hello ")))
            .put(Base64.getDecoder().decode(crc32("world")))
            .array();
    String expected = crc32(both) + "-2";
    Answer completed = upload.complete("x-amz-checksum-crc32: " + expected);
    assertThat(completed.outcome()).isEqualTo("200");
    assertThat(completed.xml("ChecksumCRC32")).isEqualTo(expected);
    assertThat(completed.xml("ChecksumType")).isEqualTo("COMPOSITE");
    Answer head = door.head("/bucket/k", "x-amz-checksum-mode: ENABLED");
    assertThat(head.header("x-amz-checksum-crc32")).isEqualTo(expected);
    assertThat(head.header("x-amz-checksum-type")).isEqualTo("COMPOSITE");
  }

  @Test
  void aPartOfAnotherAlgorithmIsRefused() throws IOException {
    Upload upload = new Upload("/bucket/k", "x-amz-checksum-algorithm: SHA256");
    assertThat(upload.put(1, "x", "x-amz-checksum-crc32: " + crc32("x")).outcome())
        .isEqualTo("400 InvalidRequest");
    assertThat(door.get("/bucket/k?uploadId=" + upload.id).all("Part")).isEmpty();
  }

  @Test
  void theChecksumsThatCompletingNamesMustBeThoseOfTheParts() throws IOException {
    Upload upload = new Upload("/bucket/k", CRC32_HEADER);
    String etag = upload.put(1, "hello", "x-amz-checksum-crc32: " + crc32("hello")).header("ETag");
    assertThat(upload.completeWith(part(1, etag, "")).outcome()).isEqualTo("400 InvalidRequest");
    assertThat(
            upload.completeWith(part(1, etag, "<ChecksumCRC32>AAAAAA==</ChecksumCRC32>")).outcome())
        .isEqualTo("400 InvalidPart");
    assertThat(upload.completeWith(part(1, etag, "<ChecksumCRC32>x</ChecksumCRC32>")).outcome())
        .isEqualTo("400 InvalidArgument");
    assertThat(upload.complete("x-amz-checksum-type: FULL_OBJECT").outcome())
        .isEqualTo("400 InvalidRequest");
    assertThat(upload.complete().outcome()).isEqualTo("200");
  }

  @Test
  void anObjectIsCompletedWithOneChecksumAtMost() throws IOException {
    Upload upload = new Upload("/bucket/k", CRC32_HEADER, "x-amz-checksum-type: FULL_OBJECT");
    upload.put(1, "x");
    Answer answer =
        upload.complete("x-amz-checksum-crc32: " + crc32("x"), "x-amz-checksum-crc32c: AAAAAA==");
    assertThat(answer.outcome()).isEqualTo("400 InvalidRequest");
    assertThat(answer.xml("Message")).startsWith("Expecting a single x-amz-checksum- header.");
  }

  @Test
  void anAlgorithmAndATypeMustFit() throws IOException {
    assertThat(
            door.post(
                    "/bucket/k?uploads",
                    "",
                    "x-amz-checksum-algorithm: SHA256",
                    "x-amz-checksum-type: FULL_OBJECT")
                .outcome())
        .isEqualTo("400 InvalidRequest");
    assertThat(door.post("/bucket/k?uploads", "", "x-amz-checksum-type: COMPOSITE").outcome())
        .isEqualTo("400 InvalidRequest");
  }

  @Test
  void theAttributesTellThePartsInPages() throws IOException {
    Upload upload = new Upload("/bucket/k", CRC32_HEADER);
    for (int i = 1; i <= 3; i++) {
      upload.put(i, "part" + i, "x-amz-checksum-crc32: " + crc32("part" + i));
    }
    upload.complete();
    String wanted = "x-amz-object-attributes: ObjectParts,Checksum";
    Answer first = door.get("/bucket/k?attributes", wanted, "x-amz-max-parts: 2");
    assertThat(first.xml("PartsCount")).isEqualTo("3");
    assertThat(first.all("PartNumber")).containsExactly("1", "2");
    assertThat(first.xml("IsTruncated")).isEqualTo("true");
    assertThat(first.xml("NextPartNumberMarker")).isEqualTo("2");
    assertThat(first.xml("ChecksumType")).isEqualTo("COMPOSITE");
    Answer second = door.get("/bucket/k?attributes", wanted, "x-amz-part-number-marker: 2");
    assertThat(second.all("PartNumber")).containsExactly("3");
    assertThat(second.all("Size")).containsExactly("5");
    assertThat(second.all("ChecksumCRC32")).contains(crc32("part3"));
  }
}
