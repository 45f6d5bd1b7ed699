package org.openfiles.door.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.openfiles.door.s3.error.S3Error.Subject;
import org.openfiles.door.s3.error.S3Exception;

class FaultsTest {

  /// Else a user would look for the fault in his keys.
  @Test
  void aFolderThatTheServerMayNotWriteIsToldApartFromWrongKeys() {
    S3Exception fault = Faults.of(new AccessDeniedException("/srv/photos/a"), Subject.OBJECT);

    assertThat(fault.error().code()).isEqualTo("AccessDenied");
    assertThat(fault.text())
        .isEqualTo("The server has no permission to do this in the bucket.")
        .doesNotContain("/srv");
  }

  @Test
  void whatTheSystemSaysIsNotToldToClients() {
    FileSystemException fault =
        new FileSystemException("/srv/photos/a", null, "Input/output error");

    assertThat(Faults.of(fault, Subject.OBJECT).text()).doesNotContain("/srv", "Input/output");
  }
}
