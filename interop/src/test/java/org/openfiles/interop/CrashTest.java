package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at random moments under concurrent writes: what was acknowledged is there after a
/// restart, whole, and nothing else is to be seen.
///
/// `-Dcrashes=N` kills N times instead of 200, `-Dseed=S` repeats a run's choices.
class CrashTest {
  private static final int WRITERS = 4;

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedSurvivesAndNothingHalfDoneIsSeen() throws Exception {
    int crashes = Integer.getInteger("crashes", 200);
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("CrashTest: crashes=" + crashes + " seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<CrashWriter> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new CrashWriter("w" + i + (i % 2 == 0 ? "/" : "-"), random.split()));
    }
    Path buckets = folder.resolve("buckets");
    for (int crash = 0; crash <= crashes; crash++) {
      try (HttpClient connections = CrashClient.connections();
          ServerProcess server = new ServerProcess(folder, Optional.empty())) {
        CrashClient client = new CrashClient(connections, server.endpoint(), "crash");
        if (crash == 0) {
          assertThat(client.createBucket().statusCode()).isEqualTo(200);
        }
        List<String> listed = client.list();
        for (CrashWriter writer : writers) {
          writer.verify(client, listed);
        }
        assertThat(listed)
            .allMatch(key -> writers.stream().anyMatch(w -> key.startsWith(w.prefix())));
        assertNoTemporaries(buckets.resolve("crash"));
        if (crash < crashes) {
          killUnderLoad(server, client, writers, random.nextInt(20, 600));
        }
      }
    }
    assertThat(writers.stream().mapToInt(CrashWriter::acknowledgements).sum())
        .isGreaterThan(crashes);
  }

  static void killUnderLoad(
      ServerProcess server, CrashClient client, List<CrashWriter> writers, int millis)
      throws Exception {
    List<Future<?>> working = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var timer = Executors.newSingleThreadScheduledExecutor()) {
      for (CrashWriter writer : writers) {
        working.add(
            threads.submit(
                () -> {
                  writer.workUntilCutOff(client);
                  return null;
                }));
      }
      timer.schedule(server::kill, millis, TimeUnit.MILLISECONDS).get();
      for (Future<?> work : working) {
        work.get();
      }
    }
  }

  /// A started server has removed what the one before it left half written.
  private static void assertNoTemporaries(Path bucket) throws Exception {
    Path temporaries = bucket.resolve(".openfiles/tmp");
    if (Files.exists(temporaries)) {
      try (Stream<Path> left = Files.walk(temporaries)) {
        assertThat(left.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")))
            .isEmpty();
      }
    }
  }
}
