package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.ConflictException;
import org.openfiles.core.Content;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;

/// Keeps the empty object `path/` that stands for a directory which was made here, with its owner
/// and mode, as other tools do. A directory that the store only implies has none.
///
/// Bytes that somebody put into a marker stay in it.
final class MarkerExport {
  private static final int ROUNDS = 5;

  private final Index index;
  private final RemoteStore remote;
  private final TombstoneExport tombstones;
  private final Details details;
  private final Sidecars sidecars;

  MarkerExport(
      Index index,
      RemoteStore remote,
      TombstoneExport tombstones,
      Details details,
      Sidecars sidecars) {
    this.index = index;
    this.remote = remote;
    this.details = details;
    this.tombstones = tombstones;
    this.sidecars = sidecars;
  }

  void export(long number) throws IOException {
    details.learn(number);
    Node node = index.read(rows -> rows.nodeOrNull(number));
    Optional<String> key = index.read(rows -> node == null ? Optional.empty() : rows.key(node));
    if (node == null || key.isEmpty() || node.localOnly) {
      return;
    }
    if (number == Index.ROOT) {
      root(node);
    } else if (isWanted(node, key.get())) {
      marker(node, key.get());
    }
  }

  /// A root has no object that could say anything.
  private void root(Node node) throws IOException {
    if (node.metadataChanged) {
      sidecars.write(node, "", Optional.empty());
      settled(node, "", node.base, false);
    }
  }

  private static boolean isWanted(Node node, String key) {
    return node.base.isPresent()
        ? node.metadataChanged || !node.base.get().key().equals(key)
        : node.metadataKnown || node.metadataChanged;
  }

  private void marker(Node node, String key) throws IOException {
    ObjectInfo made = put(node, key);
    Optional<Version> old = node.base.filter(base -> !base.key().equals(key));
    if (old.isPresent()) {
      tombstones.delete(old.get().key(), old.get().etag());
    }
    boolean carried = ObjectDialects.carries(made.metadata(), node);
    if (carried) {
      sidecars.remove(key);
    } else {
      sidecars.write(node, key, Optional.of(made.etag()));
    }
    settled(node, key, Optional.of(remote.version(made)), carried);
  }

  /// Two that make the same directory mean the same: what is there already gets our metadata.
  private ObjectInfo put(Node node, String key) throws IOException {
    Optional<ObjectInfo> there =
        node.base.isPresent() ? head(node.base.get().key()) : Optional.empty();
    for (int round = 0; round < ROUNDS; round++) {
      try {
        return put(node, key, there);
      } catch (PreconditionFailedException | NoSuchFileException _) {
        there = head(key);
      }
    }
    throw new ConflictException(key, "the marker changes all the time: rounds=" + ROUNDS);
  }

  private ObjectInfo put(Node node, String key, Optional<ObjectInfo> there) throws IOException {
    ObjectMetadata known = there.map(ObjectInfo::metadata).orElse(ObjectMetadata.EMPTY);
    ObjectMetadata metadata = ObjectDialects.write(known, node, "");
    Optional<Version> version = there.map(remote::version);
    Precondition precondition =
        version.isPresent() && version.get().key().equals(key)
            ? new Precondition.Matches(version.get().etag())
            : node.over.<Precondition>map(Precondition.Matches::new).orElse(Precondition.ABSENT);
    if (version.isEmpty() || version.get().size() == 0) {
      return put(key, new SmallBytes(new byte[0]), metadata, precondition);
    }
    try (ObjectReader bytes = remote.source(version.get())) {
      return put(key, new Content.Stored(bytes), metadata, precondition);
    }
  }

  private ObjectInfo put(
      String key, Content content, ObjectMetadata metadata, Precondition precondition)
      throws IOException {
    return remote
        .store()
        .put(
            new PutRequest(
                remote.key(key), content, metadata, precondition, Optional.empty(), Set.of()));
  }

  private Optional<ObjectInfo> head(String key) throws IOException {
    try {
      return Optional.of(remote.head(key));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private void settled(Node exported, String key, Optional<Version> base, boolean carried)
      throws IOException {
    index.change(
        edit -> {
          Node now = edit.nodeOrNull(exported.number);
          if (now != null) {
            SidecarRow row = sidecars.row(edit, key);
            now.sidecar = row == null ? "" : row.etag();
            edit.base(now, base);
            now.over = Optional.empty();
            now.metadataKnown |= base.isPresent();
            if (now.changed == exported.changed) {
              now.metadataChanged = false;
              now.carried = carried;
            }
            edit.put(now);
          }
          return null;
        });
  }

  /// The marker of a directory that was found where the directory is no more.
  void move(long number, String key) throws IOException {
    Optional<ObjectInfo> info = head(key);
    index.change(
        edit -> {
          Node node = edit.nodeOrNull(number);
          if (node != null && node.base.isEmpty() && info.isPresent()) {
            edit.base(node, info.map(remote::version));
            edit.put(node);
          }
          return null;
        });
    export(number);
    Node node = index.read(rows -> rows.nodeOrNull(number));
    if (node == null || !node.base.map(Version::key).equals(Optional.of(key))) {
      remote.store().delete(remote.key(key), Precondition.NONE);
    }
  }
}
