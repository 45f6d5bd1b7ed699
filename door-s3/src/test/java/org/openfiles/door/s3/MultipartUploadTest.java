package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartUploadTest extends MultipartTest {

  @Test
  void partsBecomeAnObjectWhenTheyAreCompleted() throws IOException {
    Upload upload =
        new Upload(
            "/bucket/k", "Content-Type: text/plain", "x-amz-meta-a: b", "x-amz-tagging: t=1");
    upload.put(2, "second-");
    upload.put(7, "third");
    Upload first = upload;
    assertThat(door.get("/bucket/k").status()).isEqualTo(404);
    assertThat(door.get("/bucket?list-type=2").all("Key")).isEmpty();
    Answer completed = first.complete();
    assertThat(completed.outcome()).isEqualTo("200");
    assertThat(completed.xml("Bucket")).isEqualTo("bucket");
    assertThat(completed.xml("Key")).isEqualTo("k");
    assertThat(completed.xml("Location")).isEqualTo("http://127.0.0.1/bucket/k");
    assertThat(completed.xml("ETag")).endsWith("-2\"");
    Answer get = door.get("/bucket/k");
    assertThat(get.text()).isEqualTo("second-third");
    assertThat(get.header("ETag")).isEqualTo(completed.xml("ETag"));
    assertThat(get.header("Content-Type")).isEqualTo("text/plain");
    assertThat(get.header("x-amz-meta-a")).isEqualTo("b");
    assertThat(get.header("x-amz-tagging-count")).isEqualTo("1");
  }

  @Test
  void partsCanBeReadOneByOne() throws IOException {
    Upload upload = new Upload("/bucket/k");
    upload.put(1, "first-");
    upload.put(2, "second");
    upload.complete();
    Answer part = door.get("/bucket/k?partNumber=2");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("second");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 6-11/12");
    assertThat(part.header("x-amz-mp-parts-count")).isEqualTo("2");
    assertThat(door.head("/bucket/k?partNumber=1").header("Content-Length")).isEqualTo("6");
    Answer beyond = door.get("/bucket/k?partNumber=3");
    assertThat(beyond.outcome()).isEqualTo("416 InvalidPartNumber");
    assertThat(beyond.xml("ActualPartCount")).isEqualTo("2");
  }

  @Test
  void aPartIsReplacedByALaterOne() throws IOException {
    Upload upload = new Upload("/bucket/k");
    String first = upload.put(1, "first").header("ETag");
    String second = upload.put(1, "other").header("ETag");
    assertThat(upload.completeWith(part(1, first, "")).outcome()).isEqualTo("400 InvalidPart");
    assertThat(upload.completeWith(part(1, second.replace("\"", "&quot;"), "")).outcome())
        .isEqualTo("200");
    assertThat(door.get("/bucket/k").text()).isEqualTo("other");
  }

  @Test
  void completingAgainAnswersTheSame() throws IOException {
    Upload upload = new Upload("/bucket/k");
    upload.put(1, "bytes");
    Answer once = upload.complete();
    Answer again = upload.complete();
    assertThat(again.outcome()).isEqualTo("200");
    assertThat(again.xml("ETag")).isEqualTo(once.xml("ETag"));
    door.put("/bucket/k", "changed");
    assertThat(upload.complete().outcome()).isEqualTo("404 NoSuchUpload");
    assertThat(door.get("/bucket/k").text()).isEqualTo("changed");
  }

  @Test
  void anAbortedUploadIsGone() throws IOException {
    Upload upload = new Upload("/bucket/k");
    upload.put(1, "bytes");
    assertThat(door.delete("/bucket/k?uploadId=" + upload.id).outcome()).isEqualTo("204");
    assertThat(door.delete("/bucket/k?uploadId=" + upload.id).outcome())
        .isEqualTo("404 NoSuchUpload");
    assertThat(upload.put(2, "bytes").outcome()).isEqualTo("404 NoSuchUpload");
    assertThat(upload.complete().outcome()).isEqualTo("404 NoSuchUpload");
    assertThat(door.get("/bucket/k").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "..%2f..%2fetc", ".", "%00", ""})
  void anUnknownUploadIsNone(String id) throws IOException {
    String query = "/bucket/k?uploadId=" + id;
    assertThat(door.put(query + "&partNumber=1", "x").outcome()).isEqualTo("404 NoSuchUpload");
    assertThat(door.get(query).outcome()).isEqualTo("404 NoSuchUpload");
    assertThat(door.delete(query).outcome()).isEqualTo("404 NoSuchUpload");
    assertThat(
            door.post(
                    query,
                    "<CompleteMultipartUpload>" + part(1, "x", "") + "</CompleteMultipartUpload>")
                .outcome())
        .isEqualTo("404 NoSuchUpload");
  }

  @Test
  void anUploadBelongsToItsKey() throws IOException {
    Upload upload = new Upload("/bucket/k");
    assertThat(door.put("/bucket/other?partNumber=1&uploadId=" + upload.id, "x").outcome())
        .isEqualTo("404 NoSuchUpload");
  }

  @ParameterizedTest
  @CsvSource({"0", "10001", "-1", "x", "''"})
  void partsAreNumberedFrom1To10000(String number) throws IOException {
    Upload upload = new Upload("/bucket/k");
    assertThat(door.put("/bucket/k?partNumber=" + number + "&uploadId=" + upload.id, "x").outcome())
        .isEqualTo("400 InvalidArgument");
    assertThat(upload.put(10_000, "last").outcome()).isEqualTo("200");
  }

  @Test
  void whatIsNoListOfPartsCompletesNothing() throws IOException {
    Upload upload = new Upload("/bucket/k");
    String one = upload.put(1, "first").header("ETag");
    String two = upload.put(2, "second").header("ETag");
    assertThat(upload.completeWith("").outcome()).isEqualTo("400 MalformedXML");
    assertThat(upload.completeWith("<Part/>").outcome()).isEqualTo("400 MalformedXML");
    assertThat(upload.completeWith(part(2, two, "") + part(1, one, "")).outcome())
        .isEqualTo("400 InvalidPartOrder");
    assertThat(upload.completeWith(part(1, one, "") + part(1, one, "")).outcome())
        .isEqualTo("400 InvalidPartOrder");
    assertThat(upload.completeWith(part(1, one, "") + part(3, two, "")).outcome())
        .isEqualTo("400 InvalidPart");
    assertThat(upload.completeWith(part(0, one, "")).outcome()).isEqualTo("400 InvalidArgument");
    assertThat(door.get("/bucket/k").status()).isEqualTo(404);
    assertThat(upload.complete().outcome()).isEqualTo("200");
  }

  @Test
  void everyPartButTheLastHasALeastSize() throws IOException {
    Upload upload = new Upload("/bucket/k");
    upload.put(1, "abc");
    upload.put(2, "d");
    Answer answer = upload.complete();
    assertThat(answer.outcome()).isEqualTo("400 EntityTooSmall");
    assertThat(answer.xml("ProposedSize")).isEqualTo("3");
    assertThat(answer.xml("MinSizeAllowed")).isEqualTo("4");
    assertThat(answer.xml("PartNumber")).isEqualTo("1");
    upload.put(1, "abcd");
  }

  @Test
  void theSizeThatIsAnnouncedMustComeOut() throws IOException {
    Upload upload = new Upload("/bucket/k");
    upload.put(1, "12345");
    assertThat(upload.complete("x-amz-mp-object-size: 6").outcome())
        .isEqualTo("400 InvalidRequest");
    assertThat(upload.complete("x-amz-mp-object-size: -1").outcome())
        .isEqualTo("400 InvalidRequest");
    assertThat(upload.complete("x-amz-mp-object-size: 5").outcome()).isEqualTo("200");
  }

  @Test
  void conditionsAreJudgedAtTheEnd() throws IOException {
    Upload upload = new Upload("/bucket/k");
    upload.put(1, "bytes");
    String etag = door.put("/bucket/k", "there").header("ETag");
    assertThat(upload.complete("If-None-Match: *").outcome()).isEqualTo("412 PreconditionFailed");
    assertThat(upload.complete("If-Match: \"x\"").outcome()).isEqualTo("412 PreconditionFailed");
    assertThat(door.get("/bucket/k").text()).isEqualTo("there");
    assertThat(upload.complete("If-Match: " + etag).outcome()).isEqualTo("200");
    assertThat(door.get("/bucket/k").text()).isEqualTo("bytes");
  }
}
