package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobItem;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Key;

/// Blobs that lie at packed names. These are in our order, whatever is in their keys.
final class PackedRun implements Run {
  private final BlobRun blobs;
  private final String prefix;
  private final Bound bound;

  PackedRun(BlobRun blobs, String prefix, Bound bound) {
    this.blobs = blobs;
    this.prefix = prefix;
    this.bound = bound;
  }

  static String start(String text) {
    return BlobNames.PACKED + PackedName.of(text);
  }

  @Override
  public @Nullable Found peek() throws IOException {
    for (BlobItem next = blobs.peek(); next != null; next = blobs.peek()) {
      Optional<Key> key = BlobNames.packedKey(next.getName());
      if (key.isPresent()
          && key.get().value().startsWith(prefix)
          && bound.admits(key.get().value())) {
        return new Found.Single(BlobVersion.of(key.get(), next).info());
      }
      blobs.take();
    }
    return null;
  }

  @Override
  public void take() {
    blobs.take();
  }

  @Override
  public void skip(String prefix) throws IOException {
    Found next = peek();
    if (next != null && next.text().startsWith(prefix)) {
      String behind = CodePoints.behindInUtf8(prefix);
      if (behind.isEmpty()) {
        blobs.skipToEnd();
      } else {
        blobs.skipTo(start(behind));
      }
    }
  }
}
