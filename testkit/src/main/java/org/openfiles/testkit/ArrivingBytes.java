package org.openfiles.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.Content;

/// Bytes that arrive in chunks, as from a network: the buffer is used again for the next one.
public final class ArrivingBytes implements Content.Arriving {
  private final byte[] bytes;
  private final OptionalLong length;
  private final List<Checksum> checksums;
  private final Callable<Void> end;
  private final ByteBuffer buffer;
  private int position;
  private boolean ended;

  private ArrivingBytes(
      byte[] bytes,
      OptionalLong length,
      List<Checksum> checksums,
      Callable<Void> end,
      ByteBuffer buffer) {
    this.bytes = bytes;
    this.length = length;
    this.checksums = checksums;
    this.end = end;
    this.buffer = buffer;
  }

  public static ArrivingBytes of(byte[] bytes) {
    return new ArrivingBytes(
        bytes, OptionalLong.of(bytes.length), List.of(), () -> null, ByteBuffer.allocate(8192));
  }

  /// The same, of a length that nobody tells before.
  public ArrivingBytes ofUnknownLength() {
    return new ArrivingBytes(bytes, OptionalLong.empty(), checksums, end, buffer);
  }

  /// The same, in direct buffers of a size.
  public ArrivingBytes inDirectChunksOf(int size) {
    return new ArrivingBytes(bytes, length, checksums, end, ByteBuffer.allocateDirect(size));
  }

  public ArrivingBytes withChecksums(Checksum... replacement) {
    return new ArrivingBytes(bytes, length, List.of(replacement), end, buffer);
  }

  /// The same, but something happens where the end would be told: a fault, or another call.
  public ArrivingBytes thatEndsWith(Callable<Void> replacement) {
    return new ArrivingBytes(bytes, length, checksums, replacement, buffer);
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (position == bytes.length) {
      end();
      return null;
    }
    int size = Math.min(buffer.capacity(), bytes.length - position);
    buffer.clear().put(bytes, position, size).flip();
    position += size;
    return buffer;
  }

  private void end() throws IOException {
    ended = true;
    try {
      end.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Checksum> checksums() {
    if (!ended) {
      throw new IllegalStateException("asked before the end");
    }
    return checksums;
  }
}
