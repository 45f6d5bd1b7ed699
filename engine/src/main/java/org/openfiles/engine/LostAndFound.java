package org.openfiles.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.Content;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.PutRequest;

/// The directory where what lost a conflict lies until somebody takes it out. What is kept there is
/// not exported; an object that would be gone otherwise is copied by the store to a key below it.
final class LostAndFound {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int NAME_CHARS = 60;
  private static final String PREFIX = ".openfiles-lost+found-";

  private final Editor editor;
  private final RemoteStore remote;
  private final String directory;

  /// @param id of the volume
  LostAndFound(Editor editor, RemoteStore remote, String id) {
    this.editor = editor;
    this.remote = remote;
    this.directory = PREFIX + id;
  }

  /// Whether a directory is that of a volume, which goes with the last that is taken out of it.
  static boolean isOne(Node directory) {
    return directory.parent == Index.ROOT && directory.component.startsWith(PREFIX);
  }

  /// A key in it for what was at another key.
  String key(String key, long time) {
    String plain = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    return directory
        + "/"
        + stamp(time)
        + "-"
        + shortened(plain.substring(plain.lastIndexOf('/') + 1));
  }

  static String stamp(long time) {
    return TIME.format(Nanos.toInstant(time));
  }

  private static String shortened(String name) {
    int begin = Math.max(0, name.length() - NAME_CHARS);
    return name.substring(
        begin > 0 && Character.isLowSurrogate(name.charAt(begin)) ? begin + 1 : begin);
  }

  /// Has the store copy a version to a key in here; empty where it is not there any more.
  Optional<Version> copy(Version version, String key) throws IOException {
    try {
      ObjectInfo there = remote.head(version.key());
      if (!there.etag().equals(version.etag())) {
        return Optional.empty();
      }
      try (ObjectReader source = remote.source(version)) {
        return Optional.of(
            remote.version(
                remote
                    .store()
                    .put(
                        new PutRequest(
                            remote.key(key),
                            new Content.Stored(source),
                            there.metadata(),
                            Precondition.NONE,
                            Optional.empty(),
                            Set.of()))));
      }
    } catch (PreconditionFailedException | NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Puts an inode into it, at a key of [#key].
  void place(Edit edit, Node node, String key) throws IOException {
    node.localOnly = true;
    edit.place(node, inode(edit).number, component(key));
  }

  /// Makes a file of it out of an object that was copied into it.
  Node make(Edit edit, Version version) throws IOException {
    Node node = edit.newNode(FileKind.FILE);
    node.mode = 0600;
    edit.base(node, Optional.of(version));
    node.size = version.size();
    node.modified = version.modified();
    node.changed = version.modified();
    edit.place(node, inode(edit).number, component(version.key()));
    return node;
  }

  static void describe(Node node, Conflict conflict) {
    node.xattrs.put(Conflict.ATTRIBUTE, conflict.json().getBytes(StandardCharsets.UTF_8));
  }

  private Component component(String key) {
    return new Component(key.substring(directory.length() + 1), false);
  }

  private Node inode(Edit edit) throws IOException {
    Component component = new Component(directory, true);
    Node known = edit.child(Index.ROOT, component);
    if (known != null) {
      return known;
    }
    Node made = edit.newNode(FileKind.DIRECTORY);
    made.mode = 0755;
    made.modified = editor.now();
    made.changed = made.modified;
    edit.place(made, Index.ROOT, component);
    edit.put(made);
    return made;
  }
}
