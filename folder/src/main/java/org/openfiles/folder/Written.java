package org.openfiles.folder;

import java.util.HexFormat;
import java.util.List;
import org.openfiles.core.Checksum;
import org.openfiles.core.ETag;

/// Content that lies in a file, verified.
record Written(long size, Checksum md5, List<Checksum> checksums) {
  Written {
    checksums = List.copyOf(checksums);
  }

  ETag etag() {
    return new ETag(HexFormat.of().formatHex(md5.bytes()));
  }
}
