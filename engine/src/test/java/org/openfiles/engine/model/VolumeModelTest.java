package org.openfiles.engine.model;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random operations on a volume and on its store at once, beside a model of both.
///
/// A seed that fails is in the message, with what was done last. `-Dmodel.first=SEED
/// -Dmodel.seeds=1` plays it again; more seeds and longer plays (`-Dmodel.steps`) are a soak.
final class VolumeModelTest {
  @TempDir Path folder;

  static LongStream seeds() {
    long first = Long.getLong("model.first", 0);
    return LongStream.range(first, first + Long.getLong("model.seeds", 24));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothSidesShowWhatTheModelDoes(long seed) throws Exception {
    int steps = Integer.getInteger("model.steps", 250);
    Play play = new Play(folder, Rules.of(seed), seed);
    int step = 0;
    try (play) {
      Moves moves = new Moves(play);
      for (; step < steps; step++) {
        moves.step();
      }
      moves.settle();
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "seed=%d step=%d %s %s%n  %s%n%s"
              .formatted(seed, step, play.rules, play.contest, play.log(), e),
          e);
    }
  }
}
