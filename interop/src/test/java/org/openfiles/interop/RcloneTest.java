package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningServer.class)
class RcloneTest {
  @TempDir Path folder;

  private Program rclone(Endpoint endpoint) {
    return Rclone.of(endpoint, folder);
  }

  @Test
  void treeIsCopiedCheckedAndCopiedBack(Bucket bucket) throws IOException {
    Program rclone = rclone(bucket.endpoint());
    Path in = Content.tree(folder.resolve("in"));
    String remote = "of:" + bucket.name() + "/tree";
    rclone.run("copy", in.toString(), remote);
    rclone.run("check", in.toString(), remote);
    rclone.run("check", "--download", in.toString(), remote);
    rclone.run("copy", remote, folder.resolve("out").toString());
    Content.assertSameTree(folder.resolve("out"), in);
    Content.assertSameTree(bucket.folder().resolve("tree"), in);
  }

  @Test
  void checkFindsWhatAnotherProgramChangedInTheFolder(Bucket bucket) throws IOException {
    Program rclone = rclone(bucket.endpoint());
    Path in = Content.tree(folder.resolve("in"));
    rclone.run("copy", in.toString(), "of:" + bucket.name());
    Files.writeString(bucket.folder().resolve("plain.txt"), "another size");
    assertThat(rclone.runInVain("check", in.toString(), "of:" + bucket.name()))
        .contains("plain.txt");
  }

  @Test
  void syncRemovesWhatIsGoneAndMovesNothingTwice(Bucket bucket) throws IOException {
    Program rclone = rclone(bucket.endpoint());
    Path in = Content.tree(folder.resolve("in"));
    String remote = "of:" + bucket.name();
    rclone.run("sync", in.toString(), remote);
    assertThat(rclone.run("sync", "--dry-run", "--combined", "-", in.toString(), remote).lines())
        .hasSize(6)
        .allMatch(line -> line.startsWith("= "));
    Files.delete(in.resolve("deep/big.bin"));
    Content.file(in.resolve("new/file"), 777);
    rclone.run("sync", in.toString(), remote);
    assertThat(rclone.run("lsf", "-R", "--files-only", remote).lines())
        .containsExactlyInAnyOrder(
            "plain.txt",
            "empty",
            "a b+c&d=e%20.txt",
            "größe/日本/😀.bin",
            "deep/er/and/deeper/file",
            "new/file");
  }

  @Test
  void timesOfFilesSurvive(Bucket bucket) throws IOException {
    Program rclone = rclone(bucket.endpoint());
    Path in = Content.file(folder.resolve("in/timed"), 10);
    rclone.run("copy", in.toString(), "of:" + bucket.name());
    rclone.run("copy", "of:" + bucket.name() + "/timed", folder.resolve("out").toString());
    assertThat(Files.getLastModifiedTime(folder.resolve("out/timed")))
        .isEqualTo(Files.getLastModifiedTime(in));
  }

  @Test
  void movedObjectKeepsItsBytesAndMetadata(Bucket bucket) throws IOException {
    Program rclone = rclone(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 50_000);
    String remote = "of:" + bucket.name() + "/";
    rclone.run("copyto", "-M", "--metadata-set", "colour=blue", in.toString(), remote + "old name");
    rclone.run("moveto", remote + "old name", remote + "new/name");
    assertThat(bucket.folder().resolve("old name")).doesNotExist();
    Content.assertSameFile(bucket.folder().resolve("new/name"), in);
    assertThat(rclone.run("lsjson", "-M", remote + "new/name")).contains("\"colour\":\"blue\"");
  }

  @Test
  void streamOfUnknownLengthArrivesWhole(Bucket bucket) throws IOException {
    Program rclone = rclone(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 11 << 20);
    Program shell =
        new Program("sh", List.of("sh", "-c", "\"$@\" <" + in, "sh"), rclone.environment());
    List<String> rcat = rclone.with("rcat", "of:" + bucket.name() + "/stream").command();
    shell.run(rcat.toArray(String[]::new));
    Content.assertSameFile(bucket.folder().resolve("stream"), in);
    rclone.run("purge", "of:" + bucket.name());
    assertThat(bucket.folder()).doesNotExist();
  }
}
