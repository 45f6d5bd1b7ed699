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
class AwsCliTest {
  @TempDir Path folder;

  /// Version 1 of the CLI presigns with SigV2 unless it is told not to.
  private Program aws(Endpoint endpoint) throws IOException {
    Path settings = folder.resolve("aws-config");
    Files.writeString(settings, "[default]\ns3 =\n  signature_version = s3v4\n");
    return Program.of("aws", List.of(Workplace.installed("aws", "python/bin/aws")))
        .with(endpoint.environment())
        .with(Map.of("AWS_CONFIG_FILE", settings.toString()));
  }

  @Test
  void fileCopiedInAndOutIsTheSameFile(Bucket bucket) throws IOException {
    Program aws = aws(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 300_000);
    String key = "s3://" + bucket.name() + "/a/größe & more.bin";
    aws.run("s3", "cp", in.toString(), key);
    aws.run("s3", "cp", key, folder.resolve("out").toString());
    Content.assertSameFile(folder.resolve("out"), in);
    Content.assertSameFile(bucket.folder().resolve("a/größe & more.bin"), in);
  }

  @Test
  void largeFileGoesAsPartsAndComesBackWhole(Bucket bucket) throws IOException {
    Program aws = aws(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 20 << 20);
    String key = "s3://" + bucket.name() + "/large.bin";
    aws.run("s3", "cp", "--no-progress", in.toString(), key);
    String tag =
        aws.run(
            "s3api",
            "head-object",
            "--bucket",
            bucket.name(),
            "--key",
            "large.bin",
            "--query",
            "ETag");
    assertThat(tag).endsWith("-3\\\"\"\n");
    aws.run("s3", "cp", key, folder.resolve("out").toString());
    Content.assertSameFile(folder.resolve("out"), in);
  }

  @Test
  void syncMirrorsBothWaysAndDeletes(Bucket bucket) throws IOException {
    Program aws = aws(bucket.endpoint());
    Path in = Content.tree(folder.resolve("in"));
    Path out = folder.resolve("out");
    String target = "s3://" + bucket.name() + "/mirror/";
    aws.run("s3", "sync", in.toString(), target);
    aws.run("s3", "sync", target, out.toString());
    Content.assertSameTree(out, in);
    assertThat(aws.run("s3", "sync", in.toString(), target))
        .as("nothing to do the second time")
        .isBlank();

    Files.delete(in.resolve("plain.txt"));
    aws.run("s3", "sync", "--delete", in.toString(), target);
    aws.run("s3", "sync", "--delete", target, out.toString());
    Content.assertSameTree(out, in);
  }

  @Test
  void recursiveRemovalEmptiesTheBucket(Bucket bucket) throws IOException {
    Program aws = aws(bucket.endpoint());
    aws.run(
        "s3",
        "cp",
        "--recursive",
        Content.tree(folder.resolve("in")).toString(),
        "s3://" + bucket.name());
    assertThat(aws.run("s3", "ls", "--recursive", "s3://" + bucket.name()).lines()).hasSize(6);
    aws.run("s3", "rm", "--recursive", "s3://" + bucket.name());
    assertThat(
            aws.run("s3api", "list-objects-v2", "--bucket", bucket.name(), "--query", "Contents")
                .strip())
        .isEqualTo("null");
    assertThat(bucket.folder()).isDirectory();
  }

  @Test
  void bucketIsMadeListedAndRemoved(Endpoint endpoint) throws IOException {
    Program aws = aws(endpoint);
    String name = Bucket.nextName();
    aws.run("s3", "mb", "s3://" + name);
    assertThat(aws.run("s3", "ls")).contains(name);
    assertThat(endpoint.buckets().resolve(name)).isDirectory();
    aws.run("s3", "rb", "s3://" + name);
    assertThat(aws.run("s3", "ls")).doesNotContain(name);
  }

  @Test
  void bucketThatHoldsAnObjectIsNotRemoved(Bucket bucket) throws IOException {
    Program aws = aws(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 10);
    aws.run("s3", "cp", in.toString(), "s3://" + bucket.name() + "/kept");
    assertThat(aws.runInVain("s3", "rb", "s3://" + bucket.name())).contains("BucketNotEmpty");
    Content.assertSameFile(bucket.folder().resolve("kept"), in);
    aws.run("s3", "rb", "--force", "s3://" + bucket.name());
  }

  @Test
  void metadataAndHeadersComeBackAsTheyWereGiven(Bucket bucket) throws IOException {
    Program aws = aws(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 5_000);
    aws.run(
        "s3api",
        "put-object",
        "--bucket",
        bucket.name(),
        "--key",
        "k",
        "--body",
        in.toString(),
        "--metadata",
        "colour=blue,size=xl",
        "--content-type",
        "application/x-test",
        "--cache-control",
        "max-age=60",
        "--content-disposition",
        "attachment; filename=\"a.bin\"");
    String answer =
        aws.run(
            "s3api",
            "get-object",
            "--bucket",
            bucket.name(),
            "--key",
            "k",
            folder.resolve("out").toString());
    assertThat(answer)
        .contains("\"colour\": \"blue\"", "\"size\": \"xl\"", "application/x-test", "max-age=60")
        .contains("attachment; filename=\\\"a.bin\\\"", "\"ContentLength\": 5000");
    Content.assertSameFile(folder.resolve("out"), in);
  }

  @Test
  void presignedAddressIsFetchedByCurlAndRefusedWhenChanged(Bucket bucket) throws IOException {
    Program aws = aws(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 40_000);
    aws.run("s3", "cp", in.toString(), "s3://" + bucket.name() + "/a b");
    aws.run("s3", "cp", in.toString(), "s3://" + bucket.name() + "/a c");
    String url =
        aws.run("s3", "presign", "--expires-in", "60", "s3://" + bucket.name() + "/a b").strip();
    Program curl = Program.of("curl", List.of(Workplace.onPath("curl"), "-sS", "--fail-with-body"));
    curl.run("-o", folder.resolve("out").toString(), url);
    Content.assertSameFile(folder.resolve("out"), in);
    assertThat(curl.runInVain(url.replace("/a%20b?", "/a%20c?"))).contains("SignatureDoesNotMatch");
  }

  @Test
  void wrongSecretIsRefusedByName(Endpoint endpoint) throws IOException {
    Program aws = aws(endpoint).with(Map.of("AWS_SECRET_ACCESS_KEY", "wrong"));
    assertThat(aws.runInVain("s3", "ls")).contains("SignatureDoesNotMatch");
  }

  @Test
  void filesArriveOverTls(@Tls Bucket bucket) throws IOException {
    Program aws = aws(bucket.endpoint());
    Path in = Content.file(folder.resolve("in"), 20 << 20);
    String key = "s3://" + bucket.name() + "/large.bin";
    aws.run("s3", "cp", in.toString(), key);
    aws.run("s3", "cp", key, folder.resolve("out").toString());
    Content.assertSameFile(folder.resolve("out"), in);
  }
}
