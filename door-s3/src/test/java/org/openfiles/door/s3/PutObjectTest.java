package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.RunningChecksum;

class PutObjectTest extends DoorTest {
  private static final String HELLO_MD5 = "XUFAKrxLKna5cZ2REBfFkg==";

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

  @Test
  void systemHeadersAndUserMetadataAreStoredAndReturned() throws IOException {
    door.put(
        "/bucket/k",
        "x",
        "Content-Type: text/x-test",
        "Cache-Control: no-cache",
        "Content-Disposition: attachment; filename=\"x\"",
        "Content-Encoding: aws-chunked,gzip",
        "Content-Language: mi, en",
        "Expires: Thu, 01 Dec 1994 16:00:00 GMT",
        "X-Amz-Meta-Mixed-Case: Value",
        "x-amz-storage-class: GLACIER_IR",
        "x-amz-website-redirect-location: /elsewhere",
        "x-amz-tagging: a=1&b=%2B");
    Answer head = door.head("/bucket/k");
    assertThat(head.header("Content-Type")).isEqualTo("text/x-test");
    assertThat(head.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(head.header("Content-Disposition")).isEqualTo("attachment; filename=\"x\"");
    assertThat(head.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(head.header("Content-Language")).isEqualTo("mi, en");
    assertThat(head.header("Expires")).isEqualTo("Thu, 01 Dec 1994 16:00:00 GMT");
    assertThat(head.header("x-amz-meta-mixed-case")).isEqualTo("Value");
    assertThat(head.header("x-amz-storage-class")).isEqualTo("GLACIER_IR");
    assertThat(head.header("x-amz-website-redirect-location")).isEqualTo("/elsewhere");
    assertThat(head.header("x-amz-tagging-count")).isEqualTo("2");
    assertThat(door.get("/bucket/k?tagging").all("Value")).containsExactly("1", "+");
  }

  @Test
  void theStandardStorageClassIsNotTold() throws IOException {
    door.put("/bucket/k", "x", "x-amz-storage-class: STANDARD");
    assertThat(door.head("/bucket/k").has("x-amz-storage-class")).isFalse();
    assertThat(door.put("/bucket/k", "x", "x-amz-storage-class: MARBLE").outcome())
        .isEqualTo("400 InvalidStorageClass");
  }

  @Test
  void tooMuchUserMetadataIsRefused() throws IOException {
    assertThat(door.put("/bucket/k", "x", "x-amz-meta-k: " + "v".repeat(2047)).status())
        .isEqualTo(200);
    assertThat(door.put("/bucket/k", "x", "x-amz-meta-k: " + "v".repeat(2048)).outcome())
        .isEqualTo("400 MetadataTooLarge");
  }

  @Test
  void aWrongDigestLeavesNothing() throws IOException {
    for (String header :
        List.of(
            "Content-MD5: " + HELLO_MD5,
            "x-amz-checksum-crc32: AAAAAA==",
            "x-amz-checksum-sha256: LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")) {
      assertThat(door.put("/bucket/k", "other", header).outcome()).isEqualTo("400 BadDigest");
      assertThat(door.head("/bucket/k").status()).isEqualTo(404);
    }
    Answer wrong = door.put("/bucket/k", "other", "Content-MD5: " + HELLO_MD5);
    assertThat(wrong.xml("ExpectedDigest")).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(wrong.xml("CalculatedDigest")).isEqualTo("eV8yArF8trw9S3cdjGyerw==");
    assertThat(door.put("/bucket/k", "hello", "Content-MD5: garbage").outcome())
        .isEqualTo("400 InvalidDigest");
    assertThat(door.put("/bucket/k", "hello", "Content-MD5: " + HELLO_MD5).status()).isEqualTo(200);
  }

  @Test
  void checksumsAreReturnedWhereTheyAreAskedFor() throws IOException {
    String crc32 = "NhCmhg==";
    Answer put = door.put("/bucket/k", "hello", "x-amz-checksum-crc32: " + crc32);
    assertThat(put.outcome()).isEqualTo("200");
    assertThat(put.header("x-amz-checksum-crc32")).isEqualTo(crc32);
    assertThat(door.head("/bucket/k").has("x-amz-checksum-crc32")).isFalse();
    Answer head = door.head("/bucket/k", "x-amz-checksum-mode: ENABLED");
    assertThat(head.header("x-amz-checksum-crc32")).isEqualTo(crc32);
    assertThat(head.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
    Answer part = door.get("/bucket/k", "x-amz-checksum-mode: ENABLED", "Range: bytes=0-1");
    assertThat(part.has("x-amz-checksum-crc32")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyChecksumIsVerifiedAndKept(ChecksumAlgorithm algorithm) throws IOException {
    String header = "x-amz-checksum-" + algorithm.name().toLowerCase(Locale.ROOT);
    RunningChecksum running = RunningChecksum.of(algorithm);
    running.update(StandardCharsets.UTF_8.encode("hello"));
    String right = running.finish().base64();
    String wrong = Base64.getEncoder().encodeToString(new byte[algorithm.bytes()]);

    assertThat(door.put("/bucket/k", "hello", header + ": " + wrong).outcome())
        .isEqualTo("400 BadDigest");
    assertThat(door.head("/bucket/k").outcome()).startsWith("404");
    assertThat(door.put("/bucket/k", "hello", header + ": " + right).header(header))
        .isEqualTo(right);
    assertThat(door.head("/bucket/k", "x-amz-checksum-mode: ENABLED").header(header))
        .isEqualTo(right);
  }

  @Test
  void ifNoneMatchStarWritesOnlyWhereNothingIs() throws IOException {
    assertThat(door.put("/bucket/k", "one", "If-None-Match: *").outcome()).isEqualTo("200");
    assertThat(door.put("/bucket/k", "two", "If-None-Match: *").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(door.get("/bucket/k").text()).isEqualTo("one");
    assertThat(door.put("/bucket/k", "two", "If-None-Match: \"etag\"").outcome())
        .isEqualTo("501 NotImplemented");
  }

  @Test
  void ifMatchWritesOnlyOverThatVersion() throws IOException {
    assertThat(door.put("/bucket/k", "one", "If-Match: \"x\"").outcome())
        .isEqualTo("404 NoSuchKey");
    String etag = door.put("/bucket/k", "one").header("ETag");
    assertThat(door.put("/bucket/k", "two", "If-Match: \"x\"").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(door.put("/bucket/k", "two", "If-Match: " + etag).outcome()).isEqualTo("200");
    assertThat(door.put("/bucket/k", "three", "If-Match: *").outcome()).isEqualTo("200");
    assertThat(door.get("/bucket/k").text()).isEqualTo("three");
  }

  @Test
  void aLengthMustBeAnnounced() throws IOException {
    Answer answer = door.sendRaw("PUT /bucket/k HTTP/1.1\r\nHost: localhost\r\n");
    assertThat(answer.outcome()).isEqualTo("411 MissingContentLength");
    Answer chunked =
        door.send(
            "PUT",
            "/bucket/k",
            "5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            "Transfer-Encoding: chunked");
    assertThat(chunked.outcome()).isEqualTo("200");
    assertThat(door.get("/bucket/k").text()).isEqualTo("hello");
  }

  @Test
  void anEmptyObjectIsOne() throws IOException {
    assertThat(door.put("/bucket/empty", "").outcome()).isEqualTo("200");
    Answer get = door.get("/bucket/empty");
    assertThat(get.outcome()).isEqualTo("200");
    assertThat(get.header("Content-Length")).isEqualTo("0");
    assertThat(get.header("ETag")).isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e\"");
  }

  @Test
  void aBucketThatIsNotThereTakesNothing() throws IOException {
    assertThat(door.put("/nobody/k", "x").outcome()).isEqualTo("404 NoSuchBucket");
  }

  @Test
  void locksAreRefusedSinceNothingWouldHoldThem() throws IOException {
    assertThat(door.put("/bucket/k", "x", "x-amz-object-lock-legal-hold: ON").outcome())
        .isEqualTo("400 InvalidRequest");
    assertThat(door.put("/bucket/k", "x", "x-amz-object-lock-mode: GOVERNANCE").xml("ArgumentName"))
        .isEqualTo("x-amz-object-lock-retain-until-date");
    assertThat(door.head("/bucket/k").status()).isEqualTo(404);
  }
}
