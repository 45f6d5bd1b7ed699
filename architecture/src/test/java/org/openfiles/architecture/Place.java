package org.openfiles.architecture;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Where a module stands in the picture of ARCHITECTURE.md, and what it may know from there.
enum Place {
  CORE("core"),
  SYSTEM("posix"),
  PROTOCOL("http"),
  DATABASE("lmdb"),
  STORE("folder|store-.+"),
  ENGINE("engine|cluster-.+"),
  DOOR("door-.+|console"),
  SERVER("server"),
  COMMAND("cli"),
  TESTKIT("testkit");

  private final String modules;

  Place(String modules) {
    this.modules = modules;
  }

  static Optional<Place> of(String module) {
    return Arrays.stream(values()).filter(place -> module.matches(place.modules)).findFirst();
  }

  Set<Place> mayKnow() {
    return switch (this) {
      case CORE, SYSTEM, PROTOCOL -> Set.of();
      case STORE -> Set.of(CORE, SYSTEM);
      case DATABASE -> Set.of(CORE);
      case ENGINE -> Set.of(CORE, DATABASE, SYSTEM);
      case DOOR -> Set.of(CORE, PROTOCOL, SYSTEM);
      case SERVER -> Set.of(CORE, SYSTEM, PROTOCOL, STORE, ENGINE, DOOR);
      case COMMAND -> Set.of(CORE, SYSTEM, PROTOCOL, STORE, ENGINE, DOOR, SERVER);
      case TESTKIT -> Set.of(CORE, PROTOCOL);
    };
  }

  /// The modules that choose clocks, randomness and outputs; all others are handed them.
  boolean assembles() {
    return this == SERVER || this == COMMAND;
  }
}
