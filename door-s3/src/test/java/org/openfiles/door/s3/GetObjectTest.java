package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetObjectTest extends DoorTest {
  private String etag;

  @BeforeEach
  void put() throws IOException {
    etag = door.put("/bucket/k", "0123456789", "Cache-Control: max-age=1").header("ETag");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, bytes 0-0/10",
    "bytes=2-4, 234, bytes 2-4/10",
    "bytes=02-04, 234, bytes 2-4/10",
    "Bytes=2-4, 234, bytes 2-4/10",
    "bytes=7-, 789, bytes 7-9/10",
    "bytes=7-99, 789, bytes 7-9/10",
    "bytes=7-99999999999999999999, 789, bytes 7-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=-99, 0123456789, bytes 0-9/10"
  })
  void aRangeIsSentAlone(String range, String text, String contentRange) throws IOException {
    Answer answer = door.get("/bucket/k", "Range: " + range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.text()).isEqualTo(text);
    assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.header("ETag")).isEqualTo(etag);
    Answer head = door.head("/bucket/k", "Range: " + range);
    assertThat(head.status()).isEqualTo(206);
    assertThat(head.header("Content-Range")).isEqualTo(contentRange);
    assertThat(head.header("Content-Length")).isEqualTo("" + text.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=4-2",
        "bytes=0-1,4-5",
        "bytes=a-b",
        "bytes=",
        "bytes=-",
        "bytes= 1-2",
        "bytes=--1",
        "lines=1-2",
        "1-2"
      })
  void whatIsNoRangeIsIgnored(String range) throws IOException {
    Answer answer = door.get("/bucket/k", "Range: " + range);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("0123456789");
    assertThat(answer.has("Content-Range")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
  void aRangeOutsideIsRefusedWithTheSize(String range) throws IOException {
    Answer answer = door.get("/bucket/k", "Range: " + range);
    assertThat(answer.outcome()).isEqualTo("416 InvalidRange");
    assertThat(answer.header("Content-Range")).isEqualTo("bytes */10");
    assertThat(answer.xml("ActualObjectSize")).isEqualTo("10");
    assertThat(door.head("/bucket/k", "Range: " + range).status()).isEqualTo(416);
  }

  @Test
  void theLastBytesOfAnEmptyObjectAreAllOfIt() throws IOException {
    door.put("/bucket/empty", "");
    assertThat(door.get("/bucket/empty", "Range: bytes=-5").status()).isEqualTo(200);
    assertThat(door.get("/bucket/empty", "Range: bytes=0-").outcome())
        .isEqualTo("416 InvalidRange");
  }

  @Test
  void aRangeOfAnotherVersionIsIgnored() throws IOException {
    assertThat(door.get("/bucket/k", "Range: bytes=0-1", "If-Range: " + etag).status())
        .isEqualTo(206);
    Answer other = door.get("/bucket/k", "Range: bytes=0-1", "If-Range: \"other\"");
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.text()).isEqualTo("0123456789");
  }

  @Test
  void etagConditionsDecideFirst() throws IOException {
    String longAgo = "Thu, 01 Jan 1970 00:00:01 GMT";
    assertThat(door.get("/bucket/k", "If-Match: " + etag).status()).isEqualTo(200);
    assertThat(door.get("/bucket/k", "If-Match: \"a\", " + etag).status()).isEqualTo(200);
    assertThat(door.get("/bucket/k", "If-Match: " + etag.replace("\"", "")).status())
        .isEqualTo(200);
    assertThat(door.get("/bucket/k", "If-Match: \"a\"").outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(door.get("/bucket/k", "If-Match: W/" + etag).outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(
            door.get("/bucket/k", "If-Match: " + etag, "If-Unmodified-Since: " + longAgo).status())
        .isEqualTo(200);
    assertThat(door.get("/bucket/k", "If-Unmodified-Since: " + longAgo).outcome())
        .isEqualTo("412 PreconditionFailed");
    assertThat(
            door.get(
                    "/bucket/k",
                    "If-None-Match: \"a\"",
                    "If-Modified-Since: Sun, 06 Nov 2094" + " 08:49:37 GMT")
                .status())
        .isEqualTo(200);
  }

  @Test
  void anUnchangedObjectIsNotSentAgain() throws IOException {
    String modified = door.head("/bucket/k").header("Last-Modified");
    for (String condition :
        new String[] {
          "If-None-Match: " + etag,
          "If-None-Match: W/" + etag,
          "If-None-Match: *",
          "If-Modified-Since: " + modified
        }) {
      Answer answer = door.get("/bucket/k", condition, "Range: bytes=99-");
      assertThat(answer.status()).as(condition).isEqualTo(304);
      assertThat(answer.header("ETag")).isEqualTo(etag);
      assertThat(answer.header("Last-Modified")).isEqualTo(modified);
      assertThat(answer.header("Cache-Control")).isEqualTo("max-age=1");
      assertThat(door.head("/bucket/k", condition).status()).isEqualTo(304);
    }
    assertThat(door.get("/bucket/k", "If-Modified-Since: yesterday").status()).isEqualTo(200);
    // RFC 9110 section 13.1.3 makes no exception for dates to come.
    String future = "Fri, 01 Jan 2100 00:00:00 GMT";
    assertThat(door.get("/bucket/k", "If-Modified-Since: " + future).status()).isEqualTo(304);
    assertThat(door.get("/bucket/k", "If-Unmodified-Since: " + future).status()).isEqualTo(200);
  }

  @Test
  void theQueryOverridesHeadersOfTheAnswer() throws IOException {
    Answer answer =
        door.get(
            "/bucket/k?response-content-type=text%2Fplain&response-cache-control=no-store"
                + "&response-content-disposition=inline&response-content-encoding=br"
                + "&response-content-language=de&response-expires=0");
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Disposition")).isEqualTo("inline");
    assertThat(answer.header("Content-Encoding")).isEqualTo("br");
    assertThat(answer.header("Content-Language")).isEqualTo("de");
    assertThat(answer.header("Expires")).isEqualTo("0");
    assertThat(door.get("/bucket/k?response-content-type=a%0d%0aSet-Cookie:x").outcome())
        .isEqualTo("400 InvalidArgument");
  }

  @Test
  void aLargeObjectArrivesWhole() throws IOException {
    byte[] bytes = new byte[3_000_000];
    new Random(5).nextBytes(bytes);
    door.send("PUT", "/bucket/large", bytes);
    assertThat(door.get("/bucket/large").bytes()).isEqualTo(bytes);
    Answer range = door.get("/bucket/large", "Range: bytes=1000000-1999999");
    assertThat(range.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, 2_000_000));
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    assertThat(door.get("/bucket/missing").outcome()).isEqualTo("404 NoSuchKey");
    assertThat(door.get("/nobody/k").outcome()).isEqualTo("404 NoSuchBucket");
    Answer head = door.head("/bucket/missing");
    assertThat(head.status()).isEqualTo(404);
    assertThat(head.bytes()).isEmpty();
  }

  @Test
  void theOnlyVersionIsCalledNull() throws IOException {
    assertThat(door.get("/bucket/k?versionId=null").text()).isEqualTo("0123456789");
    assertThat(door.get("/bucket/k?versionId=abc").outcome()).isEqualTo("404 NoSuchVersion");
    assertThat(door.get("/bucket/k?versionId=").outcome()).isEqualTo("400 InvalidArgument");
  }

  @Test
  void everyAnswerNamesItsRequest() throws IOException {
    Answer missing = door.get("/bucket/missing");
    assertThat(missing.header("x-amz-request-id")).hasSize(16).isEqualTo(missing.xml("RequestId"));
    assertThat(missing.header("x-amz-id-2")).isEqualTo(missing.xml("HostId"));
    assertThat(missing.xml("Resource")).isEqualTo("/bucket/missing");
    assertThat(door.get("/bucket/k").header("x-amz-request-id"))
        .hasSize(16)
        .isNotEqualTo(missing.header("x-amz-request-id"));
  }

  @Test
  void anObjectThatWasUploadedWholeIsItsOwnFirstPart() throws IOException {
    Answer part = door.get("/bucket/k?partNumber=1");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("0123456789");
    assertThat(part.has("x-amz-mp-parts-count")).isFalse();
    assertThat(door.get("/bucket/k?partNumber=2").outcome()).isEqualTo("416 InvalidPartNumber");
    assertThat(door.get("/bucket/k?partNumber=0").outcome()).isEqualTo("400 InvalidArgument");
    assertThat(door.get("/bucket/k?partNumber=1", "Range: bytes=0-1").outcome())
        .isEqualTo("400 InvalidRequest");
  }
}
