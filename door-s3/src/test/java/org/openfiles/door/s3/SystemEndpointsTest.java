package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SystemEndpointsTest extends DoorTest {

  @Test
  void healthAndMetricsAreAnswered() throws IOException {
    assertThat(door.get("/healthz").text()).isEqualTo("ok\n");
    assertThat(door.head("/healthz").status()).isEqualTo(200);
    assertThat(door.get("/metrics").text()).isEqualTo("# metrics\n");
  }

  @Test
  void aBucketOfThatNameWins() throws IOException {
    door.put("/healthz", "");
    assertThat(door.get("/healthz").xml().name()).isEqualTo("ListBucketResult");
    door.delete("/healthz");
    assertThat(door.get("/healthz").text()).isEqualTo("ok\n");
  }

  @Test
  void belowTheDomainOfABucketTheyAreKeys() throws IOException {
    door.put("/bucket/healthz", "mine");
    assertThat(door.get("/healthz", "Host: bucket.localhost").text()).isEqualTo("mine");
    assertThat(door.get("/metrics", "Host: bucket.localhost").outcome()).isEqualTo("404 NoSuchKey");
  }

  @Test
  void aRequestThatIsNoHttpIsAnsweredInXml() throws IOException {
    Answer answer = door.sendRaw("GET /bucket HTTP/1.1\r\nNo Colon\r\n");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.xml("Code")).isEqualTo("InvalidRequest");
    assertThat(answer.header("x-amz-request-id")).isEqualTo(answer.xml("RequestId"));
  }

  /// What a client that speaks HTTP/2 without asking sends first: no fault of this server.
  @Test
  void anotherVersionOfHttpIsRefusedByName() throws IOException {
    Answer answer = door.sendRaw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    assertThat(answer.outcome()).isEqualTo("505 HTTPVersionNotSupported");
  }

  @Test
  void everyRequestIsReported() throws Exception {
    assertThat(door.nextEvent().operation().orElseThrow().apiName()).isEqualTo("CreateBucket");
    door.put("/bucket/a%20b", "hello");
    RequestListener.Event put = door.nextEvent();
    assertThat(put.operation().orElseThrow().apiName()).isEqualTo("PutObject");
    assertThat(put.bucket()).isEqualTo("bucket");
    assertThat(put.key()).isEqualTo("a b");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.bytesIn()).isEqualTo(5);
    assertThat(put.durationNanos()).isPositive();
    Answer missing = door.get("/bucket/missing?versionId=null");
    RequestListener.Event get = door.nextEvent();
    assertThat(get.id()).isEqualTo(missing.header("x-amz-request-id"));
    assertThat(get.target()).isEqualTo("/bucket/missing?versionId=null");
    assertThat(get.error()).contains("NoSuchKey");
    assertThat(get.bytesOut()).isEqualTo(missing.bytes().length);
  }
}
