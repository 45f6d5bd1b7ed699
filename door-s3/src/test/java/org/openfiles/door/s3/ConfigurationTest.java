package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConfigurationTest extends DoorTest {

  private static final String RULE =
      """
      <CORSConfiguration><CORSRule><AllowedOrigin>https://*.example</AllowedOrigin>\
      <AllowedMethod>GET</AllowedMethod><AllowedHeader>x-*</AllowedHeader>\
      <ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>""";

  @Test
  void tagsOfAnObjectAreSetReadAndRemoved() throws IOException {
    String etag = door.put("/bucket/k", "x").header("ETag");
    String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    assertThat(door.put("/bucket/k?tagging", tags).outcome()).isEqualTo("200");
    assertThat(door.get("/bucket/k?tagging").all("Key")).containsExactly("a");
    Answer get = door.get("/bucket/k");
    assertThat(get.text()).isEqualTo("x");
    assertThat(get.header("ETag")).isEqualTo(etag);
    assertThat(get.header("x-amz-tagging-count")).isEqualTo("1");
    assertThat(door.delete("/bucket/k?tagging").outcome()).isEqualTo("204");
    assertThat(door.get("/bucket/k?tagging").all("Key")).isEmpty();
    assertThat(door.get("/bucket/k").text()).isEqualTo("x");
    assertThat(door.put("/bucket/none?tagging", tags).outcome()).isEqualTo("404 NoSuchKey");
    assertThat(door.put("/bucket/k?tagging", "<Tagging/>").outcome()).isEqualTo("400 MalformedXML");
  }

  @Test
  void tagsOfABucketAreSetReadAndRemoved() throws IOException {
    String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    assertThat(door.put("/bucket?tagging", tags).outcome()).isEqualTo("204");
    assertThat(door.get("/bucket?tagging").all("Value")).containsExactly("1");
    assertThat(door.delete("/bucket?tagging").outcome()).isEqualTo("204");
    assertThat(door.get("/bucket?tagging").outcome()).isEqualTo("404 NoSuchTagSet");
  }

  @Test
  void aPageReadsWhatTheBucketLetsItRead() throws IOException {
    door.put("/bucket/k", "x");
    assertThat(door.put("/bucket?cors", RULE).outcome()).isEqualTo("200");
    assertThat(door.get("/bucket?cors").all("AllowedMethod")).containsExactly("GET");
    String origin = "Origin: https://page.example";
    Answer get = door.get("/bucket/k", origin);
    assertThat(get.header("Access-Control-Allow-Origin")).isEqualTo("https://page.example");
    assertThat(get.header("Access-Control-Expose-Headers")).isEqualTo("ETag");
    assertThat(door.get("/bucket/none", origin).has("Access-Control-Allow-Origin")).isTrue();
    assertThat(door.get("/bucket/k", "Origin: https://other").has("Access-Control-Allow-Origin"))
        .isFalse();
    Answer preflight =
        door.send(
            "OPTIONS", "/bucket/k", new byte[0], origin, "Access-Control-Request-Method: GET");
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(
            door.send(
                    "OPTIONS",
                    "/bucket/k",
                    new byte[0],
                    origin,
                    "Access-Control-Request-Method: PUT")
                .outcome())
        .isEqualTo("403 AccessForbidden");
    assertThat(preflight(origin, "Access-Control-Request-Method: get").outcome())
        .isEqualTo("400 BadRequest");
    assertThat(preflight("Origin: ", "Access-Control-Request-Method: GET").outcome())
        .isEqualTo("400 BadRequest");
    String names = "Access-Control-Request-Headers: ";
    assertThat(preflight(origin, "Access-Control-Request-Method: GET", names + "X-A, X-B"))
        .extracting(answer -> answer.header("Access-Control-Allow-Headers"))
        .isEqualTo("x-a, x-b");
    assertThat(preflight(origin, "Access-Control-Request-Method: GET", names + "X(A)").outcome())
        .isEqualTo("400 BadRequest");
    String wrong = RULE.replace("x-*", "x y");
    assertThat(door.put("/bucket?cors", wrong).outcome()).isEqualTo("400 InvalidRequest");
    assertThat(door.delete("/bucket?cors").outcome()).isEqualTo("204");
    assertThat(preflight(origin, "Access-Control-Request-Method: GET").xml("Message"))
        .isEqualTo("CORSResponse: CORS is not enabled for this bucket.");
    assertThat(door.get("/bucket?cors").outcome()).isEqualTo("404 NoSuchCORSConfiguration");
  }

  private Answer preflight(String... headers) throws IOException {
    return door.send("OPTIONS", "/bucket/k", new byte[0], headers);
  }

  @Test
  void aPolicyIsSetReadAndRemoved() throws IOException {
    String policy =
        "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\","
            + " \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::bucket/*\"}]}";
    assertThat(door.put("/bucket?policy", policy).outcome()).isEqualTo("204");
    assertThat(door.get("/bucket?policy").text()).isEqualTo(policy);
    assertThat(door.get("/bucket?policyStatus").xml("IsPublic")).isEqualToIgnoringCase("true");
    assertThat(door.put("/bucket?policy", "{").outcome()).isEqualTo("400 MalformedPolicy");
    assertThat(door.delete("/bucket?policy").outcome()).isEqualTo("204");
    assertThat(door.get("/bucket?policy").outcome()).isEqualTo("404 NoSuchBucketPolicy");
  }

  @Test
  void ownershipAndPublicAccessAreSetReadAndRemoved() throws IOException {
    door.put("/fresh-bucket", "");
    assertThat(door.get("/fresh-bucket?ownershipControls").xml("ObjectOwnership"))
        .isEqualTo("BucketOwnerEnforced");
    assertThat(door.delete("/fresh-bucket?ownershipControls").status()).isEqualTo(204);
    assertThat(door.get("/fresh-bucket?ownershipControls").outcome())
        .isEqualTo("404 OwnershipControlsNotFoundError");
    String controls =
        "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
            + "</OwnershipControls>";
    assertThat(door.put("/bucket?ownershipControls", controls).status()).isEqualTo(200);
    assertThat(door.get("/bucket?ownershipControls").xml("ObjectOwnership"))
        .isEqualTo("ObjectWriter");
    assertThat(door.delete("/bucket?ownershipControls").status()).isEqualTo(204);
    String block =
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
            + "</PublicAccessBlockConfiguration>";
    assertThat(door.put("/bucket?publicAccessBlock", block).status()).isEqualTo(200);
    assertThat(door.get("/bucket?publicAccessBlock").xml("BlockPublicAcls")).isEqualTo("true");
    assertThat(door.delete("/bucket?publicAccessBlock").status()).isEqualTo(204);
  }

  @Test
  void accessListsAreSetAndRead() throws IOException {
    String controls =
        "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
            + "</OwnershipControls>";
    door.put("/bucket?ownershipControls", controls);
    door.put("/bucket/k", "x");
    assertThat(door.put("/bucket?acl", "", "x-amz-acl: public-read").outcome()).isEqualTo("200");
    assertThat(door.get("/bucket?acl").all("Permission")).contains("FULL_CONTROL", "READ");
    String list =
        "<AccessControlPolicy><Owner><ID>%s</ID></Owner><AccessControlList><Grant><Grantee><ID>nobody</ID></Grantee>"
            + "<Permission>%s</Permission></Grant></AccessControlList></AccessControlPolicy>";
    // Whether the document is one is asked before who is meant by it.
    for (String malformed : new String[] {list.formatted("", "READ"), list.formatted("x", "FLY")}) {
      assertThat(door.put("/bucket?acl", malformed).outcome()).isEqualTo("400 MalformedACLError");
    }
    assertThat(door.put("/bucket?acl", list, "x-amz-acl: private").outcome())
        .isEqualTo("400 UnexpectedContent");
    assertThat(door.put("/bucket/k?acl", "", "x-amz-acl: public-read").outcome()).isEqualTo("200");
    assertThat(door.get("/bucket/k?acl").all("Permission")).contains("FULL_CONTROL", "READ");
    assertThat(door.get("/bucket/k").text()).isEqualTo("x");
  }
}
