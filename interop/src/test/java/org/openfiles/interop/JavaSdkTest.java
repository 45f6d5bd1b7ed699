package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The synchronous client of the AWS SDK for Java v2. CRC64NVME is left to the other clients: here
/// it would need the native library of the CRT.
@ExtendWith(RunningServer.class)
class JavaSdkTest {

  /// Records how each body was signed: the value of `x-amz-content-sha256`.
  private static final class Signing implements ExecutionInterceptor {
    private final List<String> payloads = new ArrayList<>();

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      context.httpRequest().firstMatchingHeader("x-amz-content-sha256").ifPresent(payloads::add);
    }
  }

  private static void roundTrip(S3Client s3, String bucket, ChecksumAlgorithm algorithm, int size) {
    byte[] body = Content.of(size);
    String key = "sum/" + algorithm;
    s3.putObject(
        r -> r.bucket(bucket).key(key).checksumAlgorithm(algorithm), RequestBody.fromBytes(body));
    var back =
        s3.getObjectAsBytes(r -> r.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    Content.assertSame(back.asByteArray(), body);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void checksumGoesAsTrailerOfSignedChunks(ChecksumAlgorithm algorithm, Bucket bucket) {
    Signing signing = new Signing();
    try (S3Client s3 = signing(bucket.endpoint(), signing)) {
      roundTrip(s3, bucket.name(), algorithm, 300_001);
    }
    assertThat(signing.payloads.getFirst()).isEqualTo("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void checksumGoesAsTrailerOfUnsignedChunksOverTls(
      ChecksumAlgorithm algorithm, @Tls Bucket bucket) {
    Signing signing = new Signing();
    try (S3Client s3 = signing(bucket.endpoint(), signing)) {
      roundTrip(s3, bucket.name(), algorithm, 300_001);
    }
    assertThat(signing.payloads.getFirst()).isEqualTo("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
  }

  private static S3Client signing(Endpoint endpoint, Signing signing) {
    return JavaSdk.builder(endpoint)
        .overrideConfiguration(
            o -> o.addExecutionInterceptor(signing).apiCallTimeout(Duration.ofMinutes(1)))
        .build();
  }

  @Test
  void bodyWithoutChunksIsHashedWhole(Bucket bucket) {
    Signing signing = new Signing();
    byte[] body = Content.of(100_000);
    try (S3Client s3 =
        JavaSdk.builder(bucket.endpoint())
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .overrideConfiguration(o -> o.addExecutionInterceptor(signing))
            .build()) {
      s3.putObject(r -> r.bucket(bucket.name()).key("k"), RequestBody.fromBytes(body));
      Content.assertSame(
          s3.getObjectAsBytes(r -> r.bucket(bucket.name()).key("k")).asByteArray(), body);
    }
    assertThat(signing.payloads.getFirst()).isEqualTo(Content.sha256(body));
  }

  @Test
  void streamOfUnknownLengthIsTaken(Bucket bucket) {
    byte[] body = Content.of(2_000_000);
    try (S3Client s3 = JavaSdk.client(bucket.endpoint())) {
      ContentStreamProvider stream = () -> new ByteArrayInputStream(body);
      s3.putObject(
          r -> r.bucket(bucket.name()).key("k"),
          RequestBody.fromContentProvider(stream, "application/x-test"));
      var back = s3.getObjectAsBytes(r -> r.bucket(bucket.name()).key("k"));
      Content.assertSame(back.asByteArray(), body);
      assertThat(back.response().contentType()).isEqualTo("application/x-test");
    }
  }

  @Test
  void headersMetadataAndRangesComeBack(Bucket bucket) {
    byte[] body = Content.of(10_000);
    try (S3Client s3 = JavaSdk.client(bucket.endpoint())) {
      s3.putObject(
          r ->
              r.bucket(bucket.name())
                  .key("k")
                  .metadata(Map.of("colour", "blue"))
                  .contentLanguage("de"),
          RequestBody.fromBytes(body));
      var part = s3.getObjectAsBytes(r -> r.bucket(bucket.name()).key("k").range("bytes=100-299"));
      GetObjectResponse head = part.response();
      assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(body, 100, 300));
      assertThat(head.contentRange()).isEqualTo("bytes 100-299/10000");
      assertThat(head.metadata()).containsExactlyEntriesOf(Map.of("colour", "blue"));
      assertThat(head.contentLanguage()).isEqualTo("de");
      assertThatThrownBy(() -> s3.getObject(r -> r.bucket(bucket.name()).key("absent")))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }

  @Test
  void conditionalWritesAreKept(Bucket bucket) {
    try (S3Client s3 = JavaSdk.client(bucket.endpoint())) {
      String name = bucket.name();
      String first =
          s3.putObject(r -> r.bucket(name).key("k").ifNoneMatch("*"), RequestBody.fromString("1"))
              .eTag();
      assertThatThrownBy(
              () ->
                  s3.putObject(
                      r -> r.bucket(name).key("k").ifNoneMatch("*"), RequestBody.fromString("2")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
      s3.putObject(r -> r.bucket(name).key("k").ifMatch(first), RequestBody.fromString("3"));
      assertThat(s3.getObjectAsBytes(r -> r.bucket(name).key("k")).asUtf8String()).isEqualTo("3");
    }
  }

  @Test
  void pagesAndBatchDeletionCoverEveryKey(Bucket bucket) {
    List<String> keys =
        IntStream.range(0, 25).mapToObj(i -> "pages/%02d ü😀".formatted(i)).toList();
    try (S3Client s3 = JavaSdk.client(bucket.endpoint())) {
      for (String key : keys) {
        s3.putObject(r -> r.bucket(bucket.name()).key(key), RequestBody.fromString(key));
      }
      var listed = s3.listObjectsV2Paginator(r -> r.bucket(bucket.name()).maxKeys(7)).contents();
      assertThat(listed.stream().map(S3Object::key)).containsExactlyElementsOf(keys);
      List<ObjectIdentifier> all =
          keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
      var deleted = s3.deleteObjects(r -> r.bucket(bucket.name()).delete(d -> d.objects(all)));
      assertThat(deleted.deleted()).hasSize(25);
      assertThat(s3.listObjectsV2(r -> r.bucket(bucket.name())).contents()).isEmpty();
    }
  }

  @Test
  void presignedRequestsWorkWithoutKeys(Bucket bucket) throws IOException, InterruptedException {
    byte[] body = Content.of(10_000);
    String key = "presigned/a b+c&d=e.txt";
    Duration minute = Duration.ofMinutes(1);
    try (S3Presigner signer = JavaSdk.presigner(bucket.endpoint());
        HttpClient http = HttpClient.newHttpClient()) {
      var put =
          signer.presignPutObject(
              p ->
                  p.signatureDuration(minute)
                      .putObjectRequest(r -> r.bucket(bucket.name()).key(key)));
      HttpResponse<String> stored =
          http.send(
              HttpRequest.newBuilder(URI.create(put.url().toString()))
                  .PUT(BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
      var get =
          signer.presignGetObject(
              p ->
                  p.signatureDuration(minute)
                      .getObjectRequest(r -> r.bucket(bucket.name()).key(key)));
      HttpResponse<byte[]> back =
          http.send(
              HttpRequest.newBuilder(URI.create(get.url().toString())).build(),
              BodyHandlers.ofByteArray());
      assertThat(back.statusCode()).isEqualTo(200);
      Content.assertSame(back.body(), body);
    }
  }
}
