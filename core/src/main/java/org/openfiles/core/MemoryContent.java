package org.openfiles.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Content that was read to its end, verified.
record MemoryContent(MemoryObject.Bytes bytes, Checksum md5, List<Checksum> checksums) {

  static MemoryContent read(
      Key key, Content content, Optional<Checksum> md5, Set<ChecksumAlgorithm> wanted)
      throws IOException {
    byte[] bytes =
        switch (content) {
          case Content.Arriving arriving -> read(arriving);
          case Content.Stored stored -> read(stored.reader());
        };
    Checksum actual = checksum(ChecksumAlgorithm.MD5, bytes);
    if (md5.isPresent() && !md5.get().equals(actual)) {
      throw new DigestMismatchException(key, md5.get(), actual);
    }
    List<Checksum> checksums =
        switch (content) {
          case Content.Arriving arriving -> arriving.checksums();
          case Content.Stored _ -> {
            List<Checksum> computed = new ArrayList<>();
            wanted.stream().sorted().forEach(each -> computed.add(checksum(each, bytes)));
            yield computed;
          }
        };
    return new MemoryContent(new MemoryObject.Bytes(bytes), actual, checksums);
  }

  int size() {
    return bytes.array().length;
  }

  ETag etag() {
    return new ETag(HexFormat.of().formatHex(md5.bytes()));
  }

  private static byte[] read(Content.Arriving content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteBuffer next = content.next(); next != null; next = content.next()) {
      byte[] chunk = new byte[next.remaining()];
      next.get(chunk);
      bytes.writeBytes(chunk);
    }
    return bytes.toByteArray();
  }

  private static byte[] read(ObjectReader reader) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(reader.slice().length()));
    while (bytes.hasRemaining() && reader.read(bytes) >= 0) {}
    return bytes.array();
  }

  private static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
    RunningChecksum sum = RunningChecksum.of(algorithm);
    sum.update(ByteBuffer.wrap(bytes));
    return sum.finish();
  }
}
