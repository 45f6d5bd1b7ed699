package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.MemoryVolumes;

class AdminPresignTest {
  private static final String ALICE = "Authorization: " + TestDoor.ALICE.accessKey();
  private static final String QUERY = "/_admin/presign?bucket=photos&key=a/b%20c.jpg";

  private TestDoor door;

  @BeforeEach
  void start() throws IOException {
    door = TestDoor.guarded(new MemoryVolumes(InstantSource.system(), new Random(1)));
    door.put("/photos", "", ALICE);
  }

  @AfterEach
  void stop() throws IOException {
    door.close();
  }

  @Test
  void theUrlLetsWhoeverHasItDoTheOneThing() throws IOException {
    Answer put = door.post(QUERY + "&method=PUT&expires=60", "", ALICE);
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.header("Content-Type")).startsWith("text/plain");
    URI url = URI.create(put.text().strip());
    assertThat(url.getAuthority()).isEqualTo("127.0.0.1");
    String target = url.getRawPath() + "?" + url.getRawQuery();
    assertThat(door.put(target, "picture").outcome()).isEqualTo("200");
    assertThat(door.get("/photos/a/b%20c.jpg", ALICE).text()).isEqualTo("picture");
    assertThat(door.get(target).outcome()).isEqualTo("403 SignatureDoesNotMatch");
    assertThat(door.get("/photos/a/b%20c.jpg").outcome()).isEqualTo("403 AccessDenied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_admin/presign?bucket=photos&method=GET&expires=60",
        "/_admin/presign?key=k&method=GET&expires=60",
        QUERY + "&method=GET",
        QUERY + "&method=GET&expires=soon",
        QUERY + "&method=GET&expires=0",
        QUERY + "&method=GET&expires=604801",
        QUERY + "&method=STEAL&expires=60"
      })
  void whatCannotBeSignedIsRefused(String target) throws IOException {
    assertThat(door.post(target, "", ALICE).outcome()).isEqualTo("400 InvalidArgument");
  }

  @Test
  void onlyUsersSign() throws IOException {
    assertThat(door.post(QUERY + "&method=GET&expires=60", "").outcome())
        .isEqualTo("403 AccessDenied");
    assertThat(door.get(QUERY + "&method=GET&expires=60", ALICE).outcome())
        .isEqualTo("405 MethodNotAllowed");
  }

  @Test
  void withoutAuthenticationNothingCanBeSigned() throws IOException {
    try (TestDoor open =
        TestDoor.open(
            new MemoryVolumes(InstantSource.system(), new Random(1)), S3DoorSettings.DEFAULT)) {
      assertThat(open.post(QUERY + "&method=GET&expires=60", "").outcome())
          .isEqualTo("500 InternalError");
    }
  }
}
