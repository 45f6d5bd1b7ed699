package org.openfiles.door.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openfiles.core.MemoryVolumes;
import org.openfiles.door.s3.auth.Signer;
import org.openfiles.door.s3.auth.TestRequest;
import org.openfiles.http.Headers;

class SignedRequestTest {
  private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "hallo".getBytes(StandardCharsets.UTF_8);

  private final Signer signer = new Signer(TestDoor.ALICE, "us-east-1", InstantSource.system());
  private TestDoor door;

  @BeforeEach
  void start() throws Exception {
    door = TestDoor.guarded(new MemoryVolumes(InstantSource.system(), new Random(1)));
    send("PUT", "/bucket", new byte[0]);
  }

  @AfterEach
  void stop() throws IOException {
    door.close();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static TestRequest request(String method, String target) {
    return new TestRequest(method, target, Headers.of("Host", "127.0.0.1"));
  }

  private Answer send(TestRequest signed, byte[] body) throws IOException {
    List<String> headers = new ArrayList<>();
    signed.headers().forEach((name, value) -> headers.add(name + ": " + value));
    return door.send(signed.method(), signed.target(), body, headers.toArray(String[]::new));
  }

  private Answer send(String method, String target, byte[] body) throws Exception {
    return send(signer.sign(request(method, target), sha256(body)), body);
  }

  @Test
  void whatIsSignedIsDone() throws Exception {
    assertThat(send("PUT", "/bucket/a%20b", BODY).outcome()).isEqualTo("200");
    assertThat(send("GET", "/bucket/a%20b", new byte[0]).text()).isEqualTo("hello");
    assertThat(send("GET", "/bucket?list-type=2&prefix=a%20", new byte[0]).all("Key"))
        .containsExactly("a b");
    assertThat(door.get("/bucket/a%20b").outcome()).isEqualTo("403 AccessDenied");
  }

  @Test
  void otherBytesThanThoseSignedLeaveNothing() throws Exception {
    TestRequest signed = signer.sign(request("PUT", "/bucket/k"), sha256(BODY));
    assertThat(send(signed, OTHER).outcome()).isEqualTo("400 XAmzContentSHA256Mismatch");
    assertThat(send("HEAD", "/bucket/k", new byte[0]).status()).isEqualTo(404);
    assertThat(send(signed.withTarget("/bucket/other"), BODY).outcome())
        .isEqualTo("403 SignatureDoesNotMatch");
  }

  @Test
  void chunksAreVerifiedOneByOne() throws Exception {
    TestRequest plain = request("PUT", "/bucket/k").with("x-amz-decoded-content-length", "5");
    TestRequest signed = signer.sign(plain, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    byte[] chunks = signer.chunks(signed, BODY, 8192, "");
    assertThat(send(signed, chunks).outcome()).isEqualTo("200");
    assertThat(send("GET", "/bucket/k", new byte[0]).text()).isEqualTo("hello");
    byte[] forged = signer.chunks(signed, BODY, 8192, "");
    forged[new String(forged, StandardCharsets.ISO_8859_1).indexOf("hel")] = 'j';
    assertThat(send(signed, forged).outcome()).isEqualTo("403 SignatureDoesNotMatch");
    assertThat(send("GET", "/bucket/k", new byte[0]).text()).isEqualTo("hello");
  }
}
