package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningServer.class)
class ResticTest {
  @TempDir Path folder;

  private Program restic(Bucket bucket) {
    Map<String, String> repository =
        Map.of(
            "RESTIC_REPOSITORY",
            "s3:" + bucket.endpoint().uri() + "/" + bucket.name() + "/backup",
            "RESTIC_PASSWORD",
            "a password",
            "RESTIC_CACHE_DIR",
            folder.resolve("cache").toString());
    return Program.of("restic", List.of(Workplace.onPath("restic")))
        .with(bucket.endpoint().environment())
        .with(repository);
  }

  @Test
  void backupIsCheckedAndRestoredWhole(Bucket bucket) throws IOException {
    Program restic = restic(bucket);
    Path in = Content.tree(folder.resolve("in"));
    restic.run("init");
    restic.run("backup", in.toString());
    Content.file(in.resolve("second/added"), 3_000_000);
    Files.delete(in.resolve("plain.txt"));
    restic.run("backup", in.toString());
    assertThat(restic.run("check", "--read-data")).contains("no errors were found");

    Path out = folder.resolve("out");
    restic.run("restore", "latest", "--target", out.toString());
    Path restored = out.resolve(folder.getRoot().relativize(in));
    Content.assertSameTree(restored, in);
    Program.of("diff", List.of("diff", "-r")).run(in.toString(), restored.toString());
  }

  @Test
  void forgottenSnapshotIsPrunedFromTheBucket(Bucket bucket) throws IOException {
    Program restic = restic(bucket);
    Path in = Content.tree(folder.resolve("in"));
    restic.run("init");
    restic.run("backup", in.toString());
    Files.delete(in.resolve("deep/big.bin"));
    restic.run("backup", in.toString());
    long before = size(bucket.folder());
    restic.run("forget", "--keep-last=1", "--prune");
    assertThat(size(bucket.folder())).isLessThan(before - 5_000_000);
    assertThat(restic.run("check", "--read-data")).contains("no errors were found");
  }

  private static long size(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
