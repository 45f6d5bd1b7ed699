package org.openfiles.store.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Slice;
import org.openfiles.core.UnavailableException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Bytes of one version, as they come from the server. Where the connection breaks, it goes on from
/// there with the same version or, when that is no more,
/// [org.openfiles.core.PreconditionFailedException].
///
/// Each open reader holds a connection. A copy made of it on the server needs none of its bytes,
/// and closing one that was not read to its end drops the connection.
final class S3Reader implements ObjectReader {
  /// How often in a row a connection may break without one byte.
  private static final int BREAKS_MAX = 3;

  private static final int CHUNK = 1 << 16;

  /// Up to here it is cheaper to read what nobody wants than to make a new connection.
  private static final int DRAINED_BYTES_MAX = 1 << 16;

  private final Bucket bucket;
  private final Reads reads;
  private final ObjectInfo info;
  private final Slice slice;
  private @Nullable ResponseInputStream<GetObjectResponse> stream;
  private long done;
  private byte[] chunk = {};

  S3Reader(
      Bucket bucket,
      Reads reads,
      ObjectInfo info,
      Slice slice,
      @Nullable ResponseInputStream<GetObjectResponse> stream) {
    this.bucket = bucket;
    this.reads = reads;
    this.info = info;
    this.slice = slice;
    this.stream = stream;
  }

  @Override
  public ObjectInfo info() {
    return info;
  }

  @Override
  public Slice slice() {
    return slice;
  }

  Bucket bucket() {
    return bucket;
  }

  /// Whether all of its bytes are still to come.
  boolean isFresh() {
    return done == 0;
  }

  /// Whether the object is no more the version that is read.
  boolean isReplaced() throws IOException {
    try {
      return !reads.head(info.key()).etag().equals(info.etag());
    } catch (NoSuchFileException _) {
      return true;
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    long left = slice.length() - done;
    if (left == 0) {
      return -1;
    }
    int wanted = (int) Math.min(left, target.remaining());
    if (wanted == 0) {
      return 0;
    }
    for (int breaks = 0; ; breaks++) {
      InputStream bytes = stream();
      try {
        int length = readOnce(bytes, target, wanted);
        done += length;
        return length;
      } catch (IOException | SdkException e) {
        drop(breaks, e);
      }
    }
  }

  /// The bytes that are still to come, asked for now where they were not before.
  private ResponseInputStream<GetObjectResponse> stream() throws IOException {
    if (stream == null) {
      stream = reads.resume(info, new Slice(slice.position() + done, slice.length() - done));
    }
    return stream;
  }

  private int readOnce(InputStream stream, ByteBuffer target, int wanted) throws IOException {
    if (target.hasArray()) {
      int length = stream.read(target.array(), target.arrayOffset() + target.position(), wanted);
      requireMore(length);
      target.position(target.position() + length);
      return length;
    }
    if (chunk.length == 0) {
      chunk = new byte[CHUNK];
    }
    int length = stream.read(chunk, 0, Math.min(wanted, CHUNK));
    requireMore(length);
    target.put(chunk, 0, length);
    return length;
  }

  private void requireMore(int length) throws EOFException {
    if (length < 0) {
      throw new EOFException("cut off: key=" + info.key() + " position=" + done);
    }
  }

  private void drop(int breaks, Exception fault) throws IOException {
    abort();
    if (Thread.currentThread().isInterrupted()) {
      throw caused(new InterruptedIOException("interrupted: key=" + info.key()), fault);
    }
    if (breaks == BREAKS_MAX) {
      throw caused(
          new UnavailableException(
              info.key().value(), "breaks again and again: position=" + done, false),
          fault);
    }
  }

  private void abort() {
    if (stream != null) {
      stream.abort();
      stream = null;
    }
  }

  private static <T extends IOException> T caused(T fault, Exception cause) {
    fault.initCause(cause);
    return fault;
  }

  @Override
  public void close() throws IOException {
    if (stream == null || slice.length() - done > DRAINED_BYTES_MAX) {
      abort();
      return;
    }
    try {
      stream.close();
    } catch (IOException | SdkException _) {
      // Nobody waits for the rest, and the connection goes with it.
      abort();
    }
  }
}
