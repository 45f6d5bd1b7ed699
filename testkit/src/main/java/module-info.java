import org.jspecify.annotations.NullMarked;

/// What every implementation of the core's interfaces is tested with.
@NullMarked
module openfiles.testkit {
  requires transitive openfiles.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires transitive org.assertj.core;
  requires static org.jspecify;

  exports org.openfiles.testkit;
}
