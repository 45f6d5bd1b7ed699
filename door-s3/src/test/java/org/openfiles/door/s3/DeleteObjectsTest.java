package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DeleteObjectsTest extends DoorTest {

  private Answer delete(String document, String... headers) throws IOException {
    return door.post("/bucket?delete", "<Delete>" + document + "</Delete>", headers);
  }

  private static String object(String key) {
    return "<Object><Key>" + key + "</Key></Object>";
  }

  @Test
  void everyKeyIsDeletedAndNamed() throws IOException {
    door.put("/bucket/a", "x");
    door.put("/bucket/b%26%01", "x");
    door.put("/bucket/c", "x");
    Answer answer = delete(object("a") + object("b&amp;&#x1;") + object("missing"));
    assertThat(answer.outcome()).isEqualTo("200");
    assertThat(answer.xml().children("Deleted")).hasSize(3);
    assertThat(answer.all("Key")).containsExactly("a", "b&\u0001", "missing");
    assertThat(door.get("/bucket?list-type=2").all("Key")).containsExactly("c");
  }

  @Test
  void aQuietDeleteNamesFaultsOnly() throws IOException {
    door.put("/bucket/a", "x");
    Answer answer =
        delete(
            "<Quiet>true</Quiet>"
                + object("a")
                + object("k".repeat(1025))
                + "<Object><Key>b</Key><VersionId>zzz</VersionId></Object>");
    assertThat(answer.xml().children("Deleted")).isEmpty();
    assertThat(answer.xml().children("Error")).hasSize(2);
    assertThat(answer.all("Code")).containsExactly("KeyTooLongError", "InvalidArgument");
    assertThat(answer.all("VersionId")).containsExactly("zzz");
    assertThat(door.head("/bucket/a").status()).isEqualTo(404);
  }

  @Test
  void conditionsAreJudgedKeyByKey() throws IOException {
    String etag = door.put("/bucket/a", "x").header("ETag").replace("\"", "");
    door.put("/bucket/b", "y");
    Answer answer =
        delete(
            "<Object><Key>a</Key><ETag>"
                + etag
                + "</ETag><Size>1</Size></Object><Object><Key>b</Key><ETag>"
                + etag
                + "</ETag></Object>");
    assertThat(answer.xml().children("Deleted")).hasSize(1);
    assertThat(answer.all("Code")).containsExactly("PreconditionFailed");
    assertThat(door.get("/bucket?list-type=2").all("Key")).containsExactly("b");
  }

  @Test
  void aThousandKeysAreTheMost() throws IOException {
    door.put("/bucket/k999", "x");
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      keys.append(object("k" + i));
    }
    assertThat(delete(keys.toString()).all("Key")).hasSize(1000);
    assertThat(door.head("/bucket/k999").status()).isEqualTo(404);
    assertThat(delete(keys + object("more")).outcome()).isEqualTo("400 MalformedXML");
  }

  @Test
  void whatIsNoListOfKeysDeletesNothing() throws IOException {
    door.put("/bucket/a", "x");
    assertThat(delete("").outcome()).isEqualTo("400 MalformedXML");
    assertThat(delete(object("a") + "<Object/>").outcome()).isEqualTo("400 MalformedXML");
    assertThat(door.post("/bucket?delete", "no xml").outcome()).isEqualTo("400 MalformedXML");
    assertThat(delete(object("a"), "Content-MD5: XUFAKrxLKna5cZ2REBfFkg==").outcome())
        .isEqualTo("400 BadDigest");
    assertThat(delete(object("a"), "x-amz-checksum-crc32: AAAAAA==").outcome())
        .isEqualTo("400 BadDigest");
    assertThat(door.get("/bucket/a").text()).isEqualTo("x");
  }
}
