package org.openfiles.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.openfiles.core.ErrorKind;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree.Creation;
import org.openfiles.core.Inode;
import org.openfiles.engine.BucketVolume;
import org.openfiles.engine.VolumeOptions;
import org.openfiles.testkit.FaultyStore;
import org.openfiles.testkit.MemoryTree;
import org.openfiles.testkit.TappedStore;

/// A volume, its store, and the model of what the volume has to show: a tree in memory that is told
/// the same operations.
final class Play implements AutoCloseable {
  /// The mode of a directory that only a key implies, in the model: it may vanish when it is empty.
  static final int IMPLIED = 0711;

  static final Creation FILE = new Creation(0644, 0, 0);
  static final Creation DIRECTORY = new Creation(0755, 0, 0);

  private static final int LOG_LENGTH = 60;

  final Rules rules;
  final Bucket bucket;
  final SplittableRandom random;
  final Contest contest = new Contest();
  final Losses losses;
  final AtomicLong time = new AtomicLong(1_700_000_000_000_000L);
  Side model;

  private final Path root;
  private final Deque<String> log = new ArrayDeque<>();
  private FaultyStore faulty;
  private BucketVolume volume;
  private int openings;

  Play(Path root, Rules rules, long seed) throws IOException {
    this.root = root;
    this.rules = rules;
    this.random = new SplittableRandom(seed);
    this.bucket = new Bucket(clock());
    this.losses = new Losses(this);
    this.model = new Side(new MemoryTree(clock()));
    open(freshDirectory());
    disturb();
  }

  /// A microsecond passes whenever somebody looks.
  private InstantSource clock() {
    return () -> {
      long micros = time.incrementAndGet();
      return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    };
  }

  Path freshDirectory() {
    return root.resolve("cache-" + ++openings);
  }

  void open(Path directory) throws IOException {
    VolumeOptions options =
        VolumeOptions.DEFAULT
            .withPrefix(rules.prefix())
            .withListingTtl(rules.listingTtl())
            .withExportWindow(rules.exportWindow());
    faulty = new FaultyStore(new TappedStore(bucket.truth, bucket), random.split());
    volume = BucketVolume.open("model", directory, faulty, options, clock(), random.split());
    current = directory;
  }

  private Path current;

  Path directory() {
    return current;
  }

  BucketVolume volume() {
    return volume;
  }

  Side here() {
    return new Side(volume.files());
  }

  void disturb() {
    rules.faults().forEach(faulty::add);
  }

  void heal() {
    faulty.heal();
  }

  /// Somebody changed the store; the next look has to show that.
  void listingsExpire() {
    time.addAndGet(rules.listingTtl().toNanos() / 1000 + 1);
  }

  void note(String what) {
    if (Boolean.getBoolean("model.trace")) {
      System.out.println(what);
    }
    if (log.size() == LOG_LENGTH) {
      log.removeFirst();
    }
    log.addLast(what);
  }

  String log() {
    return String.join("\n  ", log);
  }

  /// Something that is done to a tree.
  interface Verb {
    void on(Side side) throws IOException;
  }

  /// Does the same to both. Answers whether it was done: both have to agree, unless the store was
  /// in the way.
  boolean both(String what, Verb verb) throws IOException {
    note(what);
    Optional<ErrorKind> fault = fault(verb, here());
    if (fault.isPresent() && isOfTheStore(fault.get())) {
      note("  -> " + fault.get());
      return false;
    }
    Optional<ErrorKind> expected = fault(verb, model);
    assertThat(fault).as(what).isEqualTo(expected);
    return fault.isEmpty();
  }

  private static Optional<ErrorKind> fault(Verb verb, Side side) throws IOException {
    try {
      verb.on(side);
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      ErrorKind kind = ErrorKind.of(e);
      if (kind == ErrorKind.INTERNAL) {
        throw e;
      }
      return Optional.of(kind);
    }
  }

  static boolean isOfTheStore(ErrorKind kind) {
    return switch (kind) {
      case UNAVAILABLE, THROTTLED, CUT_OFF -> true;
      default -> false;
    };
  }

  /// Whether a fault of the store was in the way of a look.
  boolean tried(Verb verb) throws IOException {
    Optional<ErrorKind> fault = fault(verb, here());
    fault.ifPresent(
        kind -> {
          if (!isOfTheStore(kind)) {
            throw new AssertionError("failed: " + kind);
          }
        });
    return fault.isEmpty();
  }

  void flush() throws IOException {
    volume.files().flush(Inode.ROOT);
  }

  /// Directories that only keys had implied may be gone with the last of them.
  void forgetImplied() throws IOException {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (var each : model.walk().entrySet()) {
        Side.Shown shown = each.getValue();
        if (shown.kind() == FileKind.DIRECTORY
            && shown.mode() == IMPLIED
            && !contest.isContested(each.getKey())
            && isGone(each.getKey())) {
          try {
            model.rmdir(each.getKey());
            changed = true;
          } catch (IOException e) {
            throw new AssertionError("a directory is gone that is not empty: " + each.getKey(), e);
          }
          break;
        }
      }
    }
  }

  private boolean isGone(String path) throws IOException {
    try {
      here().find(path);
      return false;
    } catch (java.nio.file.NoSuchFileException e) {
      return true;
    }
  }

  void reopen(boolean crash) throws IOException {
    Path next = current;
    if (crash) {
      next = freshDirectory();
      Copies.copy(current, next);
    }
    volume.close();
    open(next);
    disturb();
  }

  /// The cache directory is thrown away.
  void forgetCache() throws IOException {
    volume.close();
    open(freshDirectory());
  }

  Duration ttl() {
    return rules.listingTtl();
  }

  @Override
  public void close() throws IOException {
    volume.close();
  }
}
