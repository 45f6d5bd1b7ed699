package org.openfiles.store.azure;

import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.RunningChecksum;

/// Writes one blob out of bytes that arrive: with one call if they fit one block, otherwise block
/// by block, published by a list of them at the end. Used by one thread, once.
///
/// Azure keeps one set of unpublished blocks per blob, and drops it when anything is published
/// there. So of two writes in blocks that meet at one key, the later may find its blocks gone: that
/// is a [org.openfiles.core.ConflictException], and nothing of it is published. What a failed write
/// leaves is invisible, and collected by Azure after a week.
final class Writer {
  /// How many blocks a blob may have (Put Block List, remarks).
  private static final int BLOCKS_MAX = 50_000;

  /// After so many blocks they get twice as large, so that no object is too long for its blocks.
  private static final int BLOCKS_OF_ONE_SIZE = 10_000;

  /// What an array can hold, with room to spare.
  private static final int BLOCK_BYTES_MAX = 1 << 30;

  private final Target target;
  private final BlockId.Nonce nonce;
  private final int blockBytes;
  private final RunningChecksum md5 = RunningChecksum.of(ChecksumAlgorithm.MD5);
  private final List<BlockId> staged = new ArrayList<>();
  private Block block;
  private long size;

  Writer(Target target, BlockId.Nonce nonce, int blockBytes) {
    this.target = target;
    this.nonce = nonce;
    this.blockBytes = blockBytes;
    this.block = new Block(blockBytes);
  }

  ObjectInfo write(Bytes bytes, ObjectMetadata metadata, Optional<Checksum> announced)
      throws IOException {
    for (ByteBuffer next = bytes.next(); next != null; next = bytes.next()) {
      md5.update(next);
      size += next.remaining();
      while (next.hasRemaining()) {
        if (block.isFull()) {
          stage();
        }
        block.take(next);
      }
    }
    Checksum actual = md5.finish();
    if (announced.isPresent() && !announced.get().equals(actual)) {
      throw new CorruptDataException(
          target.key().value(),
          "md5 differs: announced=" + announced.get().base64() + " is=" + actual.base64());
    }
    Description description = Description.of(metadata, bytes.checksums());
    Headers headers = Headers.keepable(metadata.headers(), new Headers.Md5Bytes(actual.bytes()));
    if (staged.isEmpty()) {
      return target.upload(block, description, headers);
    }
    if (!block.isEmpty()) {
      stage();
    }
    return target.commit(staged, size, description, headers);
  }

  private void stage() throws IOException {
    if (staged.size() == BLOCKS_MAX) {
      throw new IllegalArgumentException(
          "longer than azure can hold: key=" + target.key() + " bytes=" + size);
    }
    BlockId id = BlockId.ofWhole(nonce, staged.size());
    AzureFaults.translated(
        target.key().value(),
        () ->
            target
                .container()
                .blob(target.name())
                .stageBlockWithResponse(
                    new BlockBlobStageBlockOptions(id.base64(), block.data()), null, null));
    staged.add(id);
    if (staged.size() % BLOCKS_OF_ONE_SIZE == 0) {
      int doublings = staged.size() / BLOCKS_OF_ONE_SIZE;
      block = new Block((int) Math.min((long) blockBytes << doublings, BLOCK_BYTES_MAX));
    } else {
      block.clear();
    }
  }
}
