package org.openfiles.store.azure;

import com.azure.storage.blob.models.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.PartInfo;

/// Which parts an object was uploaded in: its blocks tell, since their ids say what part each
/// belongs to. Checksums of the parts are not among what an id has room for.
final class PartLists {
  /// A part without bytes has no block that could tell its etag: this is the MD5 of nothing.
  private static final ETag NOTHING = new ETag("d41d8cd98f00b204e9800998ecf8427e");

  private final Blobs blobs;

  PartLists(Blobs blobs) {
    this.blobs = blobs;
  }

  /// The parts, ascending; none for an object that was uploaded whole.
  ///
  /// @throws MovedException when the blob is of another version by now
  List<PartInfo> of(Key key, String name, BlobVersion version) throws IOException {
    Optional<Made> made = version.description().made();
    int count = version.info().partCount();
    if (made.isEmpty() || count == 0) {
      return List.of();
    }
    List<PartInfo> parts = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      parts.add(new PartInfo(number, 0, NOTHING, version.info().lastModified(), List.of()));
    }
    long size = 0;
    for (Block block : blobs.blocks(key, name)) {
      Optional<BlockId> id =
          BlockId.parse(block.getName()).filter(each -> belongs(each, made.get()));
      if (id.isPresent() && id.get().part() >= 1 && id.get().part() <= count) {
        size += block.getSizeLong();
        parts.set(id.get().part() - 1, grown(parts.get(id.get().part() - 1), id.get(), block));
      }
    }
    if (size != version.info().size()) {
      if (blobs.head(key, name).etag().equals(version.etag())) {
        // Another tool's copy: it took the metadata along, and not the blocks.
        return List.of();
      }
      throw new MovedException(key);
    }
    return parts;
  }

  private static boolean belongs(BlockId id, Made made) {
    return Nonces.hex(id.write()).equals(made.upload());
  }

  private static PartInfo grown(PartInfo part, BlockId id, Block block) {
    return new PartInfo(
        part.number(),
        part.size() + block.getSizeLong(),
        id.etag(),
        id.lastModified(),
        part.checksums());
  }
}
