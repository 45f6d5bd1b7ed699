package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.core.ErrorKind;

/// Somebody else changes an object at every moment of what a volume does to its store: no bytes are
/// lost, and what was kept of a conflict is reported.
final class RacesTest {
  private static final int STEPS_MAX = 500;

  @TempDir private Path folder;

  /// What the volume does.
  enum Doing {
    EXPORT_OF_A_NEW_FILE,
    EXPORT_OF_AN_EDIT,
    DELETE,
    RENAME,
    RENAME_OF_A_DIRECTORY,
    IMPORT;

    boolean writes() {
      return this == EXPORT_OF_A_NEW_FILE || this == EXPORT_OF_AN_EDIT;
    }

    void play(RaceRound round) throws IOException {
      if (this != EXPORT_OF_A_NEW_FILE) {
        round.put("d/f", "base");
        round.put("d/e", "another");
      }
      switch (this) {
        case EXPORT_OF_A_NEW_FILE -> {
          round.mkdir("/d");
          round.write("/d/f", RaceRound.OURS_TEXT);
        }
        case EXPORT_OF_AN_EDIT -> round.write("/d/f", RaceRound.OURS_TEXT);
        case DELETE -> round.unlink("/d/f");
        case RENAME -> round.rename("/d/f", "/d/g");
        case RENAME_OF_A_DIRECTORY -> round.rename("/d", "/n");
        case IMPORT -> {}
      }
      round.arm();
      if (this == IMPORT) {
        round.list("/d");
        round.read("/d/f");
      } else {
        round.flush();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXPORT_OF_A_NEW_FILE, PUT, d/f",
    "EXPORT_OF_A_NEW_FILE, DELETE, d/f",
    "EXPORT_OF_AN_EDIT, PUT, d/f",
    "EXPORT_OF_AN_EDIT, DELETE, d/f",
    "DELETE, PUT, d/f",
    "DELETE, DELETE, d/f",
    "RENAME, PUT, d/f",
    "RENAME, PUT, d/g",
    "RENAME, DELETE, d/f",
    "RENAME, DELETE, d/g",
    "RENAME_OF_A_DIRECTORY, PUT, d/f",
    "RENAME_OF_A_DIRECTORY, PUT, n/f",
    "RENAME_OF_A_DIRECTORY, PUT, d/new",
    "RENAME_OF_A_DIRECTORY, DELETE, d/f",
    "RENAME_OF_A_DIRECTORY, DELETE, n/f",
    "IMPORT, PUT, d/f",
    "IMPORT, DELETE, d/f"
  })
  void nothingIsLost(Doing doing, RaceRound.Foreign foreign, String key) throws IOException {
    int moments = 0;
    boolean more = true;
    while (more && moments < STEPS_MAX) {
      Path directory = Files.createDirectory(folder.resolve("moment-" + moments));
      RaceRound round = new RaceRound(directory, foreign, key, moments);
      try {
        more = raced(doing, round);
      } catch (AssertionError | IOException e) {
        throw new AssertionError("%s %s %s moment=%d".formatted(doing, foreign, key, moments), e);
      } finally {
        round.close();
      }
      moments++;
    }
    assertThat(moments).as("moments").isBetween(3, STEPS_MAX - 1);
  }

  /// Answers false where there was no such moment.
  private static boolean raced(Doing doing, RaceRound round) throws IOException {
    try {
      doing.play(round);
    } catch (IOException e) {
      // The other was in the way, and it is tried again, or it is gone.
      assertThat(ErrorKind.of(e)).isNotEqualTo(ErrorKind.INTERNAL);
    }
    if (round.isReached()) {
      round.check(doing.writes());
    }
    return round.isReached();
  }
}
