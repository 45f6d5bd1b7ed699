package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;

/// Learns what listings don't tell: owner, mode and times that some tool left in an object's
/// metadata, and that it stands for a link. Asked once for each version, when somebody looks at
/// this very file.
final class Details {
  private static final int TARGET_BYTES_MAX = 4095;

  private final Index index;
  private final RemoteStore remote;

  Details(Index index, RemoteStore remote) {
    this.index = index;
    this.remote = remote;
  }

  void learn(long number) throws IOException {
    Node node = index.read(rows -> rows.isPending(number) ? null : rows.nodeOrNull(number));
    if (node == null
        || node.kind != FileKind.FILE
        || node.metadataKnown
        || node.base.isEmpty()
        || node.parent == 0) {
      return;
    }
    Version base = node.base.get();
    ObjectInfo info;
    String target;
    try {
      info = remote.head(base.key());
      boolean link = ObjectDialects.isLink(info.metadata()) && info.size() <= TARGET_BYTES_MAX;
      target = link && info.etag().equals(base.etag()) ? target(base) : "";
    } catch (NoSuchFileException _) {
      // The next listing tells.
      return;
    }
    if (info.etag().equals(base.etag())) {
      index.change(
          edit -> {
            Node now = edit.nodeOrNull(number);
            if (now != null && now.base.equals(node.base) && !edit.isPending(number)) {
              edit.put(learned(now, info, target));
            }
            return null;
          });
    }
  }

  private static Node learned(Node node, ObjectInfo info, String target) {
    Node known = target.isEmpty() ? node : node.as(FileKind.SYMLINK);
    known.target = target;
    known.metadataKnown = true;
    ObjectDialects.read(info.metadata(), known);
    return known;
  }

  private String target(Version base) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(TARGET_BYTES_MAX);
    try (ObjectReader reader = remote.open(base, 0, base.size())) {
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = reader.read(bytes);
      }
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
