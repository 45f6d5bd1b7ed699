package org.openfiles.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.openfiles.core.ByteRange;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.CompleteRequest.PartReference;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.Upload;
import org.openfiles.posix.Directory;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.TestBytes;

/// Puts, copies, uploads and deletes in many threads until it is killed, each thread at keys of its
/// own, and says what it has done: `put`, `deleting` or `deleted`, the version, and the key.
final class KilledProgram {
  private static final int THREADS = 4;

  private final FolderStore store;
  private final int run;

  private KilledProgram(FolderStore store, int run) {
    this.store = store;
    this.run = run;
  }

  public static void main(String[] arguments) throws IOException {
    FolderStore store =
        new FolderStore(
            Directory.open(Path.of(arguments[0])),
            TestBucket.FAST,
            InstantSource.system(),
            new Random());
    KilledProgram program = new KilledProgram(store, Integer.parseInt(arguments[1]));
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      Thread.ofPlatform().start(() -> program.work(thread));
    }
  }

  /// The bytes of a version: some of them large enough to be cut in the middle.
  static byte[] content(int version) {
    return TestBytes.random(version % 5 == 0 ? 700_000 : version % 1000, version);
  }

  private void work(int thread) {
    try {
      // Versions only grow, also from one run to the next.
      for (int i = 0; ; i++) {
        step(thread, (run << 16) + (i + 1) * THREADS + thread, i);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void step(int thread, int version, int i) throws IOException {
    String base = "t" + thread + "/k" + i % 3;
    ObjectMetadata metadata =
        ObjectMetadata.EMPTY.withUser(
            Map.of("version", Integer.toString(version), "x", "x".repeat(i % 2 * 5000)));
    switch (i % 7) {
      case 0, 1 -> put(base, version, metadata);
      case 2 -> put(base + "/below", version, metadata);
      case 3 -> upload(base, version, metadata);
      case 4 -> copy(base, base + "-copy");
      case 5 -> put(base + "/", version, metadata);
      default -> {
        say("deleting", version, base + "/below");
        store.delete(new Key(base + "/below"), Precondition.NONE);
        say("deleted", version, base + "/below");
      }
    }
  }

  private void put(String key, int version, ObjectMetadata metadata) throws IOException {
    store.put(new PutRequest(new Key(key), ArrivingBytes.of(content(version)), metadata));
    say("put", version, key);
  }

  private void upload(String key, int version, ObjectMetadata metadata) throws IOException {
    byte[] content = content(version);
    Upload upload = store.start(new Key(key), metadata, Map.of());
    List<PartReference> parts = new ArrayList<>();
    for (int from = 0, number = 1; from < content.length; from += 200_000, number++) {
      byte[] bytes = Arrays.copyOfRange(content, from, Math.min(content.length, from + 200_000));
      PartInfo part =
          store.putPart(
              upload.key(), upload.id(), number, ArrivingBytes.of(bytes), Optional.empty());
      parts.add(new PartReference(number, part.etag()));
    }
    if (parts.isEmpty()) {
      store.abort(upload.key(), upload.id());
      return;
    }
    store.complete(
        new CompleteRequest(upload.key(), upload.id(), parts, List.of(), Precondition.NONE));
    say("put", version, key);
  }

  private void copy(String from, String to) throws IOException {
    try (ObjectReader source = store.get(new Key(from), ByteRange.ALL, Precondition.NONE)) {
      ObjectMetadata metadata = source.info().metadata();
      store.put(new PutRequest(new Key(to), new Content.Stored(source), metadata));
      say("put", Integer.parseInt(metadata.user().getOrDefault("version", "")), to);
    } catch (NoSuchFileException e) {
      // Nothing to copy yet.
    }
  }

  /// One write, so that a kill cuts no line in two.
  private static void say(String what, int version, String key) {
    byte[] line = (what + " " + version + " " + key + "\n").getBytes(StandardCharsets.US_ASCII);
    System.out.write(line, 0, line.length);
    System.out.flush();
  }
}
