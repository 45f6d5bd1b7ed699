package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyObjectTest extends DoorTest {
  private String etag;

  @BeforeEach
  void put() throws IOException {
    etag =
        door.put(
                "/bucket/source",
                "hello",
                "Content-Type: text/plain",
                "x-amz-meta-colour: blue",
                "x-amz-tagging: a=1",
                "x-amz-storage-class: GLACIER",
                "x-amz-checksum-crc32: NhCmhg==")
            .header("ETag");
  }

  private Answer copy(String target, String source, String... headers) throws IOException {
    String[] all = new String[headers.length + 1];
    all[0] = "x-amz-copy-source: " + source;
    System.arraycopy(headers, 0, all, 1, headers.length);
    return door.put(target, "", all);
  }

  @Test
  void bytesMetadataAndTagsAreCopied() throws IOException {
    Answer answer = copy("/bucket/target", "/bucket/source");
    assertThat(answer.outcome()).isEqualTo("200");
    assertThat(answer.xml().name()).isEqualTo("CopyObjectResult");
    assertThat(answer.xml("ETag")).isEqualTo(etag);
    assertThat(answer.xml("ChecksumCRC32")).isEqualTo("NhCmhg==");
    assertThat(answer.xml("LastModified")).hasSize(24).endsWith("Z");
    Answer target = door.get("/bucket/target");
    assertThat(target.text()).isEqualTo("hello");
    assertThat(target.header("Content-Type")).isEqualTo("text/plain");
    assertThat(target.header("x-amz-meta-colour")).isEqualTo("blue");
    assertThat(target.header("x-amz-tagging-count")).isEqualTo("1");
    // The class of a copy is that of its request.
    assertThat(target.has("x-amz-storage-class")).isFalse();
  }

  @Test
  void theRequestReplacesMetadataAndTagsWhereItSaysSo() throws IOException {
    Answer answer =
        copy(
            "/bucket/target",
            "bucket/source",
            "x-amz-metadata-directive: REPLACE",
            "x-amz-tagging-directive: REPLACE",
            "x-amz-tagging: b=2&c=3",
            "Content-Type: text/new",
            "x-amz-meta-size: big");
    assertThat(answer.outcome()).isEqualTo("200");
    Answer target = door.get("/bucket/target");
    assertThat(target.text()).isEqualTo("hello");
    assertThat(target.header("Content-Type")).isEqualTo("text/new");
    assertThat(target.header("x-amz-meta-size")).isEqualTo("big");
    assertThat(target.has("x-amz-meta-colour")).isFalse();
    assertThat(target.header("x-amz-tagging-count")).isEqualTo("2");
    assertThat(copy("/bucket/target", "bucket/source", "x-amz-metadata-directive: MOVE").outcome())
        .isEqualTo("400 InvalidArgument");
  }

  @Test
  void anObjectIsCopiedToItselfOnlyToChangeSomething() throws IOException {
    assertThat(copy("/bucket/source", "bucket/source", "x-amz-storage-class: GLACIER").outcome())
        .isEqualTo("400 InvalidRequest");
    assertThat(
            copy(
                    "/bucket/source",
                    "bucket/source",
                    "x-amz-metadata-directive: REPLACE",
                    "x-amz-meta-new: 1")
                .outcome())
        .isEqualTo("200");
    Answer changed = door.get("/bucket/source");
    assertThat(changed.text()).isEqualTo("hello");
    assertThat(changed.header("x-amz-meta-new")).isEqualTo("1");
    assertThat(changed.has("x-amz-meta-colour")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a%20b+c, a%20b+c",
    "%25, %25",
    "x%2Fy, x/y",
    "q%3FversionId%3Dnull, q%3FversionId=null",
    "a//b, a//b"
  })
  void theSourceIsDecodedOnce(String source, String key) throws IOException {
    door.put("/bucket/" + key, key);
    assertThat(copy("/bucket/target", "/bucket/" + source).outcome()).isEqualTo("200");
    assertThat(door.get("/bucket/target").text()).isEqualTo(key);
    assertThat(copy("/bucket/target", "/bucket/" + source + "?versionId=null").outcome())
        .isEqualTo("200");
  }

  @ParameterizedTest
  @CsvSource({
    "bucket, 400 InvalidArgument",
    "bucket/, 400 InvalidArgument",
    "/, 400 InvalidArgument",
    "bucket/%ff, 400 InvalidArgument",
    "bucket/missing, 404 NoSuchKey",
    "nobody/source, 404 NoSuchBucket",
    "bucket/source?versionId=7, 404 NoSuchVersion"
  })
  void aSourceThatIsNoneIsRefused(String source, String outcome) throws IOException {
    assertThat(copy("/bucket/target", source).outcome()).isEqualTo(outcome);
    assertThat(door.head("/bucket/target").status()).isEqualTo(404);
  }

  @Test
  void conditionsOnTheSourceMustHold() throws IOException {
    String past = "Thu, 01 Jan 1970 00:00:01 GMT";
    String prefix = "x-amz-copy-source-if-";
    assertThat(copy("/bucket/t", "bucket/source", prefix + "match: " + etag).status())
        .isEqualTo(200);
    assertThat(copy("/bucket/t", "bucket/source", prefix + "match: \"x\"").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(copy("/bucket/t", "bucket/source", prefix + "none-match: " + etag).outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(copy("/bucket/t", "bucket/source", prefix + "modified-since: " + past).status())
        .isEqualTo(200);
    assertThat(copy("/bucket/t", "bucket/source", prefix + "unmodified-since: " + past).outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(
            copy(
                    "/bucket/t",
                    "bucket/source",
                    prefix + "match: " + etag,
                    prefix + "unmodified-since: " + past)
                .status())
        .isEqualTo(200);
  }

  @Test
  void conditionsOnTheTargetMustHold() throws IOException {
    assertThat(copy("/bucket/t", "bucket/source", "If-None-Match: *").status()).isEqualTo(200);
    assertThat(copy("/bucket/t", "bucket/source", "If-None-Match: *").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(copy("/bucket/t", "bucket/source", "If-Match: " + etag).status()).isEqualTo(200);
    assertThat(copy("/bucket/t", "bucket/source", "If-Match: \"x\"").outcome())
        .isEqualTo("412 PreconditionFailed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRC32C", "SHA256", "crc64nvme"})
  void aCopyHasTheChecksumThatIsAskedFor(String algorithm) throws IOException {
    Answer answer = copy("/bucket/t", "bucket/source", "x-amz-checksum-algorithm: " + algorithm);
    assertThat(answer.outcome()).isEqualTo("200");
    String element = "Checksum" + algorithm.toUpperCase(java.util.Locale.ROOT);
    String header = "x-amz-checksum-" + algorithm.toLowerCase(java.util.Locale.ROOT);
    Answer head = door.head("/bucket/t", "x-amz-checksum-mode: ENABLED");
    assertThat(head.header(header)).isNotEmpty().isEqualTo(answer.xml(element));
    assertThat(copy("/bucket/t", "bucket/source", "x-amz-checksum-algorithm: CRC7").outcome())
        .isEqualTo("400 InvalidRequest");
  }

  @Test
  void objectsAreCopiedBetweenBuckets() throws IOException {
    door.put("/other", "");
    assertThat(copy("/other/t", "bucket/source").status()).isEqualTo(200);
    assertThat(door.get("/other/t").text()).isEqualTo("hello");
  }
}
