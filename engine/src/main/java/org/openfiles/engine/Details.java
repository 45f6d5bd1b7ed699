package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.engine.content.ContentCache;

/// Learns what listings don't tell: kind, owner, mode, times and attributes, which the object's own
/// metadata say, or its sidecar. Asked once for each version of either, when somebody looks at this
/// very file or it is exported.
final class Details {
  private static final int TARGET_BYTES_MAX = 4095;

  private final Index index;
  private final RemoteStore remote;
  private final Sidecars sidecars;
  private final Links links;
  private final ContentCache contents;

  Details(Index index, RemoteStore remote, Sidecars sidecars, Links links, ContentCache contents) {
    this.index = index;
    this.remote = remote;
    this.sidecars = sidecars;
    this.links = links;
    this.contents = contents;
  }

  /// What there is to learn of an inode.
  ///
  /// @param key where the store has it
  /// @param object whether its object was not asked yet
  /// @param sidecar whether its sidecar is another one than that which was read
  /// @param there whether there is a sidecar
  private record Lesson(Node node, String key, boolean object, boolean sidecar, boolean there) {}

  /// What was found.
  ///
  /// @param etag of the sidecar
  private record Answer(
      String etag, Optional<Sidecar> sidecar, Optional<ObjectInfo> info, String target) {}

  void learn(long number) throws IOException {
    sidecars.names().freshen();
    Lesson lesson = index.read(rows -> lesson(rows, number));
    if (lesson != null) {
      learn(lesson, true);
    }
  }

  /// Learns what the sidecars of a directory's entries say, and asks nothing of those without.
  ///
  /// @param from the row of the first
  void learnListed(long directory, byte[] from, int limit) throws IOException {
    sidecars.names().freshen();
    if (!sidecars.names().any()) {
      return;
    }
    List<Lesson> lessons =
        index.read(
            rows -> {
              List<Lesson> found = new ArrayList<>();
              for (Rows.Child child : rows.children(directory, from, limit)) {
                Lesson lesson =
                    child.entry() instanceof Entry.Live live ? lesson(rows, live.node()) : null;
                if (lesson != null && lesson.sidecar()) {
                  found.add(lesson);
                }
              }
              return found;
            });
    Parallel.each(lessons, lesson -> learn(lesson, false));
  }

  private @Nullable Lesson lesson(Rows rows, long number) throws IOException {
    Node node = rows.nodeOrNull(number);
    if (node != null && node.linkOf != 0) {
      return lesson(rows, node.linkOf);
    }
    if (node == null || (node.parent == 0 && number != Index.ROOT) || node.metadataChanged) {
      return null;
    }
    boolean object =
        !node.metadataKnown
            && (node.base.isPresent() || (node.isDirectory() && !node.markerSought));
    if (!object && !sidecars.names().any()) {
      return null;
    }
    Optional<String> key = place(rows, node);
    if (key.isEmpty() || rows.isLocalOnly(node)) {
      return null;
    }
    SidecarRow row = sidecars.row(rows, key.get());
    boolean sidecar = !node.sidecar.equals(row == null ? "" : row.etag());
    return object || sidecar ? new Lesson(node, key.get(), object, sidecar, row != null) : null;
  }

  /// Where the store has an inode, or would have the marker of a directory.
  private static Optional<String> place(Rows rows, Node node) throws IOException {
    if (node.base.isPresent()) {
      return node.base.map(Version::key);
    }
    if (!node.isDirectory() || rows.isPending(node.number)) {
      return Optional.empty();
    }
    Set<String> sources = rows.sources(node);
    return sources.size() == 1 ? sources.stream().findFirst() : Optional.empty();
  }

  private void learn(Lesson lesson, boolean ask) throws IOException {
    Optional<Sidecars.Found> found =
        lesson.sidecar() && lesson.there() ? sidecars.fetch(lesson.key()) : Optional.empty();
    Optional<Sidecar> sidecar = found.flatMap(Sidecars.Found::sidecar);
    boolean whole = sidecar.isPresent() && sidecar.get().isOf(lesson.node().base);
    Optional<ObjectInfo> info =
        ask && !whole ? head(lesson.node(), lesson.key()) : Optional.empty();
    if (info.isPresent() && isAnother(lesson.node(), info.get())) {
      // The next listing tells.
      return;
    }
    boolean described =
        whole
            || (info.isPresent()
                && sidecar.isPresent()
                && sidecar.get().isOf(info.map(remote::version)));
    String etag = found.map(Sidecars.Found::etag).orElse("");
    Answer answer = new Answer(etag, sidecar, info, target(lesson.node(), info));
    index.change(
        edit -> {
          Node now = edit.nodeOrNull(lesson.node().number);
          if (now != null && now.base.equals(lesson.node().base) && !now.metadataChanged) {
            Node known = learned(edit, now, lesson, answer, described);
            links.join(edit, known);
            if (known.linkOf != 0 && known.content != 0) {
              // What was fetched ahead for it: from now on its bytes are the file's.
              contents.remove(known.content, edit.transaction());
              known.content = 0;
            }
            edit.put(known);
          }
          return null;
        });
  }

  /// What stands for a directory has no bytes: with some it is a file in it.
  private Optional<ObjectInfo> head(Node node, String key) throws IOException {
    return head(key).filter(info -> !node.isDirectory() || info.size() == 0);
  }

  private Optional<ObjectInfo> head(String key) throws IOException {
    if (remote.full(key).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(remote.head(key));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static boolean isAnother(Node node, ObjectInfo info) {
    return node.base.isPresent() && !node.base.get().etag().equals(info.etag());
  }

  private Node learned(Edit edit, Node now, Lesson lesson, Answer answer, boolean whole)
      throws IOException {
    long modified = now.modified;
    long changed = now.changed;
    boolean pending = edit.isPending(now.number);
    boolean written = pending && (now.bytesChanged || now.written != 0);
    Node known = written ? now : of(now, answer, whole);
    known.sidecar = answer.etag();
    if (!whole) {
      answer.sidecar().ifPresent(sidecar -> sidecar.own(known));
    }
    if (answer.info().isPresent()) {
      tell(edit, known, answer.info().get());
    }
    if (whole) {
      answer.sidecar().get().describe(known);
      known.carried = false;
    }
    known.metadataKnown = isKnown(known, lesson, answer, whole);
    known.markerSought = true;
    if (pending) {
      // What was done here goes before what the store says of earlier times.
      boolean given = known.base.isEmpty() || known.base.get().modified() != modified;
      known.modified = given ? modified : known.modified;
      known.changed = Math.max(changed, known.changed);
    }
    return known;
  }

  /// A sidecar that is gone, or says little, leaves it to the object to say the rest.
  private static boolean isKnown(Node node, Lesson lesson, Answer answer, boolean whole) {
    return whole || answer.info().isPresent() || (node.metadataKnown && !lesson.sidecar());
  }

  private static Node of(Node now, Answer answer, boolean whole) {
    if (now.isDirectory()) {
      return now;
    }
    Optional<FileKind> kind =
        whole
            ? answer.sidecar().map(Sidecar::kind).filter(said -> said != FileKind.DIRECTORY)
            : answer.info().map(info -> kind(info, answer.target()));
    Node known = kind.map(now::as).orElse(now);
    known.target = known.kind == FileKind.SYMLINK ? answer.target() : "";
    return known;
  }

  private static FileKind kind(ObjectInfo info, String target) {
    FileKind kind = ObjectDialects.kind(info.metadata()).orElse(FileKind.FILE);
    boolean file = kind == FileKind.DIRECTORY || (kind == FileKind.SYMLINK && target.isEmpty());
    return file ? FileKind.FILE : kind;
  }

  private void tell(Edit edit, Node known, ObjectInfo info) throws IOException {
    if (known.base.isEmpty()) {
      edit.base(known, Optional.of(remote.version(info)));
    }
    ObjectDialects.read(info.metadata(), known);
    known.carried = ObjectDialects.carries(info.metadata(), known);
  }

  /// The target of what turns out to be a symbolic link: the bytes of the object.
  private String target(Node node, Optional<ObjectInfo> info) throws IOException {
    if (info.isEmpty()
        || node.isDirectory()
        || info.get().size() > TARGET_BYTES_MAX
        || ObjectDialects.kind(info.get().metadata()).orElse(FileKind.FILE) != FileKind.SYMLINK) {
      return "";
    }
    Version version = remote.version(info.get());
    ByteBuffer bytes = ByteBuffer.allocate(TARGET_BYTES_MAX);
    try (ObjectReader reader = remote.open(version, 0, version.size())) {
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = reader.read(bytes);
      }
    } catch (NoSuchFileException | PreconditionFailedException _) {
      return "";
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
