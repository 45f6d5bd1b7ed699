package org.openfiles.engine.model;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.openfiles.testkit.FaultyStore.Fault;
import org.openfiles.testkit.FaultyStore.Rule;
import org.openfiles.testkit.Verb;

/// How a play is set up, by its seed.
///
/// @param foreign whether somebody else changes the store, too
record Rules(
    String prefix, Duration listingTtl, Duration exportWindow, List<Rule> faults, boolean foreign) {

  static Rules of(long seed) {
    boolean faulty = seed % 2 == 1;
    return new Rules(
        seed % 5 == 4 ? "pre/fix/" : "",
        seed % 4 < 2 ? Duration.ZERO : Duration.ofMillis(100),
        window(seed),
        faulty ? everyKind() : List.of(),
        seed % 7 != 0);
  }

  /// An export before the acknowledgement fails with the store, and then nobody can tell what was
  /// done; where the store fails, exports are only soon.
  private static Duration window(long seed) {
    return switch ((int) (seed % 6)) {
      case 2 -> Duration.ZERO;
      case 5 -> Duration.ofNanos(1000);
      default -> Duration.ofHours(1);
    };
  }

  boolean isExportedAtOnce() {
    return exportWindow.compareTo(Duration.ofSeconds(1)) < 0;
  }

  private static List<Rule> everyKind() {
    Set<Verb> all = EnumSet.complementOf(EnumSet.of(Verb.ABORT));
    int always = Integer.MAX_VALUE;
    return List.of(
        new Rule(all, new Fault.Before(), 0.03, always),
        new Rule(all, new Fault.After(), 0.04, always),
        new Rule(all, new Fault.Throttle(), 0.02, always),
        new Rule(Set.of(Verb.GET), new Fault.CutOff(1000), 0.05, always));
  }
}
