package org.openfiles.store.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import software.amazon.awssdk.core.sync.RequestBody;

/// Content that has arrived whole and can be sent again and again: in memory while it is small, in
/// a temporary file otherwise, which closing removes.
final class Spool implements AutoCloseable {
  private final RequestBody body;
  private final long length;
  private final Checksum md5;
  private final @Nullable Path file;

  private Spool(RequestBody body, long length, Checksum md5, @Nullable Path file) {
    this.body = body;
    this.length = length;
    this.md5 = md5;
    this.file = file;
  }

  static Spool of(Content content, int memoryBytes) throws IOException {
    Buffered buffered = Buffered.of(content);
    MessageDigest md5 = ETags.md5();
    Buffered.Piece first = buffered.next(memoryBytes);
    md5.update(first.buffer());
    if (first.last()) {
      return new Spool(body(first), first.length(), checksum(md5), null);
    }
    Path file = Files.createTempFile("openfiles-part-", null);
    try {
      long length = write(file, first, buffered, md5);
      return new Spool(RequestBody.fromFile(file), length, checksum(md5), file);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  static RequestBody body(Buffered.Piece piece) {
    return RequestBody.fromRemainingByteBuffer(piece.buffer());
  }

  private static long write(Path file, Buffered.Piece first, Buffered rest, MessageDigest md5)
      throws IOException {
    long length = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (Buffered.Piece piece = first; ; piece = rest.next(first.length())) {
        if (length > 0) {
          md5.update(piece.buffer());
        }
        length += piece.length();
        for (ByteBuffer bytes = piece.buffer(); bytes.hasRemaining(); ) {
          channel.write(bytes);
        }
        if (piece.last()) {
          return length;
        }
      }
    }
  }

  private static Checksum checksum(MessageDigest md5) {
    return Checksum.of(ChecksumAlgorithm.MD5, md5.digest());
  }

  RequestBody body() {
    return body;
  }

  long length() {
    return length;
  }

  Checksum md5() {
    return md5;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
