package org.openfiles.door.s3.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.RunningChecksum;
import org.openfiles.door.s3.checksum.ChecksumNames;
import org.openfiles.door.s3.checksum.RequestedChecksum;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// The payload of a request as the content of an object: verified against what was signed (by the
/// [Payload]) and against the checksum that a header or a trailing header states.
public final class VerifiedContent implements Content.Arriving {
  private final Payload payload;
  private final RequestedChecksum requested;
  private final @Nullable RunningChecksum running;
  private List<Checksum> checksums = List.of();
  private boolean ended;

  public VerifiedContent(Payload payload, RequestedChecksum requested) {
    this.payload = payload;
    this.requested = requested;
    running = requested.algorithm().map(RunningChecksum::of).orElse(null);
  }

  @Override
  public OptionalLong length() {
    return payload.length();
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    ByteBuffer piece = payload.next();
    if (piece == null) {
      verify();
    } else if (running != null) {
      running.update(piece);
    }
    return piece;
  }

  @Override
  public List<Checksum> checksums() {
    if (!ended) {
      throw new IllegalStateException("checksums are known after the end");
    }
    return checksums;
  }

  private void verify() throws S3Exception {
    if (ended) {
      return;
    }
    ended = true;
    if (running == null) {
      return;
    }
    ChecksumAlgorithm algorithm = running.algorithm();
    Checksum computed = running.finish();
    Optional<Checksum> expected =
        requested.trailing() ? Optional.of(trailing(algorithm)) : requested.expected();
    if (expected.isPresent() && !MessageDigest.isEqual(computed.bytes(), expected.get().bytes())) {
      throw S3Error.BAD_DIGEST.exception(
          "The " + algorithm + " you specified did not match the calculated checksum.");
    }
    checksums = List.of(computed);
  }

  private Checksum trailing(ChecksumAlgorithm algorithm) throws S3Exception {
    String header = ChecksumNames.header(algorithm);
    Optional<String> value = payload.trailers().first(header);
    if (value.isEmpty()) {
      throw S3Error.MALFORMED_TRAILER.exception();
    }
    Optional<Checksum> checksum = ChecksumNames.parse(algorithm, value.get());
    if (checksum.isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception(
          "Value for " + header + " trailing header is invalid.");
    }
    return checksum.get();
  }
}
