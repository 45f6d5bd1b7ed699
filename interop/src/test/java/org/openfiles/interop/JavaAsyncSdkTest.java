package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/// The asynchronous client (Netty) and the transfer manager of the AWS SDK for Java v2.
@ExtendWith(RunningServer.class)
class JavaAsyncSdkTest {
  private static final long PART = 5 << 20;

  @TempDir Path folder;

  @Test
  void manyRequestsAtOnceEachGetTheirOwnBytes(Bucket bucket) {
    try (S3AsyncClient s3 = JavaSdk.asynchronous(bucket.endpoint()).build()) {
      List<CompletableFuture<PutObjectResponse>> puts =
          IntStream.range(1, 41)
              .mapToObj(
                  i ->
                      s3.putObject(
                          r ->
                              r.bucket(bucket.name())
                                  .key("k" + i)
                                  .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                          AsyncRequestBody.fromBytes(Content.of(i * 1_000))))
              .toList();
      puts.forEach(CompletableFuture::join);
      for (int i = 1; i <= 40; i++) {
        String key = "k" + i;
        var back =
            s3.getObject(r -> r.bucket(bucket.name()).key(key), AsyncResponseTransformer.toBytes())
                .join();
        Content.assertSame(back.asByteArray(), Content.of(i * 1_000));
      }
    }
  }

  @Test
  void transferManagerMovesPartsBothWaysAndCopies(Bucket bucket) throws IOException {
    Path in = Content.file(folder.resolve("in"), 20 << 20);
    try (S3AsyncClient s3 = multipart(bucket.endpoint());
        S3TransferManager transfer = S3TransferManager.builder().s3Client(s3).build()) {
      String tag =
          transfer
              .uploadFile(
                  u -> u.source(in).putObjectRequest(r -> r.bucket(bucket.name()).key("large")))
              .completionFuture()
              .join()
              .response()
              .eTag();
      assertThat(tag).endsWith("-4\"");
      transfer
          .copy(
              c ->
                  c.copyObjectRequest(
                      r ->
                          r.sourceBucket(bucket.name())
                              .sourceKey("large")
                              .destinationBucket(bucket.name())
                              .destinationKey("a copy")))
          .completionFuture()
          .join();
      transfer
          .downloadFile(
              d ->
                  d.destination(folder.resolve("out"))
                      .getObjectRequest(r -> r.bucket(bucket.name()).key("a copy")))
          .completionFuture()
          .join();
    }
    Content.assertSameFile(folder.resolve("out"), in);
  }

  @Test
  void transferManagerMovesWholeFolders(Bucket bucket) throws IOException {
    Path in = Content.tree(folder.resolve("in"));
    try (S3AsyncClient s3 = multipart(bucket.endpoint());
        S3TransferManager transfer = S3TransferManager.builder().s3Client(s3).build()) {
      var up = transfer.uploadDirectory(u -> u.source(in).bucket(bucket.name()).s3Prefix("tree"));
      assertThat(up.completionFuture().join().failedTransfers()).isEmpty();
      Path out = Files.createDirectory(folder.resolve("out"));
      var down =
          transfer.downloadDirectory(
              d ->
                  d.destination(out)
                      .bucket(bucket.name())
                      .listObjectsV2RequestTransformer(l -> l.prefix("tree/")));
      assertThat(down.completionFuture().join().failedTransfers()).isEmpty();
      Content.assertSameTree(out, in);
    }
  }

  private static S3AsyncClient multipart(Endpoint endpoint) {
    return JavaSdk.asynchronous(endpoint)
        .multipartEnabled(true)
        .multipartConfiguration(c -> c.minimumPartSizeInBytes(PART).thresholdInBytes(PART))
        .build();
  }
}
