package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnderstandingTest extends DoorTest {

  @BeforeEach
  void put() throws IOException {
    door.put("/bucket/k", "original");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "renameObject",
        "append",
        "position=3",
        "lifecycle",
        "versioning",
        "torrent",
        "restore",
        "partNumber=1",
        "uploadId=x",
        "encryption",
        "foo",
        "foo=bar"
      })
  void anUnknownSubresourceNeverTouchesTheObject(String query) throws IOException {
    for (String method : new String[] {"PUT", "DELETE", "POST"}) {
      Answer answer =
          door.send(method, "/bucket/k?" + query, "other".getBytes(StandardCharsets.UTF_8));
      assertThat(answer.status()).as(method + " " + answer).isBetween(400, 501).isNotEqualTo(500);
      assertThat(door.get("/bucket/k").text()).isEqualTo("original");
    }
  }

  @Test
  void whatBelongsToAnotherOperationIsSaidSo() throws IOException {
    assertThat(door.put("/bucket/k?partNumber=1", "other").xml("Message"))
        .isEqualTo("This operation does not accept partNumber without uploadId");
    assertThat(door.get("/bucket/k?uploads").xml("Message"))
        .isEqualTo("Key is not expected for the GET method ?uploads subresource");
    Answer copy = door.get("/bucket/k", "x-amz-copy-source: bucket/k");
    assertThat(copy.outcome()).isEqualTo("400 InvalidArgument");
    assertThat(copy.xml("ArgumentName")).isEqualTo("x-amz-copy-source");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-server-side-encryption: AES256",
        "x-amz-server-side-encryption: aws:kms",
        "x-amz-server-side-encryption-customer-algorithm: AES256",
        "x-amz-write-offset-bytes: 3",
        "x-amz-rename-source: /bucket/other",
        "x-amz-mfa: 1 2",
        "X-Amz-Never-Heard-Of: x",
        "Content-Range: bytes 3-7/8"
      })
  void anUnknownHeaderIsNamedAndNothingIsStored(String header) throws IOException {
    Answer answer = door.put("/bucket/k", "other", header);
    assertThat(answer.outcome()).isEqualTo("501 NotImplemented");
    assertThat(answer.xml("Message"))
        .containsIgnoringCase(header.substring(0, header.indexOf(':')));
    assertThat(door.get("/bucket/k").text()).isEqualTo("original");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-date: 20261121T000000Z",
        "x-amz-content-sha256: UNSIGNED-PAYLOAD",
        "x-amz-user-agent: aws-sdk-js/3",
        "x-amz-request-payer: requester",
        "amz-sdk-invocation-id: 1",
        "x-amz-meta-anything: 1",
        "x-amz-acl: private"
      })
  void aHarmlessHeaderIsNone(String header) throws IOException {
    assertThat(door.put("/bucket/k", "other", header).outcome()).isEqualTo("200");
  }

  @Test
  void whatAPresignedUrlCarriesInItsQueryCountsAsHeaders() throws IOException {
    door.put(
        "/bucket/k?x-id=PutObject&X-Amz-Meta-Colour=blue&x-amz-storage-class=STANDARD_IA", "new");
    Answer head = door.head("/bucket/k");
    assertThat(head.header("x-amz-meta-colour")).isEqualTo("blue");
    assertThat(head.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
    assertThat(door.put("/bucket/k?x-amz-server-side-encryption=AES256", "x").outcome())
        .isEqualTo("501 NotImplemented");
    // Whoever signed the URL had no body yet, so that its checksum is of none.
    assertThat(door.put("/bucket/k?x-amz-checksum-crc32=AAAAAA%3D%3D", "x").outcome())
        .isEqualTo("200");
  }

  @Test
  void anOwnerThatIsExpectedMustBeTheOwner() throws IOException {
    String owner = door.get("/bucket?acl").xml("ID");
    assertThat(door.get("/bucket/k", "x-amz-expected-bucket-owner: " + owner).status())
        .isEqualTo(200);
    assertThat(door.put("/bucket/k", "x", "x-amz-expected-bucket-owner: 1234").outcome())
        .isEqualTo("403 AccessDenied");
    assertThat(
            door.put(
                    "/bucket/copy",
                    "",
                    "x-amz-copy-source: bucket/k",
                    "x-amz-source-expected-bucket-owner: 1234")
                .outcome())
        .isEqualTo("403 AccessDenied");
    assertThat(door.get("/bucket/k").text()).isEqualTo("original");
  }
}
