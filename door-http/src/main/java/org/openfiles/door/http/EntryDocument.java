package org.openfiles.door.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openfiles.core.Attributes;
import org.openfiles.core.EntryState;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree;

/// What is known of an entry, as a JSON object.
final class EntryDocument {
  private EntryDocument() {}

  static Map<String, Object> of(FileTree tree, String path, Attributes entry) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("path", path);
    members.put("name", path.substring(path.lastIndexOf('/') + 1));
    members.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
    members.put("size", entry.size());
    members.put("mode", entry.mode());
    members.put("uid", entry.uid());
    members.put("gid", entry.gid());
    members.put("links", entry.links());
    members.put("inode", entry.inode().number());
    members.put("mtime", entry.modified().toString());
    members.put("ctime", entry.changed().toString());
    if (entry.kind() == FileKind.FILE) {
      members.put("etag", FileVersion.of(entry).value());
    }
    if (entry.kind() == FileKind.SYMLINK) {
      members.put("target", tree.readlink(entry.inode()));
    }
    addState(members, entry.state());
    return members;
  }

  private static void addState(Map<String, Object> members, EntryState state) {
    switch (state) {
      case EntryState.Clean(var base) -> {
        members.put("state", "clean");
        base.ifPresent(etag -> members.put("object_etag", etag.value()));
      }
      case EntryState.Dirty(var base, var since) -> {
        members.put("state", "dirty");
        members.put("dirty_since", since.toString());
        base.ifPresent(etag -> members.put("object_etag", etag.value()));
      }
      case EntryState.LocalOnly() -> members.put("state", "local-only");
    }
  }
}
