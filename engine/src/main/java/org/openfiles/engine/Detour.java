package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Content;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;

/// Files that wait for each other to leave their keys, as two that changed places: one of them is
/// copied by the store to a key that nobody lists, and goes on from there.
final class Detour {
  private static final String KEYS = RemoteStore.RESERVED + "moving/";

  private final Index index;
  private final RemoteStore remote;
  private final OpenFiles files;
  private final RandomGenerator random;

  Detour(Index index, RemoteStore remote, OpenFiles files, RandomGenerator random) {
    this.index = index;
    this.remote = remote;
    this.files = files;
    this.random = random;
  }

  void take(long number) throws IOException {
    Node node = index.read(rows -> rows.nodeOrNull(number));
    if (node == null || node.base.isEmpty() || node.isDirectory()) {
      return;
    }
    Version base = node.base.get();
    if (base.key().startsWith(KEYS)) {
      return;
    }
    Version copy = copy(base);
    if (copy == null) {
      // It is another version by now, which its own export finds out.
      return;
    }
    if (node.kind == FileKind.FILE) {
      files.rebase(number, copy);
    }
    boolean taken =
        index.change(
            edit -> {
              Node now = edit.nodeOrNull(number);
              if (now == null || !now.base.equals(node.base)) {
                return false;
              }
              edit.base(now, Optional.of(copy));
              edit.put(now);
              return true;
            });
    if (!taken) {
      remote.store().delete(remote.key(copy.key()), Precondition.NONE);
    }
  }

  private @Nullable Version copy(Version base) throws IOException {
    try {
      ObjectInfo there = remote.head(base.key());
      try (ObjectReader source = remote.source(base)) {
        return remote.version(
            remote
                .store()
                .put(
                    new PutRequest(
                        remote.key(KEYS + Long.toHexString(random.nextLong())),
                        new Content.Stored(source),
                        there.metadata(),
                        Precondition.NONE,
                        Optional.empty(),
                        Set.of())));
      }
    } catch (PreconditionFailedException | NoSuchFileException _) {
      return null;
    }
  }
}
