package org.openfiles.door.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

class ChunkedPayloadTest {
  private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final User USER = new User("AK", "secret", "id", "name");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  private final Authenticator authenticator =
      new Authenticator(AuthSettings.DEFAULT, Users.of(List.of(USER)), CLOCK);
  private final Signer signer = new Signer(USER, "us-east-1", CLOCK);

  private TestRequest signed(String hash, long length, String... headers) throws Exception {
    Headers all =
        Headers.of(headers).toBuilder()
            .add("Host", "h")
            .add("x-amz-decoded-content-length", Long.toString(length))
            .build();
    return signer.sign(new TestRequest("PUT", "/b/k", all), hash);
  }

  private byte[] read(TestRequest request) throws IOException {
    return authenticator.authenticate(request).payload().readAll(1 << 20);
  }

  private void assertRefused(TestRequest request, String code) {
    assertThatThrownBy(() -> read(request))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error().code()).isEqualTo(code));
  }

  private static byte[] random(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    return data;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 20_000, 65_536})
  void chunksComeOutAsTheirBytesHoweverTheyArrive(int length) throws Exception {
    byte[] data = random(length);
    TestRequest request = signed(SIGNED, length);
    byte[] body = signer.chunks(request, data, 8192, "");
    for (int size : new int[] {1, 7, 4096, 8192, 100_000}) {
      Payload payload = authenticator.authenticate(request.withPieces(body, size)).payload();
      assertThat(payload.length()).hasValue(length);
      assertThat(payload.readAll(1 << 20)).isEqualTo(data);
      assertThat(payload.next()).isNull();
    }
  }

  @Test
  void everyCutOfABodyIsRead() throws Exception {
    byte[] data = "hello, world".getBytes(StandardCharsets.UTF_8);
    TestRequest request =
        signed(SIGNED_TRAILER, data.length, "x-amz-trailer", "x-amz-checksum-crc32");
    byte[] body = signer.chunks(request, data, 8192, "x-amz-checksum-crc32:/4dyaw==");
    for (int at = 0; at <= body.length; at++) {
      Payload payload = authenticator.authenticate(request.withCut(body, at)).payload();
      assertThat(payload.readAll(100)).isEqualTo(data);
      assertThat(payload.trailers()).isEqualTo(Headers.of("x-amz-checksum-crc32", "/4dyaw=="));
    }
  }

  @Test
  void everyChangedByteOfASignedBodyIsNoticed() throws Exception {
    byte[] data = "hello, world".getBytes(StandardCharsets.UTF_8);
    for (String trailer : new String[] {"", "x-amz-checksum-crc32:/4dyaw=="}) {
      TestRequest request =
          trailer.isEmpty()
              ? signed(SIGNED, data.length)
              : signed(SIGNED_TRAILER, data.length, "x-amz-trailer", "x-amz-checksum-crc32");
      byte[] body = signer.chunks(request, data, 8192, trailer);
      for (int i = 0; i < body.length; i++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] changed = body.clone();
          changed[i] ^= (byte) (1 << bit);
          // Names of headers ignore case, and so do the digits of a length.
          boolean sameText =
              (bit == 5 && isTrailerName(body, i, trailer)) || isLengthDigit(body, i, bit);
          if (sameText) {
            assertThat(read(request.withBody(changed))).isEqualTo(data);
          } else {
            assertThatThrownBy(() -> read(request.withBody(changed)))
                .as("byte %d bit %d of %s", i, bit, new String(body, StandardCharsets.US_ASCII))
                .isInstanceOf(S3Exception.class);
          }
        }
      }
    }
  }

  private static boolean isTrailerName(byte[] body, int index, String trailer) {
    int from = new String(body, StandardCharsets.ISO_8859_1).indexOf("x-amz-checksum-");
    return !trailer.isEmpty()
        && index >= from
        && index < from + trailer.indexOf(':')
        && Character.isLetter(body[index]);
  }

  private static boolean isLengthDigit(byte[] body, int index, int bit) {
    return index == 0 && bit == 5 && Character.isLetter(body[0]);
  }

  @Test
  void everyTruncationIsNoticed() throws Exception {
    byte[] data = "hello, world".getBytes(StandardCharsets.UTF_8);
    TestRequest request = signed(SIGNED, data.length);
    byte[] body = signer.chunks(request, data, 8192, "");
    for (int length = 0; length < body.length; length++) {
      assertRefused(request.withBody(Arrays.copyOf(body, length)), "IncompleteBody");
    }
    assertRefused(request.withBody(Arrays.copyOf(body, body.length + 1)), "IncompleteBody");
  }

  @Test
  void chunksCannotChangeTheirOrder() throws Exception {
    byte[] data = random(3 * 8192);
    TestRequest request = signed(SIGNED, data.length);
    byte[] body = signer.chunks(request, data, 8192, "");
    int chunk = body.length / 3;
    int size = 4 + ";chunk-signature=".length() + 64 + 2 + 8192 + 2;
    byte[] swapped = body.clone();
    System.arraycopy(body, 0, swapped, size, size);
    System.arraycopy(body, size, swapped, 0, size);
    assertThat(chunk).isGreaterThan(8192);
    assertRefused(request.withBody(swapped), "SignatureDoesNotMatch");
  }

  @Test
  void onlyTheLastChunkMayBeSmall() throws Exception {
    byte[] data = random(300);
    TestRequest request = signed(SIGNED, data.length);
    assertRefused(request.withBody(signer.chunks(request, data, 100, "")), "InvalidChunkSizeError");
  }

  @ParameterizedTest
  @CsvSource({"10, 8", "10, 12", "0, 1"})
  void aWrongDecodedLengthIsRefused(int announced, int actual) throws Exception {
    TestRequest request = signed(SIGNED, announced);
    byte[] body = signer.chunks(request, random(actual), 8192, "");
    assertRefused(request.withBody(body), "IncompleteBody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "12x", "-1", "+1", "9999999999999999999"})
  void aDecodedLengthThatIsNoNumberIsRefused(String length) throws Exception {
    TestRequest request =
        signer.sign(
            new TestRequest(
                "PUT", "/b/k", Headers.of("Host", "h", "x-amz-decoded-content-length", length)),
            UNSIGNED_TRAILER);
    assertRefused(request.withBody("0\r\n\r\n"), "MissingContentLength");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A\\r\\ndummy data\\r\\n0\\r\\nx-amz-checksum-crc64nvme:dPVWc2vU1+Q=\\r\\n\\r\\n | x-amz-checksum-crc64nvme | ",
        "a\\r\\ndummy data\\r\\n0\\r\\nX-Amz-Checksum-CRC64NVME: dPVWc2vU1+Q= \\r\\n\\r\\n | x-amz-checksum-crc64nvme | ",
        "A\\r\\ndummy data\\r\\n0\\r\\n\\r\\n | | ",
        "A\\ndummy data\\r\\n0\\r\\n\\r\\n | | IncompleteBody",
        "A\\r\\ndummy data0\\r\\n\\r\\n | | IncompleteBody",
        "A\\r\\nXYZ\\r\\ndummy data\\r\\n0\\r\\n\\r\\n | | IncompleteBody",
        "B\\r\\ndummy data\\r\\n0\\r\\n\\r\\n | | IncompleteBody",
        "A\\r\\ndummy data\\r\\n0\\r\\n | | IncompleteBody",
        "A\\r\\n | | IncompleteBody",
        "'' | | IncompleteBody",
        "invalid\\r\\ndummy data\\r\\n0\\r\\n\\r\\n | | IncompleteBody",
        "FFFFFFFFFFFFFFFF\\r\\ndummy data\\r\\n0\\r\\n\\r\\n | | IncompleteBody",
        "A;x=y\\r\\ndummy data\\r\\n0\\r\\n\\r\\n | | IncompleteBody",
        "A\\r\\ndummy data\\r\\n0\\r\\n\\r\\nx | | IncompleteBody",
        "A\\r\\ndummy data\\r\\n0\\r\\nx-amz-checksum-crc64nvme:dPVWc2vU1+Q=\\r\\n | x-amz-checksum-crc64nvme | IncompleteBody",
        "A\\r\\ndummy data\\r\\n0\\r\\n\\r\\n | x-amz-checksum-crc64nvme | MalformedTrailerError",
        "A\\r\\ndummy data\\r\\n0\\r\\n:dPVWc2vU1+Q=\\r\\n\\r\\n | x-amz-checksum-crc64nvme | MalformedTrailerError",
        "A\\r\\ndummy data\\r\\n0\\r\\nother:dPVWc2vU1+Q=\\r\\n\\r\\n | x-amz-checksum-crc64nvme | MalformedTrailerError",
        "A\\r\\ndummy data\\r\\n0\\r\\nx-amz-checksum-crc64nvme:dPVWc2vU1+Q=\\r\\n\\r\\n | | MalformedTrailerError"
      })
  void unsignedFramingIsReadOrRefused(String body, String trailer, String code) throws Exception {
    TestRequest request =
        trailer == null
            ? signed(UNSIGNED_TRAILER, 10)
            : signed(UNSIGNED_TRAILER, 10, "x-amz-trailer", trailer);
    TestRequest sent = request.withBody(body.replace("\\r", "\r").replace("\\n", "\n"));
    if (code == null) {
      assertThat(read(sent)).asString().isEqualTo("dummy data");
    } else {
      assertRefused(sent, code);
    }
  }

  @Test
  void anonymousRequestsHaveNoSignedChunks() {
    TestRequest request =
        new TestRequest(
            "PUT",
            "/b/k",
            Headers.of("x-amz-content-sha256", SIGNED, "x-amz-decoded-content-length", "5"));
    assertRefused(request, "InvalidRequest");
    assertRefused(
        request.with("x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"),
        "NotImplemented");
  }

  @Test
  void anonymousRequestsMayBeChunkedUnsigned() throws Exception {
    TestRequest request =
        new TestRequest(
                "PUT",
                "/b/k",
                Headers.of(
                    "x-amz-content-sha256",
                    UNSIGNED_TRAILER,
                    "x-amz-decoded-content-length",
                    "5",
                    "x-amz-trailer",
                    "x-amz-checksum-crc32"))
            .withBody("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n");
    assertThat(read(request)).asString().isEqualTo("hello");
  }

  @Test
  void aSignedPayloadHashIsVerifiedAtTheEnd() throws Exception {
    byte[] data = random(100_000);
    String hash = Hex.text(Hasher.newSha256().digest(data));
    TestRequest request =
        signer.sign(new TestRequest("PUT", "/b/k", Headers.of("Host", "h")), hash);
    assertThat(read(request.withPieces(data, 4096))).isEqualTo(data);
    byte[] changed = data.clone();
    changed[99_999] ^= 1;
    assertRefused(request.withPieces(changed, 4096), "XAmzContentSHA256Mismatch");
    assertRefused(request, "XAmzContentSHA256Mismatch");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void brokenFramingIsRefusedAndNothingElse(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] data = "hello, world".getBytes(StandardCharsets.UTF_8);
    TestRequest signed =
        signed(SIGNED_TRAILER, data.length, "x-amz-trailer", "x-amz-checksum-crc32");
    byte[] signedBody = signer.chunks(signed, data, 8192, "x-amz-checksum-crc32:/4dyaw==");
    TestRequest unsigned =
        signed(UNSIGNED_TRAILER, data.length, "x-amz-trailer", "x-amz-checksum-crc32");
    byte[] unsignedBody =
        "c\r\nhello, world\r\n0\r\nx-amz-checksum-crc32:/4dyaw==\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 5000; i++) {
      boolean first = random.nextBoolean();
      byte[] body = (first ? signedBody : unsignedBody).clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        body[random.nextInt(body.length)] = (byte) "0f;:=\r\n\0 -xA".charAt(random.nextInt(12));
      }
      int size = 1 + random.nextInt(body.length);
      try {
        byte[] read = read((first ? signed : unsigned).withPieces(body, size));
        assertThat(read).hasSize(data.length);
        if (first) {
          assertThat(read).isEqualTo(data);
        }
      } catch (S3Exception e) {
        assertThat(e.error().status()).as("seed=%d i=%d", seed, i).isBetween(400, 403);
      } catch (RuntimeException e) {
        fail("seed=" + seed + " i=" + i, e);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws-chunked | ''",
        "aws-chunked, aws-chunked | ''",
        "gzip,aws-chunked | gzip",
        "aws-chunked,gzip | gzip",
        "deflate, gzip, aws-chunked | deflate,gzip",
        "deflate, gzip | deflate, gzip",
        "gzip | gzip"
      })
  void chunkingIsNoEncodingOfTheObject(String sent, String stored) {
    assertThat(AwsChunked.strip(sent).orElse("")).isEqualTo(stored);
  }
}
