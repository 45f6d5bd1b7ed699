package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/// Bytes that no compression or guess can make again, and their comparison by SHA-256.
final class Content {
  /// Long ago: a client that compares times of whole seconds must see that its copy is newer.
  private static final FileTime WRITTEN = FileTime.from(Instant.parse("2024-02-29T12:34:56Z"));

  private Content() {}

  /// The same bytes for the same size, so that a failure repeats.
  static byte[] of(int size) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(size);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  static Path file(Path path, int size) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Files.write(path, of(size));
    return Files.setLastModifiedTime(path, WRITTEN);
  }

  /// A small tree with what breaks clients: depth, spaces, signs, letters outside ASCII, an empty
  /// file.
  static Path tree(Path folder) throws IOException {
    file(folder.resolve("plain.txt"), 1_000);
    file(folder.resolve("empty"), 0);
    file(folder.resolve("a b+c&d=e%20.txt"), 2_000);
    file(folder.resolve("größe/日本/😀.bin"), 3_000);
    file(folder.resolve("deep/er/and/deeper/file"), 4_000);
    file(folder.resolve("deep/big.bin"), 6_000_000);
    return folder;
  }

  static void assertSameFile(Path actual, Path expected) throws IOException {
    assertThat(sha256(Files.readAllBytes(actual))).isEqualTo(sha256(Files.readAllBytes(expected)));
  }

  static void assertSameTree(Path actual, Path expected) throws IOException {
    assertThat(sums(actual)).isEqualTo(sums(expected));
  }

  static void assertSame(byte[] actual, byte[] expected) {
    assertThat(sha256(actual)).isEqualTo(sha256(expected));
  }

  private static Map<String, String> sums(Path folder) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        sums.put(folder.relativize(file).toString(), sha256(Files.readAllBytes(file)));
      }
    }
    return sums;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
