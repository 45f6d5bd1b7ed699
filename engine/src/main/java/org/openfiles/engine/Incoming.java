package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.ETag;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PutRequest;
import org.openfiles.core.RunningChecksum;
import org.openfiles.engine.content.Base;
import org.openfiles.engine.content.ContentCache;

/// The bytes of an object that is put, in the content cache and on the disk, but nobody's yet: a
/// file takes them, or closing drops them.
final class Incoming implements AutoCloseable {
  private static final int BLOCK = 256 << 10;
  private static final int NUMBERS = 256;

  private final Index index;
  private final ContentCache contents;
  private final org.openfiles.engine.content.Content content;
  private long size;
  private ETag etag = new ETag("none");
  private List<Checksum> checksums = List.of();
  private boolean taken;

  private Incoming(
      Index index, ContentCache contents, org.openfiles.engine.content.Content content) {
    this.index = index;
    this.contents = contents;
    this.content = content;
  }

  /// Where bytes come in. Numbers for them are taken from the index many at a time.
  static final class Source {
    private final Index index;
    private final ContentCache contents;
    private long next;
    private long end;

    Source(Index index, ContentCache contents) {
      this.index = index;
      this.contents = contents;
    }

    /// Returns when all bytes are on the disk, and are what they were announced to be.
    Incoming receive(PutRequest request) throws IOException {
      Incoming incoming = new Incoming(index, contents, contents.open(number(), () -> Base.NONE));
      boolean done = false;
      try {
        incoming.take(request);
        done = true;
      } finally {
        if (!done) {
          incoming.close();
        }
      }
      return incoming;
    }

    private synchronized long number() throws IOException {
      if (next == end) {
        next = index.change(edit -> edit.newContents(NUMBERS));
        end = next + NUMBERS;
      }
      return next++;
    }
  }

  private void take(PutRequest request) throws IOException {
    RunningChecksum md5 = RunningChecksum.of(ChecksumAlgorithm.MD5);
    switch (request.content()) {
      case Content.Arriving arriving -> {
        for (ByteBuffer next = arriving.next(); next != null; next = arriving.next()) {
          md5.update(next);
          append(next);
        }
        checksums = arriving.checksums();
      }
      case Content.Stored(ObjectReader reader) -> copy(reader, md5, request.checksums());
    }
    Checksum actual = md5.finish();
    if (request.md5().isPresent() && !request.md5().get().equals(actual)) {
      throw new CorruptDataException(
          request.key().value(),
          "md5 differs: announced=%s is=%s"
              .formatted(request.md5().get().base64(), actual.base64()));
    }
    etag = new ETag(HexFormat.of().formatHex(actual.bytes()));
    content.sync();
  }

  private void copy(ObjectReader reader, RunningChecksum md5, Set<ChecksumAlgorithm> wanted)
      throws IOException {
    List<RunningChecksum> sums = wanted.stream().sorted().map(RunningChecksum::of).toList();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (reader.read(block.clear()) >= 0) {
      block.flip();
      md5.update(block);
      sums.forEach(sum -> sum.update(block));
      append(block);
    }
    List<Checksum> computed = new ArrayList<>();
    sums.forEach(sum -> computed.add(sum.finish()));
    checksums = computed;
  }

  private void append(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    content.write(size, bytes);
    size += length;
  }

  long size() {
    return size;
  }

  ObjectRow.Facts facts(long modified) {
    return new ObjectRow.Facts(etag, modified, checksums, 0);
  }

  /// Makes them the bytes of a file, in a change.
  void become(Edit edit, Node node, long now) throws IOException {
    if (node.content != 0) {
      contents.remove(node.content, edit.transaction());
    }
    content.commit(edit.transaction());
    node.content = content.id();
    node.size = size;
    node.modified = now;
    node.changed = now;
    node.written = now;
    node.bytesChanged = true;
  }

  /// They are a file's: the change was made.
  void taken() {
    taken = true;
  }

  @Override
  public void close() throws IOException {
    content.close();
    if (!taken) {
      index.change(
          edit -> {
            contents.remove(content.id(), edit.transaction());
            return null;
          });
    }
  }
}
