package org.openfiles.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that writes is killed (`kill -9`) at random moments: what it said was committed is
/// there, and every change is there whole or not at all.
///
/// `-Dopenfiles.kills=200` makes more of it.
class KillTest {
  private static final int KILLS = Integer.getInteger("openfiles.kills", 5);

  @TempDir private Path directory;

  @Test
  void whatWasCommittedSurvivesAndNothingIsHalf() throws Exception {
    Random random = new Random(3);
    int[] said = new int[KilledProgram.THREADS];
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(random.nextInt(400), said);
      verify(said);
    }
    assertThat(said).doesNotContain(0);
  }

  private void verify(int[] said) throws IOException {
    try (Database database = Database.open(directory, Options.DEFAULT)) {
      Table records = database.table("records");
      Table last = database.table("last");
      database.read(
          snapshot -> {
            long expected = 0;
            for (int thread = 0; thread < said.length; thread++) {
              byte[] value = snapshot.get(last, new byte[] {(byte) thread});
              int number = value == null ? 0 : ByteBuffer.wrap(value).getInt();
              assertThat(number).as("thread %d", thread).isGreaterThanOrEqualTo(said[thread]);
              for (int i = Math.max(1, number - KilledProgram.KEPT + 1); i <= number; i++) {
                assertThat(snapshot.get(records, KilledProgram.record(thread, i)))
                    .isEqualTo(KilledProgram.content(i));
                expected++;
              }
              said[thread] = number;
            }
            assertThat(snapshot.count(records)).isEqualTo(expected);
            return "";
          });
    }
  }

  /// Kills after so many lines, and notes what the program said until then.
  private void runAndKill(int lines, int[] said) throws Exception {
    Process program = Child.start("KilledProgram", directory.toString());
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.US_ASCII))) {
      for (int seen = 0; seen < lines; seen++) {
        note(Objects.requireNonNull(output.readLine(), "it ended by itself"), said);
      }
      program.toHandle().destroyForcibly();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.matches("\\d \\d+")) {
          note(line, said);
        }
      }
    }
    assertThat(program.waitFor()).isEqualTo(128 + 9);
  }

  private static void note(String line, int[] said) {
    String[] words = line.split(" ", 2);
    said[Integer.parseInt(words[0])] = Integer.parseInt(words[1]);
  }
}
