package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.Slice;

/// Reads objects.
final class Reads {
  private final Interior interior;

  Reads(Interior interior) {
    this.interior = interior;
  }

  ObjectInfo head(Key key) throws IOException {
    return interior.lookup().info(key).orElseThrow(() -> new NoSuchFileException(key.value()));
  }

  ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException {
    Found found = interior.lookup().open(key);
    try {
      ObjectInfo info = found.info();
      Preconditions.check(key, precondition, Optional.of(info));
      List<PartInfo> parts = range instanceof ByteRange.Part ? parts(found) : List.of();
      Slice slice = Ranges.slice(info, range, parts);
      return switch (found) {
        case FoundFile file -> new FolderReader(file, info, slice);
        case FoundMarker marker -> {
          marker.close();
          yield new MarkerReader(info, slice);
        }
      };
    } catch (IOException | RuntimeException e) {
      found.close();
      throw e;
    }
  }

  List<PartInfo> parts(Key key) throws IOException {
    try (Found found = interior.lookup().open(key)) {
      return parts(found);
    }
  }

  /// The parts of an object, counted from 1 whatever numbers they were uploaded with: readers go
  /// through them by counting.
  private List<PartInfo> parts(Found found) throws IOException {
    Optional<Facts> facts = found.document().facts();
    if (facts.isEmpty() || !(found instanceof FoundFile file)) {
      return List.of();
    }
    SidecarPlace sidecar = SidecarPlace.of(interior.reserved(), file.key());
    List<PartInfo> counted = new ArrayList<>();
    for (PartInfo part : interior.metadata().parts(file.status(), facts.get(), sidecar)) {
      counted.add(
          new PartInfo(
              counted.size() + 1, part.size(), part.etag(), part.lastModified(), part.checksums()));
    }
    return counted;
  }
}
