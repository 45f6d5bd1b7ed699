package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a node whose volume is a bucket behind a slow and failing network: what was
/// acknowledged is there after a restart, and reaches the bucket, which then holds nothing else.
///
/// `-Dvolume.crashes=N` kills N times instead of 25, `-Dseed=S` repeats a run's choices.
class VolumeCrashTest {
  private static final int WRITERS = 4;
  private static final double CUT = 0.02;
  private static final String BUCKET = "volume";

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedSurvivesAndReachesTheStore() throws Exception {
    int crashes = Integer.getInteger("volume.crashes", 25);
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("VolumeCrashTest: crashes=" + crashes + " seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<CrashWriter> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new CrashWriter("w" + i + (i % 2 == 0 ? "/" : "-"), random.split()));
    }
    Path far = Files.createDirectories(folder.resolve("far"));
    try (HttpClient connections = CrashClient.connections();
        ServerProcess store =
            new ServerProcess(far, Optional.empty(), "volume-crash-store.log", "");
        BadNetwork network = new BadNetwork(store.endpoint())) {
      CrashClient bucket = new CrashClient(connections, store.endpoint(), BUCKET);
      assertThat(bucket.createBucket().statusCode()).isEqualTo(200);
      for (int crash = 0; crash < crashes; crash++) {
        try (ServerProcess node = node(network.endpoint())) {
          verify(new CrashClient(connections, node.endpoint(), BUCKET), writers);
          network.cut(CUT);
          CrashTest.killUnderLoad(
              node,
              new CrashClient(connections, node.endpoint(), BUCKET),
              writers,
              random.nextInt(50, 2000));
          network.cut(0);
        }
      }
      try (ServerProcess node = node(network.endpoint())) {
        verify(new CrashClient(connections, node.endpoint(), BUCKET), writers);
        node.command().run("flush");
        verify(bucket, writers);
      }
    }
    assertThat(writers.stream().mapToInt(CrashWriter::acknowledgements).sum())
        .isGreaterThan(crashes);
  }

  private static void verify(CrashClient client, List<CrashWriter> writers) throws Exception {
    List<String> listed = new ArrayList<>(client.list());
    // What is reserved for the volume's own use.
    listed.removeIf(key -> key.startsWith(".openfiles"));
    for (CrashWriter writer : writers) {
      writer.verify(client, listed);
    }
    assertThat(listed).allMatch(key -> writers.stream().anyMatch(w -> key.startsWith(w.prefix())));
  }

  private ServerProcess node(URI store) throws IOException {
    Path near = Files.createDirectories(folder.resolve("near"));
    String volume =
        """
        [files]
        listen = "127.0.0.1:0"

        [[volumes]]
        store = "s3"
        name = "%s"
        bucket = "%s"
        endpoint = "%s"
        region = "%s"
        access_key = "%s"
        secret_key = "%s"
        cache = "%s"
        export_batch_window_secs = 1
        """
            .formatted(
                BUCKET,
                BUCKET,
                store,
                Endpoint.REGION,
                ServerProcess.ACCESS_KEY,
                ServerProcess.SECRET_KEY,
                near.resolve("cache"));
    return new ServerProcess(near, Optional.empty(), "volume-crash-node.log", volume);
  }
}
