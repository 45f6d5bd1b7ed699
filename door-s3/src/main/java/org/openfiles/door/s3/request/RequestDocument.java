package org.openfiles.door.s3.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.RunningChecksum;
import org.openfiles.door.s3.auth.VerifiedContent;
import org.openfiles.door.s3.checksum.ContentMd5;
import org.openfiles.door.s3.checksum.RequestedChecksum;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// The body of a request that is a document: read whole, bounded, and held against every digest
/// that the client sent along.
final class RequestDocument {
  /// 10,000 parts of a multipart upload with their checksums fit.
  private static final int BYTES_MAX = 4 << 20;

  private RequestDocument() {}

  static byte[] read(S3Request request, RequestedChecksum checksum) throws IOException {
    Optional<Checksum> md5 = ContentMd5.of(request.headers());
    VerifiedContent content = new VerifiedContent(request.payload(), checksum);
    if (content.length().orElse(0) > BYTES_MAX) {
      throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED.exception();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) content.length().orElse(512));
    for (ByteBuffer piece = content.next(); piece != null; piece = content.next()) {
      if (piece.remaining() > BYTES_MAX - bytes.size()) {
        throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED.exception();
      }
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      bytes.writeBytes(copy);
    }
    byte[] document = bytes.toByteArray();
    if (md5.isPresent()) {
      verify(document, md5.get());
    }
    return document;
  }

  private static void verify(byte[] document, Checksum expected) throws S3Exception {
    RunningChecksum md5 = RunningChecksum.of(ChecksumAlgorithm.MD5);
    md5.update(ByteBuffer.wrap(document));
    Checksum calculated = md5.finish();
    if (!calculated.equals(expected)) {
      throw S3Error.BAD_DIGEST
          .exception()
          .with("ExpectedDigest", expected.base64())
          .with("CalculatedDigest", calculated.base64());
    }
  }
}
