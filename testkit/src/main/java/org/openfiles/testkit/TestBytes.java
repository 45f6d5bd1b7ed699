package org.openfiles.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.RunningChecksum;

/// Bytes for tests: random ones, and those that a reader gives.
public final class TestBytes {
  private TestBytes() {}

  /// Random bytes, the same for the same seed.
  public static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Everything that a reader still has.
  public static byte[] read(ObjectReader reader) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(10_007);
    while (reader.read(buffer.clear()) >= 0) {
      bytes.write(buffer.array(), 0, buffer.position());
    }
    return bytes.toByteArray();
  }

  public static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
    RunningChecksum sum = RunningChecksum.of(algorithm);
    sum.update(ByteBuffer.wrap(bytes));
    return sum.finish();
  }
}
