package org.openfiles.engine;

import java.util.Optional;
import org.openfiles.core.ObjectMetadata;

/// The metadata that the next version of an object gets: those that it has, and what only the file
/// knows. An object that was put whole has exactly what it was put with, until its file is changed
/// as one.
final class ExportedMetadata {
  private ExportedMetadata() {}

  /// @param known of the last version, or given since
  /// @param mark what the upload is known by; empty for none
  static ObjectMetadata of(
      Node node, ObjectMetadata known, Optional<ObjectRow> object, String mark) {
    return isAsPut(node, object)
        ? ObjectDialects.marked(known, mark)
        : ObjectDialects.write(known, node, mark);
  }

  /// Whether an object was put whole, and its file was not changed as one since.
  static boolean isAsPut(Node node, Optional<ObjectRow> object) {
    return object.isPresent()
        && object.get().pending()
        && object.get().facts().isPresent()
        && !node.metadataChanged;
  }
}
