package org.openfiles.store.azure;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.stream.Stream;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.Slice;

/// Reads one version of a blob as it arrives.
///
/// The answer to one request is of one version. When it is cut, the client asks for the rest of
/// that version only; if the blob was changed meanwhile, reading ends with a [ConflictException].
/// Used by one thread.
final class AzureReader implements ObjectReader {
  private final AzureContainer container;
  private final String name;
  private final BlobVersion version;
  private final Slice slice;
  private final Stream<ByteBuffer> stream;
  private final Iterator<ByteBuffer> chunks;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private long remaining;

  AzureReader(
      AzureContainer container,
      String name,
      BlobVersion version,
      Slice slice,
      Stream<ByteBuffer> stream) {
    this.container = container;
    this.name = name;
    this.version = version;
    this.slice = slice;
    this.stream = stream;
    // Begins to receive, so that closing always has something to cancel.
    this.chunks = stream.iterator();
    this.remaining = slice.length();
  }

  AzureContainer container() {
    return container;
  }

  String blobName() {
    return name;
  }

  BlobVersion version() {
    return version;
  }

  @Override
  public ObjectInfo info() {
    return version.info();
  }

  @Override
  public Slice slice() {
    return slice;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    while (!chunk.hasRemaining()) {
      chunk = next();
    }
    int length = (int) Math.min(Math.min(chunk.remaining(), target.remaining()), remaining);
    target.put(chunk.slice().limit(length));
    chunk.position(chunk.position() + length);
    remaining -= length;
    return length;
  }

  private ByteBuffer next() throws IOException {
    String key = info().key().value();
    try {
      if (!chunks.hasNext()) {
        throw new EOFException("cut off: key=" + key + " missing=" + remaining);
      }
      return chunks.next();
    } catch (RuntimeException e) {
      IOException fault = AzureFaults.translate(key, e);
      if (fault instanceof PreconditionFailedException
          || fault instanceof java.nio.file.NoSuchFileException) {
        ConflictException changed = new ConflictException(key, "changed while it was read");
        changed.initCause(fault);
        throw changed;
      }
      throw fault;
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
