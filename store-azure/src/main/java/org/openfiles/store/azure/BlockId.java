package org.openfiles.store.azure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.openfiles.core.ETag;

/// The name of a block: which write it belongs to, and which part of an upload it came from.
///
/// Azure keeps the ids of a blob's blocks with it, and so what parts the object was made of. All
/// ids of a blob must have one length: they have the greatest there is.
///
/// @param write random, so that writes of one key that meet do not take each other's blocks
/// @param part counted from 1; 0 for an object that is written whole
/// @param index of the block in the write
/// @param etag of the part
record BlockId(Nonce write, int part, int index, ETag etag, Instant lastModified) {
  private static final int BYTES = 64;
  private static final int ETAG_BYTES = 32;
  private static final ETag NO_PART = new ETag("-");

  /// 128 random bits.
  record Nonce(long high, long low) {}

  static BlockId ofWhole(Nonce write, int index) {
    return new BlockId(write, 0, index, NO_PART, Instant.EPOCH);
  }

  String base64() {
    byte[] tag = etag.value().getBytes(StandardCharsets.US_ASCII);
    if (tag.length > ETAG_BYTES) {
      throw new IllegalStateException("azure's etags are shorter: " + etag.value());
    }
    ByteBuffer id = ByteBuffer.allocate(BYTES);
    id.putLong(write.high()).putLong(write.low()).putInt(part).putInt(index);
    id.putLong(lastModified.getEpochSecond()).put(tag);
    return Base64.getEncoder().encodeToString(id.array());
  }

  /// The id in a text; empty when it is none of ours.
  static Optional<BlockId> parse(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      // Azure gives only base64: then this is no block of ours either.
      return Optional.empty();
    }
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    ByteBuffer id = ByteBuffer.wrap(bytes);
    Nonce write = new Nonce(id.getLong(), id.getLong());
    int part = id.getInt();
    int index = id.getInt();
    Instant time = Instant.ofEpochSecond(id.getLong());
    String tag = new String(bytes, id.position(), ETAG_BYTES, StandardCharsets.US_ASCII);
    String etag = tag.replace("\0", "");
    return etag.isEmpty()
        ? Optional.empty()
        : Optional.of(new BlockId(write, part, index, new ETag(etag), time));
  }
}
