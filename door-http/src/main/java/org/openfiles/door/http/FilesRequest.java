package org.openfiles.door.http;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileTree;
import org.openfiles.core.FileVolume;
import org.openfiles.core.TreePaths;
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
