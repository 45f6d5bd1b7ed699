package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RegionTest extends DoorTest {

  @Override
  S3DoorSettings settings() {
    return S3DoorSettings.DEFAULT.withRegion("eu-west-1");
  }

  @Test
  void bucketsAreInTheRegionOfTheDoor() throws IOException {
    assertThat(door.get("/bucket?location").xml().text()).isEqualTo("eu-west-1");
    assertThat(door.head("/bucket").header("x-amz-bucket-region")).isEqualTo("eu-west-1");
    assertThat(door.get("/").xml("BucketRegion")).isEqualTo("eu-west-1");
  }

  @Test
  void onlyTheFirstRegionForgivesMakingABucketAgain() throws IOException {
    assertThat(door.put("/bucket", "").outcome()).isEqualTo("409 BucketAlreadyOwnedByYou");
  }

  @Test
  void aNewBucketMayBeWantedHere() throws IOException {
    for (String name : new String[] {"eu-west-1", "EU"}) {
      assertThat(
              door.put(
                      "/in-" + name.toLowerCase(java.util.Locale.ROOT),
                      "<CreateBucketConfiguration><LocationConstraint>"
                          + name
                          + "</LocationConstraint></CreateBucketConfiguration>")
                  .outcome())
          .isEqualTo("200");
    }
  }
}
