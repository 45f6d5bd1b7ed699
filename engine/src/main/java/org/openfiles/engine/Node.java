package org.openfiles.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;

/// The row of one inode, as it is changed within one transaction: read, altered, put back.
final class Node {
  /// How long a row may be: extended attributes are what makes one long.
  static final int BYTES_MAX = 64 << 10;

  private static final int LOCAL_ONLY = 1;
  private static final int METADATA_KNOWN = 2;
  private static final int METADATA_CHANGED = 4;
  private static final int CARRIED = 8;
  private static final int MARKER_SOUGHT = 16;
  private static final int KEPT = 32;
  private static final int BYTES_CHANGED = 64;

  final long number;
  final FileKind kind;

  /// Where it is; 0 for the root and for a file that has no name any more.
  long parent;

  /// Which part of the key it is, as the store has it (see [Component]).
  String component = "";

  int mode;
  int uid;
  int gid;
  long modified;
  long changed;
  long size;

  /// Its bytes in the content cache; 0 where none were ever there.
  long content;

  /// What the store has of it; for a directory its marker.
  Optional<Version> base = Optional.empty();

  /// What the store has at its key, where that is not [#base]: to be replaced by its export.
  Optional<ETag> over = Optional.empty();

  /// The inode that has to leave its key in the store before this can be exported to it; 0 for
  /// none.
  long after;

  /// When the base was last set here, by [Index#stamp]: older listings know nothing of that.
  long stamp;

  /// What an upload that may be under way is marked by: an object with that mark is ours, even if
  /// the store's answer was lost.
  String exporting = "";

  /// It is never exported.
  boolean localOnly;

  /// The object's metadata were read, not only its entry in a listing.
  boolean metadataKnown;

  /// Owner, mode or the like were changed here since the last export.
  boolean metadataChanged;

  /// The object itself says all that is known of the file beside its bytes.
  boolean carried;

  /// The store was asked for the marker of this directory.
  boolean markerSought;

  /// A file door removed something from this directory, so that it stays when it is empty.
  boolean kept;

  /// The etag of the sidecar that was read last; empty for none.
  String sidecar = "";

  /// What the names of one file have in common in the store; empty for a file with one name.
  String linkGroup = "";

  /// The file that this is a further name of; 0 for a node that is a file itself.
  long linkOf;

  /// The version of that file's object that the object of this name is a copy of.
  String copyOf = "";

  /// The nodes of a file's further names.
  List<Long> names = List.of();

  /// Its bytes are not those of the base.
  boolean bytesChanged;

  /// When a byte last changed here, and later for each change; 0 where none did.
  long written;

  /// What a link points to.
  String target = "";

  final Map<String, byte[]> xattrs = new TreeMap<>();

  /// Prefixes of the store, beside the one by its path, whose objects are in this directory: where
  /// it was before it was renamed.
  List<String> origins = List.of();

  /// Prefixes of the store whose objects are not in this directory although its path says so: they
  /// belong to a directory that was renamed away.
  List<String> masked = List.of();

  /// Where a renamed directory left tombstones of whole prefixes, as [Work.OfTombstone].
  List<String> left = List.of();

  /// When its listing was last read to its end; 0 for never.
  long listed;

  Node(long number, FileKind kind) {
    this.number = number;
    this.kind = kind;
  }

  boolean isDirectory() {
    return kind == FileKind.DIRECTORY;
  }

  /// Whether an object stands for the directory itself, or will.
  boolean hasMarker() {
    return base.isPresent() || metadataKnown || metadataChanged;
  }

  /// The same inode, of another kind.
  Node as(FileKind other) {
    byte[] row = encode();
    row[0] = (byte) code(other);
    return decode(number, row);
  }

  /// Takes over what is known of a file beside its bytes and its place.
  void resemble(Node file) {
    mode = file.mode;
    uid = file.uid;
    gid = file.gid;
    size = file.size;
    modified = file.modified;
    changed = file.changed;
    target = file.target;
    linkGroup = file.linkGroup;
    xattrs.clear();
    xattrs.putAll(file.xattrs);
  }

  static Node decode(long number, byte[] row) {
    Decoder in = new Decoder(row);
    Node node = new Node(number, kind(in.small()));
    int flags = in.small();
    node.localOnly = (flags & LOCAL_ONLY) != 0;
    node.metadataKnown = (flags & METADATA_KNOWN) != 0;
    node.metadataChanged = (flags & METADATA_CHANGED) != 0;
    node.carried = (flags & CARRIED) != 0;
    node.markerSought = (flags & MARKER_SOUGHT) != 0;
    node.kept = (flags & KEPT) != 0;
    node.bytesChanged = (flags & BYTES_CHANGED) != 0;
    node.parent = in.number();
    node.component = in.text();
    node.mode = in.small();
    node.uid = (int) in.number();
    node.gid = (int) in.number();
    node.modified = in.number();
    node.changed = in.number();
    node.size = in.number();
    node.content = in.number();
    node.stamp = in.number();
    node.written = in.number();
    node.after = in.number();
    String key = in.text();
    if (!key.isEmpty()) {
      node.base = Optional.of(new Version(key, new ETag(in.text()), in.number(), in.number()));
    }
    String replaced = in.text();
    node.over = replaced.isEmpty() ? Optional.empty() : Optional.of(new ETag(replaced));
    node.exporting = in.text();
    node.target = in.text();
    for (int left = in.small(); left > 0; left--) {
      node.xattrs.put(in.text(), in.bytes());
    }
    if (node.isDirectory()) {
      node.origins = in.texts();
      node.masked = in.texts();
      node.left = in.texts();
      node.listed = in.number();
    }
    node.sidecar = in.text();
    node.linkGroup = in.text();
    node.linkOf = in.number();
    node.copyOf = in.text();
    node.names = in.numbers();
    return node;
  }

  private static int code(FileKind kind) {
    return switch (kind) {
      case FILE -> 'f';
      case DIRECTORY -> 'd';
      case SYMLINK -> 'l';
      case FIFO -> 'p';
      case SOCKET -> 's';
    };
  }

  private static FileKind kind(int code) {
    for (FileKind kind : FileKind.values()) {
      if (code(kind) == code) {
        return kind;
      }
    }
    throw new IllegalStateException("no kind of inode: " + code);
  }

  byte[] encode() {
    Encoder out = new Encoder();
    out.number(code(kind))
        .number(
            (localOnly ? LOCAL_ONLY : 0)
                | (metadataKnown ? METADATA_KNOWN : 0)
                | (metadataChanged ? METADATA_CHANGED : 0)
                | (carried ? CARRIED : 0)
                | (markerSought ? MARKER_SOUGHT : 0)
                | (kept ? KEPT : 0)
                | (bytesChanged ? BYTES_CHANGED : 0))
        .number(parent)
        .text(component)
        .number(mode)
        .number(uid)
        .number(gid)
        .number(modified)
        .number(changed)
        .number(size)
        .number(content)
        .number(stamp)
        .number(written)
        .number(after)
        .text(base.map(Version::key).orElse(""));
    base.ifPresent(b -> out.text(b.etag().value()).number(b.size()).number(b.modified()));
    out.text(over.map(ETag::value).orElse("")).text(exporting).text(target).number(xattrs.size());
    xattrs.forEach((name, value) -> out.text(name).bytes(value));
    if (isDirectory()) {
      out.texts(origins).texts(masked).texts(left).number(listed);
    }
    return out.text(sidecar).text(linkGroup).number(linkOf).text(copyOf).numbers(names).done();
  }
}
