package org.openfiles.door.s3.auth;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Signs requests and chunks as a client does, by version 4.
public final class Signer {
  private final User user;
  private final String region;
  private final SigningTime time;

  public Signer(User user, String region, InstantSource clock) {
    this.user = user;
    this.region = region;
    time = SigningTime.of(clock.instant());
  }

  /// The same request with date, payload hash and authorization; all its headers are signed.
  public TestRequest sign(TestRequest request, String payloadHash) throws Exception {
    TestRequest dated =
        request.with("x-amz-date", time.text()).with("x-amz-content-sha256", payloadHash);
    Set<String> names = new TreeSet<>();
    dated.headers().names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    String signedHeaders = String.join(";", names);
    CredentialScope scope = CredentialScope.of(user, time.date(), region);
    CanonicalRequest canonical =
        new CanonicalRequest(
            dated.method(),
            dated.rawPath(),
            dated.rawQuery(),
            dated.headers(),
            signedHeaders,
            payloadHash);
    Hasher hasher = Hasher.borrow();
    byte[] key = new SigningKeys().of(hasher, user, scope);
    byte[] signature = SignatureV4.sign(hasher, key, time, scope, canonical);
    Hasher.giveBack(hasher);
    return dated.with(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential="
            + user.accessKey()
            + "/"
            + scope.scope()
            + ", SignedHeaders="
            + signedHeaders
            + ", Signature="
            + new String(signature, StandardCharsets.US_ASCII));
  }

  /// A body framed and signed in chunks, for a request that is signed already.
  public byte[] chunks(TestRequest signed, byte[] data, int chunkSize, String trailer)
      throws Exception {
    CredentialScope scope = CredentialScope.of(user, time.date(), region);
    Hasher hasher = Hasher.borrow();
    byte[] key = new SigningKeys().of(hasher, user, scope);
    String authorization = signed.headers().first("Authorization").orElseThrow();
    String previous = authorization.substring(authorization.indexOf("Signature=") + 10);
    ByteText body = new ByteText();
    for (int at = 0; at <= data.length; at += chunkSize) {
      int size = Math.min(chunkSize, data.length - at);
      byte[] chunk = java.util.Arrays.copyOfRange(data, at, at + size);
      previous = chunkSignature(hasher, key, scope, previous, chunk);
      if (size > 0) {
        head(body, size, previous).append(chunk).append("\r\n");
      }
      if (size == 0) {
        break;
      }
      if (size < chunkSize) {
        previous = chunkSignature(hasher, key, scope, previous, new byte[0]);
        break;
      }
    }
    head(body, 0, previous);
    if (!trailer.isEmpty()) {
      byte[] hash = Hex.ascii(hasher.sha256(new ByteText().append(trailer + "\n")));
      ByteText text =
          new ByteText()
              .append("AWS4-HMAC-SHA256-TRAILER\n" + time.text() + "\n" + scope.scope() + "\n")
              .append(previous + "\n")
              .append(hash);
      body.append(trailer + "\r\n");
      body.append("x-amz-trailer-signature:" + Hex.text(hasher.hmac(key, text)) + "\r\n");
    }
    Hasher.giveBack(hasher);
    return body.append("\r\n").toBytes();
  }

  private static ByteText head(ByteText body, int size, String signature) {
    return body.append(Integer.toHexString(size) + ";chunk-signature=" + signature + "\r\n");
  }

  private String chunkSignature(
      Hasher hasher, byte[] key, CredentialScope scope, String previous, byte[] chunk) {
    byte[] hash = Hex.ascii(hasher.sha256(new ByteText().append(chunk)));
    ByteText text =
        new ByteText()
            .append("AWS4-HMAC-SHA256-PAYLOAD\n" + time.text() + "\n" + scope.scope() + "\n")
            .append(previous + "\n" + SignatureV4.EMPTY_SHA256 + "\n")
            .append(hash);
    return Hex.text(hasher.hmac(key, text));
  }
}
