package org.openfiles.engine;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.ETag;
import org.openfiles.core.Name;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.TemporaryName;

/// What is to be exported, as the index has it.
///
/// @param source of a further name of a file, the file's object
record ExportTask(
    Node node, String key, Due due, Optional<ObjectRow> object, Optional<Version> source) {
  Precondition precondition() {
    if (isAtHome()) {
      return new Precondition.Matches(node.base.get().etag());
    }
    return node.over.isPresent() ? new Precondition.Matches(node.over.get()) : Precondition.ABSENT;
  }

  /// Whether somebody gave metadata that the store doesn't have.
  boolean isGiven() {
    return object.isPresent() && object.get().pending();
  }

  /// Whether the store has at the key what it is to have there before the export.
  boolean isExpected(Optional<ObjectInfo> there) {
    Optional<ETag> etag = there.map(ObjectInfo::etag);
    return isAtHome() ? etag.equals(node.base.map(Version::etag)) : etag.equals(node.over);
  }

  boolean isAtHome() {
    return node.base.isPresent() && node.base.get().key().equals(key);
  }

  /// Empty where there is nothing to be exported.
  static Optional<ExportTask> of(Rows rows, long number) throws IOException {
    Node node = rows.nodeOrNull(number);
    Due due = rows.due(new Work.OfNode(number));
    if (node == null || due == null || node.parent == 0 || rows.isLocalOnly(node)) {
      return Optional.empty();
    }
    // What a door is still writing is exported under its last name.
    if (Name.isLegal(node.component) && TemporaryName.isOne(new Name(node.component))) {
      return Optional.empty();
    }
    Optional<ObjectRow> object = rows.object(node);
    Node file = node.linkOf == 0 ? node : rows.node(node.linkOf);
    if (file != node) {
      node.resemble(file);
    }
    Optional<Version> source = file == node ? Optional.empty() : file.base;
    return rows.key(node).map(key -> new ExportTask(node, key, due, object, source));
  }
}
