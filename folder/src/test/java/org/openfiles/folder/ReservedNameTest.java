package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;

/// What is kept in `.openfiles` is not for clients.
final class ReservedNameTest extends FolderTestCase {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".openfiles",
        ".openfiles/",
        ".openfiles/tmp/x",
        ".openfiles/uploads/x/upload.json",
        ".openfiles//x",
        ".OpenFiles/x"
      })
  void keyInTheReservedPlaceIsRefusedByEveryVerb(String key) throws IOException {
    put("k", "x", metadata(40 << 10));

    assertDenied(() -> put(key, "x"));
    assertDenied(() -> text(key));
    assertDenied(() -> head(key));
    assertDenied(() -> store().update(new Key(key), metadata -> metadata));
    assertDenied(() -> multipart().start(new Key(key), ObjectMetadata.EMPTY, Map.of()));
    assertThatThrownBy(() -> delete(key)).isInstanceOf(AccessDeniedException.class);
    assertThat(keys()).containsExactly("k");
    assertThat(list(".openfiles", "")).isEmpty();
    assertThat(list("", "/")).containsExactly("k");
  }

  @Test
  void keysThatOnlyLookLikeTheReservedPlaceAreOrdinary() throws IOException {
    for (String key : new String[] {".openfilesx", "d/.openfiles/x", ".openfile", "./.openfiles"}) {
      put(key, key);
      assertThat(text(key)).isEqualTo(key);
    }
  }

  @Test
  void nobodyElseMayLookIntoTheReservedPlace() throws IOException {
    put("k", "x");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(".openfiles"))))
        .isEqualTo("rwx------");
  }

  @Test
  void folderThatIsOnlyReadIsNotChanged() throws IOException {
    write("d/k", "x");

    text("d/k");
    keys();
    multipart().uploads("");
    store().collect(Instant.MAX);
    delete("absent");
    assertThatThrownBy(() -> head("absent"));

    assertThat(Files.exists(file(".openfiles"))).isFalse();
  }

  private static void assertDenied(Verb verb) {
    assertThatThrownBy(verb::run)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("reserved");
  }

  private interface Verb {
    Object run() throws IOException;
  }
}
