package org.openfiles.door.s3.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Request;

/// Opens the body of a request as the header `x-amz-content-sha256` says that it is to be read.
final class Payloads {
  static final String HASH_HEADER = "x-amz-content-sha256";
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final String STREAMING = "STREAMING-";
  private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_CHUNKS_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  private static final String ECDSA_CHUNKS = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD";
  private static final String ECDSA_CHUNKS_TRAILER =
      "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER";

  private Payloads() {}

  /// Whether nobody checks how a payload is signed.
  enum Signatures {
    VERIFIED,
    IGNORED
  }

  static void requireValid(String hash) throws S3Exception {
    boolean valid =
        switch (hash) {
          case UNSIGNED, UNSIGNED_TRAILER, SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER -> true;
          case ECDSA_CHUNKS, ECDSA_CHUNKS_TRAILER -> true;
          default -> Hex.isSha256(hash);
        };
    if (!valid) {
      throw S3Exception.argument(
          "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
              + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
              + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
              + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
          HASH_HEADER,
          hash);
    }
  }

  /// The payload of a request that is signed by no version 4.
  static Payload open(Request request, Signatures signatures) throws S3Exception {
    Optional<String> hash = request.headers().first(HASH_HEADER);
    if (hash.isEmpty()) {
      return new PlainPayload(request.body());
    }
    requireValid(hash.get());
    if (signatures == Signatures.IGNORED && hash.get().startsWith(STREAMING)) {
      return chunked(request, framing(hash.get()), Optional.empty());
    }
    return open(request, hash.get(), Optional.empty());
  }

  /// The payload of a request.
  ///
  /// @param hash a valid value of the header
  /// @param context empty when no signature of version 4 was verified
  static Payload open(Request request, String hash, Optional<SigningContext> context)
      throws S3Exception {
    return switch (hash) {
      case UNSIGNED -> new PlainPayload(request.body());
      case UNSIGNED_TRAILER -> chunked(request, framing(hash), Optional.empty());
      case SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER -> {
        if (context.isEmpty()) {
          throw S3Error.INVALID_REQUEST.exception(
              "Anonymous requests don't support this x-amz-content-sha256 value. Please use"
                  + " UNSIGNED-PAYLOAD or STREAMING-UNSIGNED-PAYLOAD-TRAILER.");
        }
        yield chunked(request, framing(hash), context.map(ChunkSignatures::new));
      }
      case ECDSA_CHUNKS, ECDSA_CHUNKS_TRAILER ->
          throw S3Error.NOT_IMPLEMENTED.exception(
              "Signatures by AWS4-ECDSA-P256-SHA256 are not implemented.");
      default -> hashed(request, hash.toLowerCase(Locale.ROOT));
    };
  }

  /// A body without bytes is verified at once, since nobody may ever read it.
  private static Payload hashed(Request request, String hash) throws S3Exception {
    if (request.body().length().equals(OptionalLong.of(0))) {
      if (!hash.equals(SignatureV4.EMPTY_SHA256)) {
        throw Sha256Payload.mismatch(hash, SignatureV4.EMPTY_SHA256);
      }
      return new PlainPayload(request.body());
    }
    return new Sha256Payload(request.body(), hash);
  }

  private static ChunkFraming framing(String hash) {
    return new ChunkFraming(!hash.equals(UNSIGNED_TRAILER), hash.endsWith("-TRAILER"));
  }

  private static Payload chunked(
      Request request, ChunkFraming framing, Optional<ChunkSignatures> signatures)
      throws S3Exception {
    Optional<String> trailer =
        request.headers().first("x-amz-trailer").map(name -> name.strip().toLowerCase(Locale.ROOT));
    return new ChunkedPayload(
        request.body(), decodedLength(request), framing, trailer, signatures.orElse(null));
  }

  private static long decodedLength(Request request) throws S3Exception {
    String value = request.headers().first("x-amz-decoded-content-length").orElse("");
    // At most 18 digits always fit.
    boolean number = !value.isEmpty() && value.length() <= 18;
    for (int i = 0; number && i < value.length(); i++) {
      number = value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    if (!number) {
      throw S3Error.MISSING_CONTENT_LENGTH.exception();
    }
    return Long.parseLong(value);
  }
}
