package org.openfiles.engine;

import java.util.random.RandomGenerator;

/// What an upload is known by whose answer may be lost. Nobody else ever has the same.
final class Mark {
  private Mark() {}

  static String of(long node, RandomGenerator random) {
    return node + "-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  /// Whose upload it was; 0 for nobody's.
  static long owner(String mark) {
    return mark.isEmpty() ? 0 : Long.parseLong(mark.substring(0, mark.indexOf('-')));
  }
}
