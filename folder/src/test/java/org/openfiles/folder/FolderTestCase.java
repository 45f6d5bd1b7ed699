package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.MultipartFixture;

/// A folder that is looked at from both sides: as a store, and as what other programs see.
abstract class FolderTestCase implements MultipartFixture {
  private TestBucket bucket;
  private FolderStore store;

  FolderOptions options() {
    return TestBucket.FAST;
  }

  @BeforeEach
  final void openStore() throws IOException {
    bucket = new TestBucket();
    store = bucket.open(options());
  }

  @AfterEach
  final void closeStore() throws IOException {
    store.close();
    assertThat(bucket.openFiles()).as("left open").isEmpty();
    bucket.close();
  }

  @Override
  public final FolderStore store() {
    return store;
  }

  @Override
  public final MultipartStore multipart() {
    return store;
  }

  final TestBucket bucket() {
    return bucket;
  }

  /// As after a restart of the program.
  final void reopen() throws IOException {
    reopen(options());
  }

  final void reopen(FolderOptions options) throws IOException {
    store.close();
    store = bucket.open(options);
  }

  final Path file(String name) {
    return bucket.path().resolve(name);
  }

  /// A file that another program makes or changes.
  final Path write(String name, String content) throws IOException {
    Files.createDirectories(file(name).getParent());
    return Files.writeString(file(name), content);
  }

  /// A symbolic link that another program makes.
  final void link(String name, String content) throws IOException {
    Files.createSymbolicLink(file(name), Path.of(content));
  }

  final ObjectInfo head(String key) throws IOException {
    return store.head(new Key(key));
  }

  final ObjectInfo put(String key, String text, ObjectMetadata metadata) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    return store.put(new PutRequest(new Key(key), ArrivingBytes.of(bytes), metadata));
  }

  /// Metadata of about so many bytes.
  static ObjectMetadata metadata(int bytes) {
    return ObjectMetadata.EMPTY
        .withHeaders(Map.of("content-type", "text/plain"))
        .withUser(Map.of("large", "x".repeat(bytes)));
  }

  /// What is in the folder beside `.openfiles`, directories with a slash at the end.
  final List<String> visible() throws IOException {
    return tree(bucket.path()).stream().filter(name -> !name.startsWith(".openfiles")).toList();
  }

  /// What is in a directory of `.openfiles`.
  final List<String> reserved(String directory) throws IOException {
    Path path = file(".openfiles").resolve(directory);
    return Files.exists(path) ? tree(path) : List.of();
  }

  /// The temporaries, beside the lock of the run.
  final List<String> temporaries() throws IOException {
    return reserved("tmp").stream()
        .filter(name -> !name.endsWith("/") && !name.endsWith("/lock"))
        .toList();
  }

  private static List<String> tree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !path.equals(root))
          .map(
              path ->
                  root.relativize(path)
                      + (Files.isDirectory(path) && !Files.isSymbolicLink(path) ? "/" : ""))
          .sorted()
          .toList();
    }
  }
}
