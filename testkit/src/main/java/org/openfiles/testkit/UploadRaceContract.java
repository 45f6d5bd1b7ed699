package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartInfo;
import org.openfiles.core.PartMismatchException;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;

/// Ends of uploads that meet.
interface UploadRaceContract extends MultipartFixture {

  @Test
  default void completingAtOnceMakesOneObject() throws Exception {
    for (int round = 0; round < 10; round++) {
      Upload upload = start("k" + round);
      CompleteRequest request =
          naming(upload, Precondition.ABSENT, putPart(upload, 1, new byte[] {(byte) round}));

      List<Optional<ObjectInfo>> made =
          Race.run(
              4,
              _ -> {
                try {
                  return Optional.of(multipart().complete(request));
                } catch (ConflictException _) {
                  return Optional.empty();
                }
              });

      assertThat(made.stream().flatMap(Optional::stream).distinct()).hasSize(1);
      assertThat(bytes("k" + round)).containsExactly(round);
    }
  }

  @Test
  default void ofManyUploadsCompletedIfAbsentOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String key = "k" + round;
      List<Boolean> won =
          Race.run(
              4,
              i -> {
                Upload upload = start(key);
                PartInfo part = putPart(upload, 1, new byte[] {(byte) i});
                try {
                  multipart().complete(naming(upload, Precondition.ABSENT, part));
                  return true;
                } catch (PreconditionFailedException _) {
                  multipart().abort(upload.key(), upload.id());
                  return false;
                }
              });
      assertThat(won).containsOnlyOnce(true);
      assertThat(bytes(key)).containsExactly(won.indexOf(true));
    }
    assertThat(multipart().uploads("")).isEmpty();
  }

  @Test
  default void uploadIsEitherCompletedOrAborted() throws Exception {
    for (int round = 0; round < 20; round++) {
      Upload upload = start("k" + round);
      PartInfo part = putPart(upload, 1, new byte[] {1});
      List<Boolean> happened =
          Race.run(
              2,
              i -> {
                try {
                  if (i == 0) {
                    complete(upload, part);
                  } else {
                    multipart().abort(upload.key(), upload.id());
                  }
                  return true;
                } catch (UnknownUploadException | ConflictException _) {
                  return false;
                }
              });
      assertThat(happened).containsOnlyOnce(true);
      assertThat(keys().contains("k" + round)).isEqualTo(happened.getFirst());
    }
    assertThat(multipart().uploads("")).isEmpty();
  }

  @Test
  default void partsArriveAtOnce() throws Exception {
    Upload upload = start("k");
    byte[] bytes = partBytes(50_000, 1);

    Race.run(8, i -> putPart(upload, i + 1, bytes));

    List<PartInfo> parts = multipart().parts(upload.key(), upload.id());
    assertThat(parts).extracting(PartInfo::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(complete(upload, parts.toArray(new PartInfo[0])).size())
        .isEqualTo(8L * bytes.length);
  }

  @Test
  default void replacingAPartWhileCompletingNeverMixes() throws Exception {
    for (int round = 0; round < 10; round++) {
      Upload upload = start("k");
      PartInfo part = putPart(upload, 1, new byte[100_000]);
      byte[] other = TestBytes.random(60_000, round);
      Race.run(2, i -> i == 0 ? completes(upload, part) : replaces(upload, other));
      if (keys().isEmpty()) {
        multipart().abort(upload.key(), upload.id());
      } else {
        assertThat(bytes("k")).isEqualTo(new byte[100_000]);
        delete("k");
      }
    }
  }

  private boolean completes(Upload upload, PartInfo part) throws IOException {
    try {
      complete(upload, part);
      return true;
    } catch (PartMismatchException | ConflictException _) {
      return false;
    }
  }

  private boolean replaces(Upload upload, byte[] bytes) throws IOException {
    try {
      putPart(upload, 1, bytes);
      return true;
    } catch (UnknownUploadException | ConflictException _) {
      return false;
    }
  }
}
