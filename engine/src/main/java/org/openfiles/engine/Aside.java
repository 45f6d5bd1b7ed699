package org.openfiles.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;

/// Lets files change places: where one has to take the place of an object that another file is yet
/// to be copied from, that object is first copied to a reserved key, and is the other's base there.
///
/// As long as one waits for the other without a circle, the other is exported first, and there is
/// nothing to be done.
final class Aside {
  private static final String FOLDER = RemoteStore.RESERVED + "aside/";

  private final Index index;
  private final Editor editor;
  private final RemoteStore remote;
  private final RandomGenerator random;

  Aside(Index index, Editor editor, RemoteStore remote, RandomGenerator random) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.random = random;
  }

  /// Makes way for a file at its key. Answers the version there that may be overwritten now; empty
  /// where no other file needs one.
  Optional<ETag> makeWay(Node node, String key) throws IOException {
    Node owner = index.read(rows -> owner(rows, node, key));
    if (owner == null) {
      return Optional.empty();
    }
    Version base = owner.base.orElseThrow();
    Version copy;
    try (ObjectReader source = remote.source(base)) {
      copy = copy(source);
    } catch (PreconditionFailedException e) {
      // It is another version by now, which nobody here needs.
      return Optional.empty();
    }
    boolean taken = index.change(edit -> move(edit, owner.number, base, copy));
    if (!taken) {
      remote.store().delete(remote.key(copy.key()), Precondition.NONE);
    }
    return Optional.of(base.etag());
  }

  private Version copy(ObjectReader source) throws IOException {
    String name = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    ObjectMetadata metadata = source.info().metadata();
    ObjectInfo made =
        remote
            .store()
            .put(
                new PutRequest(
                    remote.key(FOLDER + name),
                    new Content.Stored(source),
                    metadata,
                    Precondition.ABSENT,
                    Optional.empty(),
                    Set.of()));
    return remote.version(made);
  }

  private boolean move(Edit edit, long number, Version from, Version to) throws IOException {
    Node node = edit.nodeOrNull(number);
    if (node == null || !node.base.equals(Optional.of(from))) {
      return false;
    }
    edit.base(node, Optional.of(to));
    edit.put(node);
    Work work = new Work.OfNode(number);
    if (edit.due(work) == null) {
      edit.pend(work, 0, editor.now(), editor.now());
    }
    return true;
  }

  /// Whose base is at the key of another file; null where nobody's is.
  private static @Nullable Node owner(Rows rows, Node node, String key) throws IOException {
    String below = "";
    for (Node at = node; at.number != Index.ROOT && at.parent != 0; at = rows.node(at.parent)) {
      Node before = at.after == 0 ? null : rows.nodeOrNull(at.after);
      Node found = before == null ? null : rows.locate(before, below);
      if (found != null
          && !found.isDirectory()
          && found.number != node.number
          && found.base.map(Version::key).equals(Optional.of(key))) {
        return found;
      }
      below = at.isDirectory() ? at.component + "/" + below : at.component;
    }
    return null;
  }
}
