package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressingTest extends DoorTest {

  @Override
  S3DoorSettings settings() {
    return S3DoorSettings.DEFAULT.withDomains(List.of("localhost", "s3.Localhost", "s3.test"));
  }

  @Test
  void theBucketIsInThePathOrInTheHost() throws IOException {
    door.put("/bucket/a/b", "x");
    for (String host :
        List.of(
            "bucket.localhost",
            "bucket.localhost:9000",
            "BUCKET.s3.test",
            "bucket.s3.localhost:80")) {
      assertThat(door.get("/a/b", "Host: " + host).text()).as(host).isEqualTo("x");
      assertThat(door.get("/", "Host: " + host).xml("Name")).isEqualTo("bucket");
    }
    for (String host : List.of("localhost", "s3.localhost", "10.0.0.1:9000", "[::1]:9000")) {
      assertThat(door.get("/bucket/a/b", "Host: " + host).text()).as(host).isEqualTo("x");
      assertThat(door.get("/", "Host: " + host).all("Name")).containsExactly("bucket");
    }
  }

  @Test
  void aBucketMayHaveDotsInItsHostName() throws IOException {
    door.put("/my.photos", "");
    door.put("/k", "x", "Host: my.photos.s3.test");
    assertThat(door.get("/my.photos/k").text()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a//b",
        "a/",
        "/a",
        "a/./b",
        "a/../b",
        "..%2f..%2fup",
        "%2e%2e/up",
        "%252e%252e",
        "plus+plus",
        "space%20space",
        "%25",
        "%F0%9F%98%80",
        "%EF%BC%A1",
        "a%3Fb%26c%3Dd%23e",
        "%01%7F",
        "%0A",
        "&<>'%22"
      })
  void aKeyIsDecodedOnceAndOtherwiseLeftAlone(String key) throws IOException {
    door.put("/bucket/before", "before");
    assertThat(door.put("/bucket/" + key, key).outcome()).isEqualTo("200");
    assertThat(door.get("/bucket/" + key).text()).isEqualTo(key);
    String listed =
        door.get("/bucket?list-type=2&encoding-type=url&prefix=").all("Key").stream()
            .filter(name -> !name.equals("before"))
            .findFirst()
            .orElseThrow();
    assertThat(door.get("/bucket/" + listed).text()).isEqualTo(key);
    assertThat(door.delete("/bucket/" + key).outcome()).isEqualTo("204");
    assertThat(door.get("/bucket?list-type=2").all("Key")).containsExactly("before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%2", "%zz", "%ff%fe", "%ed%a0%80", "%c0%af"})
  void aKeyThatIsNoTextIsRefused(String key) throws IOException {
    assertThat(door.put("/bucket/" + key, "x").outcome()).isEqualTo("400 InvalidURI");
    assertThat(door.get("/bucket?list-type=2").all("Key")).isEmpty();
  }

  @Test
  void aKeyHas1024BytesAtTheMost() throws IOException {
    String longest = "a/".repeat(511) + "bc";
    assertThat(door.put("/bucket/" + longest, "x").outcome()).isEqualTo("200");
    assertThat(door.put("/bucket/" + longest + "d", "x").outcome())
        .isEqualTo("400 KeyTooLongError");
    assertThat(door.put("/bucket/" + "%C3%A9".repeat(513), "x").outcome())
        .isEqualTo("400 KeyTooLongError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/..", "/.", "/%2e%2e/x", "/a%2fb/x", "/.openfiles/x", "/%00/x"})
  void whatCanBeNoBucketIsNone(String path) throws IOException {
    assertThat(door.get(path).outcome()).isEqualTo("404 NoSuchBucket");
  }

  @Test
  void aMethodThatNothingHasIsRefused() throws IOException {
    Answer answer = door.post("/bucket/k", "");
    assertThat(answer.outcome()).isEqualTo("405 MethodNotAllowed");
    assertThat(answer.xml("Method")).isEqualTo("POST");
    assertThat(door.send("PATCH", "/bucket/k", new byte[0]).outcome())
        .isEqualTo("405 MethodNotAllowed");
    assertThat(door.delete("/").outcome()).isEqualTo("405 MethodNotAllowed");
  }

  @Test
  void aParameterThatAppearsTwiceIsRefused() throws IOException {
    assertThat(door.get("/bucket?prefix=a&prefix=b").outcome()).isEqualTo("400 InvalidArgument");
  }
}
