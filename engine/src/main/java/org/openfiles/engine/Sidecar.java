package org.openfiles.engine;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;

/// What the sidecar of an object says: the metadata of its file, beside the object.
///
/// @param key of the object in the store; for a directory the prefix
/// @param etag the version of the object that all of it is about; empty where there is no object.
///   Of another version only the owner, the mode and the extended attributes hold
/// @param modified in nanoseconds since 1970, as `changed`
/// @param target of a symbolic link, else empty
/// @param linkGroup what the names of one file have in common; empty for a file with one name
record Sidecar(
    String key,
    Optional<ETag> etag,
    FileKind kind,
    int uid,
    int gid,
    int mode,
    long modified,
    long changed,
    String target,
    Map<String, byte[]> xattrs,
    String linkGroup) {

  static Sidecar of(Node node, String key, Optional<ETag> etag) {
    return new Sidecar(
        key,
        etag,
        node.kind,
        node.uid,
        node.gid,
        node.mode,
        node.modified,
        node.changed,
        node.target,
        new TreeMap<>(node.xattrs),
        node.linkGroup);
  }

  /// Whether it is about the version that the store is known to have.
  boolean isOf(Optional<Version> base) {
    return etag.equals(base.map(Version::etag));
  }

  /// Gives a file what holds whatever became of its object.
  void own(Node node) {
    node.uid = uid;
    node.gid = gid;
    node.mode = mode;
    node.xattrs.clear();
    node.xattrs.putAll(xattrs);
  }

  /// Gives a file all of it.
  void describe(Node node) {
    own(node);
    node.modified = modified;
    node.changed = changed;
    node.target = target;
    node.linkGroup = linkGroup;
  }
}
