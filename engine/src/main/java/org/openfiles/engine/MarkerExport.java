package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.Content;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;

/// Keeps the empty object `path/` that stands for a directory which was made here, with its owner
/// and mode, as other tools do. A directory that the store only implies has none.
final class MarkerExport {
  private final Index index;
  private final RemoteStore remote;
  private final TombstoneExport tombstones;

  MarkerExport(Index index, RemoteStore remote, TombstoneExport tombstones) {
    this.index = index;
    this.remote = remote;
    this.tombstones = tombstones;
  }

  void export(long number) throws IOException {
    Node node = index.read(rows -> rows.nodeOrNull(number));
    Optional<String> key = index.read(rows -> node == null ? Optional.empty() : rows.key(node));
    if (node == null || key.isEmpty() || !isWanted(node, key.get())) {
      return;
    }
    ObjectMetadata metadata = ObjectDialects.write(ObjectMetadata.EMPTY, node, "");
    // Two that make the same directory mean the same.
    Precondition precondition = Precondition.NONE;
    ObjectInfo made;
    try {
      made =
          remote
              .store()
              .put(
                  new PutRequest(
                      remote.key(key.get()),
                      new Nothing(),
                      metadata,
                      precondition,
                      Optional.empty(),
                      Set.of()));
    } catch (PreconditionFailedException e) {
      throw new IllegalStateException("nothing was required", e);
    }
    Optional<Version> old = node.base.filter(base -> !base.key().equals(key.get()));
    if (old.isPresent()) {
      tombstones.delete(old.get().key(), old.get().etag());
    }
    index.change(
        edit -> {
          Node now = edit.nodeOrNull(number);
          if (now != null) {
            edit.base(now, Optional.of(remote.version(made)));
            now.over = Optional.empty();
            now.metadataChanged = false;
            edit.put(now);
          }
          return null;
        });
  }

  private static boolean isWanted(Node node, String key) {
    if (node.localOnly || key.isEmpty()) {
      return false;
    }
    return node.base.isPresent()
        ? node.metadataChanged || !node.base.get().key().equals(key)
        : node.metadataKnown || node.metadataChanged;
  }

  /// The marker of a directory that was found where the directory is no more.
  void move(long number, String key) throws IOException {
    index.change(
        edit -> {
          Node node = edit.nodeOrNull(number);
          if (node != null && node.base.isEmpty()) {
            node.metadataKnown = true;
            edit.put(node);
          }
          return null;
        });
    export(number);
    Node node = index.read(rows -> rows.nodeOrNull(number));
    if (node == null
        || node.parent == 0
        || !node.base.map(Version::key).equals(Optional.of(key))) {
      remote.store().delete(remote.key(key), Precondition.NONE);
    }
  }

  private static final class Nothing implements Content.Arriving {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(0);
    }

    @Override
    public @Nullable ByteBuffer next() {
      return null;
    }

    @Override
    public List<Checksum> checksums() {
      return List.of();
    }
  }
}
