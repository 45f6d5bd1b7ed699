package org.openfiles.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openfiles.posix.TestFolder.name;

import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody changes the tree while a path is resolved, so that a check before the opening would be
/// too late.
class ResolutionRaceTest {
  private static final int ATTEMPTS = 20_000;

  static Resolver[] resolvers() {
    return new Resolver[] {new KernelResolver(), new WalkingResolver()};
  }

  private interface Change {
    void make(Directory top) throws Exception;
  }

  private record Outcome(int inside, int refused) {}

  /// Opens the path again and again while the change is made again and again.
  private static Outcome race(TestFolder folder, Resolver resolver, String path, Change change)
      throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (Directory top = Directory.open(folder.path());
        Directory bucket = Directory.open(folder.resolve("bucket"), resolver);
        ExecutorService attacker = Executors.newSingleThreadExecutor()) {
      Future<?> attack =
          attacker.submit(
              () -> {
                while (!over.get()) {
                  change.make(top);
                }
                return null;
              });
      try {
        return openAgainAndAgain(bucket, top.status(name("outside/file")).inode(), path);
      } finally {
        over.set(true);
        attack.get();
      }
    }
  }

  private static Outcome openAgainAndAgain(Directory bucket, long outside, String path)
      throws Exception {
    int inside = 0;
    int refused = 0;
    for (int i = 0; i < ATTEMPTS; i++) {
      try (Fd file = bucket.openFile(name(path), OpenFlag.READ)) {
        assertThat(file.status().inode()).isNotEqualTo(outside);
        inside++;
      } catch (EscapesDirectoryException | NoSuchFileException e) {
        refused++;
      }
    }
    return new Outcome(inside, refused);
  }

  @ParameterizedTest
  @MethodSource("resolvers")
  void aDirectoryThatBecomesALinkOutsideIsNeverFollowed(Resolver resolver) throws Exception {
    try (TestFolder folder = new TestFolder()) {
      folder.write("bucket/dir/file", "inside");
      folder.write("outside/file", "outside");
      folder.link("bucket/trap", "../outside");
      try (Directory bucket = Directory.open(folder.resolve("bucket"))) {
        Outcome outcome =
            race(
                folder,
                resolver,
                "dir/file",
                top -> bucket.rename(name("dir"), bucket, name("trap"), RenameMode.EXCHANGE));
        assertThat(outcome.inside()).isPositive();
        assertThat(outcome.refused()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("resolvers")
  void goingUpFromADirectoryThatIsMovedOutNeverArrivesOutside(Resolver resolver) throws Exception {
    try (TestFolder folder = new TestFolder()) {
      folder.write("bucket/a/file", "inside");
      folder.mkdir("bucket/a/b");
      folder.write("outside/file", "outside");
      folder.mkdir("outside/b");
      try (Directory a = Directory.open(folder.resolve("bucket/a"));
          Directory outside = Directory.open(folder.resolve("outside"))) {
        Outcome outcome =
            race(
                folder,
                resolver,
                "a/b/../file",
                top -> a.rename(name("b"), outside, name("b"), RenameMode.EXCHANGE));
        assertThat(outcome.inside()).isEqualTo(ATTEMPTS);
      }
    }
  }
}
