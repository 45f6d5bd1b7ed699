package org.openfiles.core;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The names of files that are being written, and become visible under their own name by a rename
/// when they are whole. No door lists them; a store has one for the moment only in which it is
/// asked what it can do.
public final class TemporaryName {
  private static final String PREFIX = ".openfiles-tmp-";

  private TemporaryName() {}

  public static Name next(RandomGenerator random) {
    return new Name(PREFIX + HexFormat.of().toHexDigits(random.nextLong()));
  }

  public static boolean isOne(Name name) {
    return name.value().startsWith(PREFIX);
  }
}
