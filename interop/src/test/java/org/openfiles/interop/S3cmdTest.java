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
class S3cmdTest {
  @TempDir Path folder;

  private Program s3cmd(Endpoint endpoint) throws IOException {
    String host = endpoint.uri().getHost() + ":" + endpoint.uri().getPort();
    Path settings = folder.resolve("s3cfg");
    Files.writeString(
        settings,
        """
        [default]
        access_key = %s
        secret_key = %s
        host_base = %s
        host_bucket = %s
        bucket_location = us-east-1
        use_https = False
        signature_v2 = False
        max_retries = 1
        """
            .formatted(endpoint.accessKey(), endpoint.secretKey(), host, host));
    return Program.of(
        "s3cmd",
        List.of(
            Workplace.installed("s3cmd", "python/bin/python"),
            Workplace.installed("s3cmd", "python/bin/s3cmd"),
            "--config=" + settings,
            "--no-progress"));
  }

  @Test
  void objectGoesInAndComesOut(Bucket bucket) throws IOException {
    Program s3cmd = s3cmd(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 300_000);
    String url = "s3://" + bucket.name() + "/a/größe & more.bin";
    s3cmd.run("put", "--mime-type=application/x-test", in.toString(), url);
    s3cmd.run("get", url, folder.resolve("out").toString());
    Content.assertSameFile(folder.resolve("out"), in);
    assertThat(s3cmd.run("ls", "s3://" + bucket.name() + "/a/"))
        .contains("300000", "größe & more.bin");
    assertThat(s3cmd.run("info", url)).contains("application/x-test", "File size: 300000");
  }

  @Test
  void largeObjectGoesAsParts(Bucket bucket) throws IOException {
    Program s3cmd = s3cmd(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 12 << 20);
    String url = "s3://" + bucket.name() + "/large";
    s3cmd.run("put", "--multipart-chunk-size-mb=5", in.toString(), url);
    assertThat(bucket.entityTag("large")).endsWith("-3\"");
    s3cmd.run("get", url, folder.resolve("out").toString());
    Content.assertSameFile(folder.resolve("out"), in);
  }

  @Test
  void treeIsSynchronisedBothWays(Bucket bucket) throws IOException {
    Program s3cmd = s3cmd(bucket.endpoint());
    Path in = Content.tree(folder.resolve("in"));
    String url = "s3://" + bucket.name() + "/mirror/";
    s3cmd.run("sync", in + "/", url);
    assertThat(s3cmd.run("sync", in + "/", url))
        .as("nothing to do the second time")
        .doesNotContain("upload:");
    Path out = Files.createDirectory(folder.resolve("out"));
    s3cmd.run("sync", url, out + "/");
    Content.assertSameTree(out, in);

    Files.delete(in.resolve("plain.txt"));
    s3cmd.run("sync", "--delete-removed", in + "/", url);
    assertThat(s3cmd.run("ls", "--recursive", url)).doesNotContain("plain.txt").contains("empty");
  }

  @Test
  void copyMoveAndRemovalActOnTheServer(Bucket bucket) throws IOException {
    Program s3cmd = s3cmd(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 4_321);
    String url = "s3://" + bucket.name() + "/";
    s3cmd.run("put", in.toString(), url + "first");
    s3cmd.run("cp", url + "first", url + "second copy");
    s3cmd.run("mv", url + "first", url + "third");
    Content.assertSameFile(bucket.folder().resolve("second copy"), in);
    Content.assertSameFile(bucket.folder().resolve("third"), in);
    assertThat(bucket.folder().resolve("first")).doesNotExist();
    s3cmd.run("del", "--recursive", "--force", url);
    assertThat(s3cmd.run("ls", "--recursive", url)).isBlank();
  }

  @Test
  void bucketIsMadeAndRemoved(Endpoint endpoint) throws IOException {
    Program s3cmd = s3cmd(endpoint);
    String name = Bucket.nextName();
    s3cmd.run("mb", "s3://" + name);
    assertThat(s3cmd.run("ls")).contains("s3://" + name);
    s3cmd.run("rb", "s3://" + name);
    assertThat(s3cmd.run("ls")).doesNotContain("s3://" + name);
  }
}
