package org.openfiles.door.http;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.Durability;
import org.openfiles.core.FileTree;
import org.openfiles.core.FileVolume;
import org.openfiles.core.Inode;
import org.openfiles.core.TreePaths;
import org.openfiles.core.UnavailableException;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;

/// A request whose route is known.
///
/// @param path absolute, decoded
record FilesRequest(Request http, Parameters parameters, FileVolume volume, String path) {
  Headers headers() {
    return http.headers();
  }

  FileTree tree() {
    return volume.files();
  }

  /// Where a change has to be before it is answered.
  Durability level() throws ProblemException {
    return switch (parameters.text("ack").orElse("")) {
      case "" -> volume.acknowledgement();
      case "journal" -> Durability.JOURNAL;
      case "store" -> Durability.STORE;
      default -> throw ProblemException.badRequest("ack has to be journal or store");
    };
  }

  /// Returns when what was changed at or below an inode is as safe as the request wants it.
  void acknowledge(Inode inode) throws IOException {
    volume.sync();
    if (level() == Durability.STORE) {
      try {
        tree().flush(inode);
      } catch (IOException e) {
        UnavailableException later =
            new UnavailableException(
                path,
                "it is safe in this node's journal, and not in the store yet: " + e.getMessage(),
                false);
        later.initCause(e);
        throw later;
      }
    }
  }

  Attributes find() throws IOException {
    return find(path);
  }

  Attributes find(String other) throws IOException {
    return new TreePaths(tree()).find(other);
  }

  Optional<Attributes> findIfThere() throws IOException {
    try {
      return Optional.of(find());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
