package org.openfiles.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random text made of what breaks mappings, orders and encoders: the keys of a hard test.
public final class HostileKeys {
  private static final List<String> ATOMS =
      List.of(
          "/",
          "/",
          "/",
          ".",
          ".",
          "%",
          "%",
          "+",
          "@",
          "n",
          "~",
          "\0",
          "a",
          "b",
          "A",
          "-",
          "0",
          " ",
          "2F",
          "25",
          "00",
          "FF",
          ".%",
          ".%n",
          ".%@",
          ".%+",
          ".%~",
          "%2F",
          "%FF",
          "\u0001",
          "\n",
          "\u007f",
          "\\",
          ":",
          "\uff21",
          "\ud83d\ude00",
          "e\u0301",
          "\u00e9",
          "\u2028",
          "\ufffd",
          "x".repeat(238),
          "y".repeat(240),
          "\u00e9".repeat(119),
          "%".repeat(80),
          "\0".repeat(83),
          ".openfiles",
          "con",
          "*",
          "?",
          "#",
          "&",
          "<",
          "\"");

  private final RandomGenerator random;

  public HostileKeys(RandomGenerator random) {
    this.random = random;
  }

  /// Valid Unicode of 1 to `bytesMax` bytes of UTF-8.
  public String text(int bytesMax) {
    StringBuilder key = new StringBuilder();
    int atoms = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 8);
    int bytes = 0;
    for (int i = 0; i < atoms; i++) {
      String atom = ATOMS.get(random.nextInt(ATOMS.size()));
      bytes += atom.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > bytesMax) {
        break;
      }
      key.append(atom);
    }
    return key.isEmpty() ? "k" : key.toString();
  }
}
