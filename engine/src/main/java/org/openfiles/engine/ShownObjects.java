package org.openfiles.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;
import org.openfiles.core.Key;
import org.openfiles.core.Name;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.RunningChecksum;
import org.openfiles.core.TemporaryName;

/// What is shown of inodes as objects: as the store has them, and as it will have them.
///
/// An etag is the MD5 of bytes that were put whole; the store's, of bytes that are the store's; and
/// else one with a `-` in it, which no client takes for an MD5 and which every change of a byte
/// changes.
final class ShownObjects {
  private final OpenFiles files;

  ShownObjects(OpenFiles files) {
    this.files = files;
  }

  /// @param complete whether the metadata are known; otherwise the store has to be asked for them
  record Shown(Node node, ObjectInfo info, boolean complete) {}

  /// The inode that is the object at a key, whether or not it shows; null where there is none.
  static @Nullable Node at(Rows rows, String key) throws IOException {
    int slash = key.lastIndexOf('/') + 1;
    Node directory = rows.locate(key.substring(0, slash));
    if (directory == null) {
      return null;
    }
    Node file = rows.child(directory.number, new Component(key.substring(slash), false));
    return file == null && slash == key.length() ? directory : file;
  }

  Optional<Shown> find(Rows rows, String key) throws IOException {
    Node node = isHidden(key) ? null : at(rows, key);
    return node == null || rows.isLocalOnly(node) ? Optional.empty() : of(rows, node, key);
  }

  /// Whether no object has the key, whatever the store has.
  static boolean isHidden(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return RemoteStore.isReserved(key)
        || (Name.isLegal(name) && TemporaryName.isOne(new Name(name)));
  }

  /// What shows of an inode at its key; empty where it is no object.
  Optional<Shown> of(Rows rows, Node named, String key) throws IOException {
    Node node = rows.file(named.number);
    if (key.isEmpty()
        || (node.isDirectory()
            && (!node.hasMarker() || rows.entry(node.number, new byte[0]) != null))) {
      return Optional.empty();
    }
    Optional<ObjectRow> object = rows.object(node);
    ObjectRow.Facts facts = object.flatMap(ObjectRow::facts).orElseGet(() -> facts(node));
    ObjectMetadata metadata = object.map(ObjectRow::metadata).orElse(ObjectMetadata.EMPTY);
    if (rows.isPending(node.number)) {
      metadata = ObjectDialects.withoutMark(ExportedMetadata.of(node, metadata, object, ""));
    }
    ObjectInfo info =
        new ObjectInfo(
            new Key(key),
            size(node),
            facts.etag(),
            facts.time(),
            metadata,
            facts.checksums(),
            facts.partCount());
    return Optional.of(new Shown(node, info, object.isPresent() || node.base.isEmpty()));
  }

  private long size(Node node) {
    return switch (node.kind) {
      case FILE -> live(node).map(OpenFile.Look::size).orElse(node.size);
      case SYMLINK -> bytes(node).length;
      case DIRECTORY, FIFO, SOCKET -> 0;
    };
  }

  /// The bytes of what is no file.
  static byte[] bytes(Node node) {
    return node.kind == FileKind.SYMLINK
        ? node.target.getBytes(StandardCharsets.UTF_8)
        : new byte[0];
  }

  private Optional<OpenFile.Look> live(Node node) {
    OpenFile open = node.content == 0 ? null : files.present(node.content);
    return Optional.ofNullable(open).map(OpenFile::look);
  }

  private ObjectRow.Facts facts(Node node) {
    if (node.base.isPresent() && !node.bytesChanged) {
      Version base = node.base.get();
      return new ObjectRow.Facts(base.etag(), base.modified(), List.of(), 0);
    }
    Optional<OpenFile.Look> live = live(node);
    long modified = live.map(OpenFile.Look::modified).orElse(node.modified);
    long written = live.map(OpenFile.Look::written).orElse(node.written);
    long size = size(node);
    ETag etag =
        node.kind == FileKind.FILE && size > 0
            ? new ETag("%x-%x-%x".formatted(node.content, size, written))
            : md5(bytes(node));
    return new ObjectRow.Facts(etag, modified, List.of(), 0);
  }

  private static ETag md5(byte[] bytes) {
    RunningChecksum sum = RunningChecksum.of(ChecksumAlgorithm.MD5);
    sum.update(ByteBuffer.wrap(bytes));
    return new ETag(HexFormat.of().formatHex(sum.finish().bytes()));
  }
}
