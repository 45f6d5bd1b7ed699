package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Content;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;

/// Lets files change places: where one has to take the place of an object that another file is yet
/// to be copied from, that object is first copied to a reserved key, and is the other's base there.
/// Of a directory that is yet to be moved, the reserved keys are one more prefix to move from.
///
/// As long as one waits for the other without a circle, the other is exported first, and there is
/// nothing to be done.
final class Aside {
  static final String FOLDER = RemoteStore.WORK + "aside/";

  private final Index index;
  private final Editor editor;
  private final RemoteStore remote;
  private final Importer importer;
  private final TombstoneExport tombstones;
  private final Details details;
  private final OpenFiles files;
  private final RandomGenerator random;

  Aside(
      Index index,
      Editor editor,
      RemoteStore remote,
      Importer importer,
      TombstoneExport tombstones,
      Details details,
      OpenFiles files,
      RandomGenerator random) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.importer = importer;
    this.tombstones = tombstones;
    this.details = details;
    this.files = files;
    this.random = random;
  }

  /// Whose base is at the key of another file.
  ///
  /// @param leaving what has to leave that place: the file, or a directory above it
  private record Owner(Node file, Node leaving) {}

  /// Makes way for a file at its key. Answers the version there that may be overwritten now; empty
  /// where no other file needs one.
  Optional<ETag> makeWay(Node node, String key) throws IOException {
    Owner owner = owner(node, key);
    if (owner == null) {
      return Optional.empty();
    }
    // Nothing beside the object says it any more when that is another's.
    details.learn(owner.file().number);
    Version base = owner.file().base.orElseThrow();
    String target = target(owner);
    Version copy;
    try (ObjectReader source = remote.source(base)) {
      copy = copy(source, target);
    } catch (PreconditionFailedException | NoSuchFileException _) {
      // It is gone, or another version by now, which nobody here needs.
      return Optional.empty();
    }
    long number = owner.file().number;
    Index.Edition<Boolean> record = edit -> move(edit, number, base, copy);
    boolean hasBytes = owner.file().kind == FileKind.FILE && owner.file().linkOf == 0;
    boolean taken = hasBytes ? files.rebase(number, copy, record) : index.change(record);
    if (!taken) {
      remote.store().delete(remote.key(copy.key()), Precondition.NONE);
    }
    return Optional.of(base.etag());
  }

  /// A reserved key, below a prefix of the directory's where one is to be moved.
  private String target(Owner owner) throws IOException {
    Node leaving = owner.leaving();
    if (!leaving.isDirectory()) {
      return FOLDER + name();
    }
    String prefix =
        index.change(
            edit -> {
              Node directory = edit.node(leaving.number);
              for (String origin : directory.origins) {
                if (origin.startsWith(FOLDER)) {
                  return origin;
                }
              }
              String fresh = FOLDER + name() + "/";
              directory.origins = Texts.with(directory.origins, fresh);
              edit.put(directory);
              return fresh;
            });
    return prefix + below(owner);
  }

  /// The path of the file below the directory.
  private String below(Owner owner) throws IOException {
    return index.read(
        rows -> {
          String path = owner.file().component;
          for (Node at = rows.node(owner.file().parent);
              at.number != owner.leaving().number && at.number != Index.ROOT && at.parent != 0;
              at = rows.node(at.parent)) {
            path = at.component + "/" + path;
          }
          return path;
        });
  }

  private String name() {
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  private Version copy(ObjectReader source, String target) throws IOException {
    ObjectMetadata metadata = source.info().metadata();
    ObjectInfo made =
        remote
            .store()
            .put(
                new PutRequest(
                    remote.key(target),
                    new Content.Stored(source),
                    metadata,
                    // What was left there by a copy that nobody was told of.
                    Precondition.NONE,
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

  /// Null where nobody's base is there.
  private @Nullable Owner owner(Node node, String key) throws IOException {
    String below = "";
    Node at = node;
    while (at.number != Index.ROOT && at.parent != 0) {
      Node leaving = leaving(at);
      Owner owner = leaving == null ? null : owner(leaving, below, key);
      if (owner != null && owner.file().number != node.number) {
        return owner;
      }
      below = at.isDirectory() ? at.component + "/" + below : at.component;
      long parent = at.parent;
      at = index.read(rows -> rows.node(parent));
    }
    return null;
  }

  /// @param path of the file below what is leaving
  private @Nullable Owner owner(Node leaving, String path, String key) throws IOException {
    Node at = leaving;
    int begin = 0;
    while (begin < path.length()) {
      // What of the directory is not known would be overwritten.
      importer.freshenOnce(at.number);
      int slash = path.indexOf('/', begin);
      Component next =
          new Component(path.substring(begin, slash < 0 ? path.length() : slash), slash >= 0);
      long directory = at.number;
      switch (index.read(rows -> rows.entry(directory, next.rowKey()))) {
        case Entry.Live live -> at = index.read(rows -> rows.node(live.node()));
        case Entry.Gone gone -> {
          return gone(directory, next, gone, key);
        }
        case null -> {
          return null;
        }
      }
      begin = slash < 0 ? path.length() : slash + 1;
    }
    return isAt(at, key) ? new Owner(at, leaving) : null;
  }

  /// What was there is removed at last, or is to leave by itself.
  private @Nullable Owner gone(long directory, Component component, Entry.Gone gone, String key)
      throws IOException {
    if (!gone.key().equals(key)) {
      return null;
    }
    Node moved = index.read(rows -> rows.nodeOrNull(gone.movedTo()));
    if (moved != null && isAt(moved, key)) {
      return new Owner(moved, moved);
    }
    tombstones.export(new Work.OfTombstone(directory, Latin.text(component.rowKey())));
    return null;
  }

  private static boolean isAt(Node node, String key) {
    return !node.isDirectory() && node.base.map(Version::key).equals(Optional.of(key));
  }

  /// Who has to leave the place of an inode; null for nobody.
  private @Nullable Node leaving(Node at) throws IOException {
    return at.after == 0 ? null : index.read(rows -> rows.nodeOrNull(at.after));
  }
}
