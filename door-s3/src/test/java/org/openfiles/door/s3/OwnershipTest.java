package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.MemoryVolumes;
import org.openfiles.core.Volumes;

class OwnershipTest {
  private static final String ALICE = "Authorization: " + TestDoor.ALICE.accessKey();
  private static final String BOB = "Authorization: " + TestDoor.BOB.accessKey();

  private TestDoor door;

  @BeforeEach
  void start() throws IOException {
    Volumes volumes = new MemoryVolumes(InstantSource.system(), new Random(1));
    door = TestDoor.guarded(volumes);
    volumes.create("folder");
    door.put("/alices", "", ALICE);
    door.put("/alices/k", "x", ALICE);
  }

  @AfterEach
  void stop() throws IOException {
    door.close();
  }

  @Test
  void aBucketIsItsMakersAlone() throws IOException {
    assertThat(door.get("/alices/k", ALICE).text()).isEqualTo("x");
    for (String target : new String[] {"/alices/k", "/alices", "/alices?acl", "/alices/none"}) {
      assertThat(door.get(target, BOB).outcome()).as(target).isEqualTo("403 AccessDenied");
      assertThat(door.get(target).outcome()).as(target).isEqualTo("403 AccessDenied");
    }
    assertThat(door.put("/alices/k", "y", BOB).outcome()).isEqualTo("403 AccessDenied");
    assertThat(door.delete("/alices/k", BOB).outcome()).isEqualTo("403 AccessDenied");
    assertThat(door.get("/alices/k", ALICE).text()).isEqualTo("x");
  }

  @Test
  void aFolderThatNobodyMadeIsEverybodys() throws IOException {
    assertThat(door.put("/folder/k", "a", ALICE).status()).isEqualTo(200);
    assertThat(door.get("/folder/k", BOB).text()).isEqualTo("a");
    assertThat(door.get("/folder/k").outcome()).isEqualTo("403 AccessDenied");
  }

  @Test
  void everybodySeesHisOwnBuckets() throws IOException {
    assertThat(door.get("/", ALICE).all("Name")).containsExactly("alices", "folder");
    assertThat(door.get("/", BOB).all("Name")).containsExactly("folder");
    assertThat(door.get("/", BOB).xml("ID")).isEqualTo(TestDoor.BOB.id());
    assertThat(door.get("/").outcome()).isEqualTo("403 AccessDenied");
  }

  @Test
  void aNameThatIsTakenIsTaken() throws IOException {
    assertThat(door.put("/alices", "", ALICE).outcome()).isEqualTo("200");
    assertThat(door.put("/alices", "", BOB).outcome()).isEqualTo("409 BucketAlreadyExists");
    assertThat(door.put("/anonymous", "").outcome()).isEqualTo("403 AccessDenied");
  }

  @Test
  void theSourceOfACopyMustBeReadable() throws IOException {
    door.put("/bobs", "", BOB);
    assertThat(door.put("/bobs/k", "", BOB, "x-amz-copy-source: alices/k").outcome())
        .isEqualTo("403 AccessDenied");
    assertThat(door.put("/folder/k", "", ALICE, "x-amz-copy-source: alices/k").outcome())
        .isEqualTo("200");
  }

  @Test
  void everyKeyOfManyIsAskedAfter() throws IOException {
    String keys = "<Delete><Object><Key>k</Key></Object></Delete>";
    assertThat(door.post("/alices?delete", keys, BOB).all("Code")).containsExactly("AccessDenied");
    assertThat(door.get("/alices/k", ALICE).text()).isEqualTo("x");
  }

  @Test
  void strangersMayNotOverrideHeaders() throws IOException {
    String policy =
        """
        {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::alices/*"}]}""";
    assertThat(door.put("/alices?policy", policy, ALICE).status()).isEqualTo(204);
    assertThat(door.get("/alices/k").text()).isEqualTo("x");
    assertThat(door.get("/alices/k?response-content-type=text/plain").outcome())
        .isEqualTo("400 InvalidRequest");
  }
}
