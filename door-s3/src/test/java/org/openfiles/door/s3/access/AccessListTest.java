package org.openfiles.door.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Owner;

class AccessListTest {
  private static final User ANN = new User("AK-A", "s", "id-ann", "Ann");
  private static final User BOB = new User("AK-B", "s", "id-bob", "Bob");
  private static final Owner OWNER = Owner.of(ANN);

  @ParameterizedTest
  @CsvSource({
    "private,false,false,false",
    "public-read,true,true,false",
    "public-read-write,true,true,true",
    "authenticated-read,false,true,false",
    "bucket-owner-read,false,true,false",
    "bucket-owner-full-control,false,true,true"
  })
  void aCannedListGrantsWhatItsNameSays(
      String name, boolean strangerReads, boolean bobReads, boolean bobWrites) throws Exception {
    AccessList list = AccessList.canned(name, OWNER, Owner.of(BOB));

    assertThat(list.allows(Optional.empty(), Permission.READ, false)).isEqualTo(strangerReads);
    assertThat(list.allows(Optional.of(BOB), Permission.READ, false)).isEqualTo(bobReads);
    assertThat(list.allows(Optional.of(BOB), Permission.WRITE, false)).isEqualTo(bobWrites);
    assertThat(list.allows(Optional.of(ANN), Permission.WRITE_ACP, false)).isTrue();
  }

  @Test
  void publicGrantsCountForNothingWhereTheyAreIgnored() throws Exception {
    AccessList list = AccessList.canned("public-read", OWNER, OWNER);

    assertThat(list.allows(Optional.empty(), Permission.READ, true)).isFalse();
    assertThat(list.allows(Optional.of(ANN), Permission.READ, true)).isTrue();
  }

  @Test
  void aListSurvivesItsDocument() throws Exception {
    AccessList list = AccessList.canned("authenticated-read", OWNER, OWNER);

    assertThat(AccessListXml.kept(AccessListXml.text(list))).isEqualTo(list);
  }

  @Test
  void aGranteeThatNobodyKnowsIsRefused() throws Exception {
    byte[] document =
        AccessListXml.text(AccessList.ownedBy(new Owner("id-eve", "Eve")))
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> AccessListXml.read(document, Map.of("id-ann", OWNER)))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("Invalid id");
  }
}
