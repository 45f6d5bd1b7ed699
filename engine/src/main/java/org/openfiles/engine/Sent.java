package org.openfiles.engine;

import org.openfiles.core.ObjectInfo;

/// What the store has now.
///
/// @param written whether it was written just now, with the file's metadata
/// @param carried whether its own metadata say all that is known of the file
record Sent(Version version, boolean written, boolean carried) {
  static Sent of(RemoteStore remote, ObjectInfo info, ExportTask task) {
    boolean carried =
        ObjectDialects.carries(info.metadata(), task.node())
            || ExportedMetadata.isAsPut(task.node(), task.object());
    return new Sent(remote.version(info), true, carried);
  }

  static Sent nothing(Version base) {
    return new Sent(base, false, false);
  }
}
