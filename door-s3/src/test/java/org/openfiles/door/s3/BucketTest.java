package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest extends DoorTest {

  private static String configuration(String content) {
    return "<CreateBucketConfiguration>" + content + "</CreateBucketConfiguration>";
  }

  @Test
  void aBucketIsMadeListedAndRemoved() throws IOException {
    Answer created = door.put("/photos", "");
    assertThat(created.outcome()).isEqualTo("200");
    assertThat(created.header("Location")).isEqualTo("/photos");
    assertThat(created.header("x-amz-bucket-arn")).isEqualTo("arn:aws:s3:::photos");
    Answer list = door.get("/");
    assertThat(list.xml().name()).isEqualTo("ListAllMyBucketsResult");
    assertThat(list.all("Name")).containsExactly("bucket", "photos");
    assertThat(list.all("CreationDate")).allMatch(date -> date.matches("20.{22}Z|20.*Z"));
    Answer head = door.head("/photos");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("x-amz-bucket-region")).isEqualTo("us-east-1");
    assertThat(door.delete("/photos").outcome()).isEqualTo("204");
    assertThat(door.head("/photos").status()).isEqualTo(404);
    assertThat(door.delete("/photos").outcome()).isEqualTo("404 NoSuchBucket");
    assertThat(door.get("/").all("Name")).containsExactly("bucket");
  }

  @Test
  void aBucketWithObjectsStays() throws IOException {
    door.put("/bucket/a/b", "x");
    assertThat(door.delete("/bucket").outcome()).isEqualTo("409 BucketNotEmpty");
    assertThat(door.get("/bucket/a/b").text()).isEqualTo("x");
    door.delete("/bucket/a/b");
    assertThat(door.delete("/bucket").outcome()).isEqualTo("204");
  }

  @Test
  void makingOnesOwnBucketAgainChangesNothing() throws IOException {
    door.put("/bucket/k", "x");
    assertThat(door.put("/bucket", "").outcome()).isEqualTo("200");
    assertThat(door.get("/bucket/k").text()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "Photos",
        "pho_tos",
        "-photos",
        "photos-",
        ".photos",
        "pho..tos",
        "pho-.tos",
        "pho.-tos",
        "192.168.5.4",
        "xn--photos",
        "sthree-photos",
        "amzn-s3-demo-photos",
        "photos-s3alias",
        "photos--ol-s3",
        "photos.mrap",
        "photos--x-s3",
        "photos--table-s3",
        "ph%C3%B6tos",
        "ph%20tos",
        "_admin"
      })
  void aNameThatIsNoneIsRefused(String name) throws IOException {
    assertThat(door.put("/" + name, "").outcome()).isEqualTo("400 InvalidBucketName");
    assertThat(door.put("/" + "a".repeat(64), "").outcome()).isEqualTo("400 InvalidBucketName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "a.b.c", "1-2", "192.168.5.4.1", "photos.2024-11"})
  void aNameThatIsLegalIsTaken(String name) throws IOException {
    assertThat(door.put("/" + name, "").outcome()).isEqualTo("200");
    assertThat(door.put("/" + "a".repeat(63), "").outcome()).isEqualTo("200");
  }

  @ParameterizedTest
  @CsvSource({
    "'<LocationConstraint></LocationConstraint>', 200",
    "'<LocationConstraint>us-east-1</LocationConstraint>', 400 InvalidLocationConstraint",
    "'<LocationConstraint>mars-1</LocationConstraint>', 400 InvalidLocationConstraint",
    "'<Bucket><Type>Directory</Type></Bucket>', 501 NotImplemented",
    "'<Tags><Tag><Key>a</Key><Value>1</Value></Tag></Tags>', 200"
  })
  void theConfigurationOfANewBucketCounts(String content, String outcome) throws IOException {
    assertThat(door.put("/photos", configuration(content)).outcome()).isEqualTo(outcome);
    assertThat(door.head("/photos").status()).isEqualTo(outcome.equals("200") ? 200 : 404);
  }

  @Test
  void tagsOfANewBucketAreKept() throws IOException {
    door.put("/photos", configuration("<Tags><Tag><Key>a</Key><Value>1</Value></Tag></Tags>"));
    assertThat(door.get("/photos?tagging").all("Value")).containsExactly("1");
  }

  @Test
  void whatIsNoConfigurationMakesNoBucket() throws IOException {
    assertThat(door.put("/photos", "no xml").outcome()).isEqualTo("400 MalformedXML");
    assertThat(door.put("/photos", "", "x-amz-bucket-object-lock-enabled: true").outcome())
        .isEqualTo("501 NotImplemented");
    assertThat(door.put("/photos", "", "x-amz-acl: loud").outcome())
        .isEqualTo("400 InvalidArgument");
    assertThat(door.head("/photos").status()).isEqualTo(404);
  }

  @Test
  void bucketsAreListedInPages() throws IOException {
    for (String name : List.of("photos-1", "photos-2", "photos-3")) {
      door.put("/" + name, "");
    }
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      Answer page = door.get("/?prefix=photos&max-buckets=2&continuation-token=" + token);
      assertThat(page.xml("Prefix")).isEqualTo("photos");
      found.addAll(page.all("Name"));
      token = page.all("ContinuationToken").stream().findFirst().orElse("");
    } while (!token.isEmpty());
    assertThat(found).containsExactly("photos-1", "photos-2", "photos-3");
    assertThat(door.get("/?bucket-region=mars-1").all("Name")).isEmpty();
    assertThat(door.get("/?bucket-region=us-east-1").all("Name")).hasSize(4);
    assertThat(door.get("/?max-buckets=0").outcome()).isEqualTo("400 InvalidArgument");
    assertThat(door.get("/?continuation-token=!").outcome()).isEqualTo("400 InvalidArgument");
  }

  @Test
  void theLocationOfTheFirstRegionHasNoName() throws IOException {
    Answer answer = door.get("/bucket?location");
    assertThat(answer.xml().name()).isEqualTo("LocationConstraint");
    assertThat(answer.xml().text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "policy, 404 NoSuchBucketPolicy",
    "policyStatus, 200",
    "lifecycle, 404 NoSuchLifecycleConfiguration",
    "cors, 404 NoSuchCORSConfiguration",
    "tagging, 404 NoSuchTagSet",
    "website, 404 NoSuchWebsiteConfiguration",
    "encryption, 404 ServerSideEncryptionConfigurationNotFoundError",
    "object-lock, 404 ObjectLockConfigurationNotFoundError",
    "replication, 404 ReplicationConfigurationNotFoundError",
    "publicAccessBlock, 404 NoSuchPublicAccessBlockConfiguration",
    "versioning, 200",
    "logging, 200",
    "notification, 200",
    "requestPayment, 200",
    "accelerate, 200",
    "acl, 200",
    "analytics, 200",
    "inventory, 200",
    "metrics, 200",
    "intelligent-tiering, 200"
  })
  void whatWasNeverConfiguredIsAnsweredAsS3Does(String name, String outcome) throws IOException {
    assertThat(door.get("/bucket?" + name).outcome()).isEqualTo(outcome);
    assertThat(door.get("/nobody?" + name).outcome()).isEqualTo("404 NoSuchBucket");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lifecycle",
        "website",
        "encryption",
        "replication",
        "versioning",
        "logging",
        "notification",
        "requestPayment",
        "accelerate"
      })
  void whatCannotBeConfiguredIsRefused(String name) throws IOException {
    assertThat(door.put("/bucket?" + name, "<Any/>").outcome()).isEqualTo("501 NotImplemented");
    assertThat(door.put("/new-bucket?" + name, "<Any/>").outcome()).isEqualTo("404 NoSuchBucket");
    assertThat(door.head("/new-bucket").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lifecycle", "website", "encryption", "replication"})
  void takingAwayWhatIsNotThereSucceeds(String name) throws IOException {
    assertThat(door.delete("/bucket?" + name).outcome()).isEqualTo("204");
    assertThat(door.head("/bucket").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"retention", "legal-hold"})
  void objectsAreNotLocked(String name) throws IOException {
    door.put("/bucket/k", "x");
    assertThat(door.get("/bucket/k?" + name).outcome()).isEqualTo("400 InvalidRequest");
    assertThat(door.put("/bucket/k?" + name, "<Any/>").outcome()).isEqualTo("400 InvalidRequest");
    assertThat(door.get("/bucket/none?" + name).outcome()).isEqualTo("404 NoSuchKey");
  }
}
