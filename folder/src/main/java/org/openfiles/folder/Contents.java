package org.openfiles.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.DigestMismatchException;
import org.openfiles.core.Key;
import org.openfiles.posix.Fd;

/// Writes content into new files.
final class Contents {
  private final HashLanes lanes;
  private final boolean fsync;
  private final Copies copies;

  Contents(HashLanes lanes, boolean fsync) {
    this.lanes = lanes;
    this.fsync = fsync;
    this.copies = new Copies(lanes);
  }

  /// @param wanted which checksums to keep, where the content is stored elsewhere
  /// @throws DigestMismatchException when the bytes have another MD5 than announced
  Written write(
      Key key, Content content, Fd target, Optional<Checksum> md5, Set<ChecksumAlgorithm> wanted)
      throws IOException {
    Written written =
        switch (content) {
          case Content.Arriving arriving -> receive(arriving, target);
          case Content.Stored stored -> copies.copy(stored.reader(), target, wanted);
        };
    if (md5.isPresent() && !md5.get().equals(written.md5())) {
      throw new DigestMismatchException(key, md5.get(), written.md5());
    }
    return written;
  }

  private Written receive(Content.Arriving content, Fd target) throws IOException {
    try (Md5 md5 = new Md5(lanes)) {
      WriteBack writeBack = new WriteBack(target, fsync);
      long size = 0;
      for (ByteBuffer next = content.next(); next != null; next = content.next()) {
        md5.update(next);
        while (next.hasRemaining()) {
          size += target.write(next, size);
        }
        writeBack.written(size);
      }
      return new Written(size, md5.finish(), content.checksums());
    }
  }
}
