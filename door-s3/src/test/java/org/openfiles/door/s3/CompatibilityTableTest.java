package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openfiles.core.MemoryVolumes;
import org.openfiles.door.s3.access.AccessRules;
import org.openfiles.door.s3.auth.AuthSettings;
import org.openfiles.door.s3.auth.Authenticator;
import org.openfiles.door.s3.auth.Users;
import org.openfiles.door.s3.form.PostForm;
import org.openfiles.door.s3.request.Operation;

/// `docs/s3-compatibility.md` is made of the table that the door routes by, so that neither is
/// wrong about the other. With `-Dcompatibility.write` it is written anew.
class CompatibilityTableTest {

  @Test
  void theDocumentSaysWhatTheTableSays() throws IOException {
    Path document = root().resolve("docs").resolve("s3-compatibility.md");
    String text = CompatibilityDocument.of(routes());
    if (System.getProperty("compatibility.write") != null) {
      Files.createDirectories(document.getParent());
      Files.writeString(document, text);
    }
    assertThat(document).hasContent(text);
  }

  @Test
  void everyOperationIsInTheTable() {
    Set<Operation> missing = EnumSet.allOf(Operation.class);
    routes().forEach(route -> missing.remove(route.operation()));
    // A preflight is answered before anybody is asked who he is, and so before the table.
    assertThat(missing).containsExactly(Operation.PREFLIGHT);
  }

  private static List<Route> routes() {
    InstantSource clock = InstantSource.system();
    S3DoorSettings settings = S3DoorSettings.DEFAULT;
    Authenticator authenticator =
        new Authenticator(AuthSettings.DEFAULT, Users.of(List.of()), clock);
    return RouteTable.of(
            new MemoryVolumes(clock, new Random(1)),
            settings,
            new AccessRules(List.of(), settings.owner(), false, false),
            new PostForm(authenticator.forms(), clock))
        .all();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("door-s3"))) {
      folder = Optional.ofNullable(folder.getParent()).orElseThrow();
    }
    return folder;
  }
}
