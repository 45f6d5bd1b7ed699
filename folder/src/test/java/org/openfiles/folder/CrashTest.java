package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ConflictException;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.testkit.ArrivingBytes;

/// What a crash leaves, made by hand; and what comes of it after a restart.
final class CrashTest extends FolderTestCase {

  @Test
  void temporariesOfADeadRunAreRemovedAndThoseOfALivingOneStay() throws IOException {
    write(".openfiles/tmp/00112233445566778899aabbccddeeff/lock", "");
    write(".openfiles/tmp/00112233445566778899aabbccddeeff/half", "half an object");
    PutRequest request =
        new PutRequest(
            new Key("k"),
            ArrivingBytes.of(new byte[3])
                .thatEndsWith(
                    () -> {
                      try (FolderStore other = bucket().open(options())) {
                        other.collect(Instant.EPOCH);
                      }
                      store().collect(Instant.EPOCH);
                      assertThat(temporaries()).hasSize(1);
                      return null;
                    }),
            ObjectMetadata.EMPTY);

    store().put(request);

    assertThat(keys()).containsExactly("k");
    assertThat(temporaries()).isEmpty();
    assertThat(reserved("tmp")).noneMatch(name -> name.startsWith("0011"));
  }

  @Test
  void closeLeavesNoTemporaries() throws IOException {
    put("k", "x");

    store().close();

    assertThat(reserved("tmp")).isEmpty();
  }

  @Test
  void putGoesOnWhenSomebodyRemovesOurDirectories() throws IOException {
    put("k", "x");
    for (String name : reserved("").reversed()) {
      Files.delete(file(".openfiles").resolve(name));
    }
    Files.delete(file(".openfiles"));

    put("k", "y");
    put("large", "y", metadata(40 << 10));

    assertThat(text("k")).isEqualTo("y");
    assertThat(head("large").metadata()).isEqualTo(metadata(40 << 10));
  }

  @Test
  void temporaryThatVanishesWhileItIsWrittenIsAConflict() {
    PutRequest request =
        new PutRequest(
            new Key("d/k"),
            ArrivingBytes.of(new byte[3])
                .thatEndsWith(
                    () -> {
                      for (String name : temporaries()) {
                        Files.delete(file(".openfiles/tmp").resolve(name));
                      }
                      return null;
                    }),
            ObjectMetadata.EMPTY);

    assertThatThrownBy(() -> store().put(request)).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> head("d/k"));
    assertThat(file("d")).doesNotExist();
  }

  @Test
  void uploadWithoutItsDocumentIsUnknownAndCollected() throws IOException {
    Upload upload = start("k");
    putPart(upload, 1, new byte[1]);
    Path directory = file(".openfiles/uploads").resolve(upload.id().value());
    Files.delete(directory.resolve("upload.json"));

    assertThat(multipart().uploads("")).isEmpty();
    assertThatThrownBy(() -> multipart().parts(upload.key(), upload.id()))
        .isInstanceOf(UnknownUploadException.class);

    store().collect(Instant.EPOCH);
    assertThat(directory).doesNotExist();
  }

  @Test
  void uploadThatWasNotQuiteStartedIsCollectedInTime() throws IOException {
    Path directory = file(".openfiles/uploads/00112233445566778899aabbccddeeff.new");
    Files.createDirectories(directory);

    assertThat(multipart().uploads("")).isEmpty();
    store().collect(Instant.EPOCH);
    assertThat(directory).as("it may be about to be").exists();
    store().collect(Instant.now().plusSeconds(1));
    assertThat(directory).doesNotExist();
  }

  @Test
  void uploadWhoseObjectIsThereIsOver() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 1, new byte[3]);
    Path directory = file(".openfiles/uploads").resolve(upload.id().value());
    byte[] document = Files.readAllBytes(directory.resolve("upload.json"));
    ObjectInfo made = complete(upload, part);
    reopen();
    Files.createDirectory(directory);
    Files.write(directory.resolve("upload.json"), document);
    Files.write(directory.resolve("00001"), new byte[3]);

    assertThat(multipart().complete(naming(upload, Precondition.ABSENT, part))).isEqualTo(made);
    reopen();
    assertThat(directory).doesNotExist();

    Files.createDirectory(directory);
    Files.write(directory.resolve("upload.json"), document);
    store().collect(Instant.EPOCH);
    reopen();
    assertThat(directory).doesNotExist();
  }

  @Test
  void completionThatWasCutOffIsDoneAgain() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 1, new byte[3]);
    put("k", "x");
    assertThatThrownBy(() -> multipart().complete(naming(upload, Precondition.ABSENT, part)))
        .isInstanceOf(PreconditionFailedException.class);
    reopen();

    assertThat(complete(upload, part).size()).isEqualTo(3);
    assertThat(temporaries()).isEmpty();
  }

  @Test
  void completedUploadIsRememberedOverARestart() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 7, new byte[3]);
    ObjectInfo made = complete(upload, part);

    reopen();

    assertThat(complete(upload, part)).isEqualTo(made);
  }

  @Test
  void uploadsAndTheirPartsSurviveARestart() throws IOException {
    Upload upload = multipart().start(new Key("d/k"), metadata(40 << 10), Map.of("a", "b"));
    PartInfo part = putPart(upload, 7, new byte[3]);

    reopen();

    assertThat(multipart().uploads("d/")).containsExactly(upload);
    assertThat(multipart().parts(upload.key(), upload.id())).containsExactly(part);
    assertThat(complete(upload, part).metadata()).isEqualTo(metadata(40 << 10));
    reopen();
    assertThat(reserved("uploads")).isEmpty();
  }

  @Test
  void uploadsThatRestTooLongAreCollected() throws IOException {
    Upload old = start("old");
    putPart(old, 1, new byte[3]);
    Upload fresh = start("fresh");
    Instant lately = Instant.now().minusSeconds(3600);
    Files.setLastModifiedTime(
        file(".openfiles/uploads").resolve(old.id().value()),
        FileTime.from(lately.minusSeconds(1)));

    store().collect(lately);

    assertThat(multipart().uploads("")).containsExactly(fresh);
    assertThatThrownBy(() -> putPart(old, 2, new byte[3]))
        .isInstanceOf(UnknownUploadException.class);
  }

  @Test
  void partThatChangedOnTheDiskIsNotUsed() throws IOException {
    Upload upload = start("k");
    PartInfo part = putPart(upload, 1, new byte[3]);
    Files.write(
        file(".openfiles/uploads").resolve(upload.id().value()).resolve("00001"), new byte[4]);

    assertThatThrownBy(() -> complete(upload, part)).isInstanceOf(CorruptDataException.class);
    assertThatThrownBy(() -> head("k"));
  }
}
