package org.openfiles.server.config;

import java.nio.file.Path;
import org.openfiles.server.config.NodeConfiguration.Folder;

/// A folder as a user names it: `FOLDER`, whose own name becomes the bucket's, or `BUCKET=FOLDER`.
public final class FolderArgument {
  private FolderArgument() {}

  public static Folder parse(String text) throws ConfigurationException {
    int equals = text.indexOf('=');
    boolean named = equals > 0 && text.substring(0, equals).indexOf('/') < 0;
    return named
        ? new Folder(text.substring(0, equals), Path.of(text.substring(equals + 1)))
        : named(Path.of(text));
  }

  /// The folder as a bucket of its own name.
  public static Folder named(Path path) throws ConfigurationException {
    Path name = path.toAbsolutePath().normalize().getFileName();
    if (name == null) {
      throw new ConfigurationException("give the bucket a name: BUCKET=" + path);
    }
    return new Folder(name.toString(), path);
  }
}
