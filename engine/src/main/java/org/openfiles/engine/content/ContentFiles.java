package org.openfiles.engine.content;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.openfiles.posix.Directory;
import org.openfiles.posix.DirectoryEntry;
import org.openfiles.posix.FileName;

/// Where the files lie: `content/xx/ID`, with `xx` the last byte of the id.
final class ContentFiles implements AutoCloseable {
  private static final int FOLDERS = 256;

  private final Path root;
  private final Directory[] folders = new Directory[FOLDERS];

  private ContentFiles(Path root) {
    this.root = root;
  }

  static ContentFiles open(Path directory) throws IOException {
    ContentFiles files = new ContentFiles(directory.toAbsolutePath().resolve("content"));
    Files.createDirectories(files.root);
    boolean opened = false;
    try (Directory root = Directory.open(files.root)) {
      boolean made = false;
      for (int i = 0; i < FOLDERS; i++) {
        byte[] name = FileName.bytes(HexFormat.of().toHexDigits((byte) i));
        made |= make(root, name);
        files.folders[i] = root.openDirectory(name);
      }
      if (made) {
        root.sync();
      }
      opened = true;
    } finally {
      if (!opened) {
        files.close();
      }
    }
    return files;
  }

  private static boolean make(Directory root, byte[] name) throws IOException {
    if (root.statusIfPresent(name).isPresent()) {
      return false;
    }
    try {
      root.mkdir(name, 0700);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    return true;
  }

  ContentFile file(long id) {
    return new ContentFile(folders[(int) (id & 0xff)], name(id), path(id));
  }

  private Path path(long id) {
    return root.resolve(HexFormat.of().toHexDigits((byte) id)).resolve(Long.toString(id));
  }

  private static byte[] name(long id) {
    return FileName.bytes(Long.toString(id));
  }

  /// Something to be done for each file.
  interface Visitor {
    void visit(long id) throws IOException;
  }

  /// Every content that has a file. Names that are no ids are left alone: they are not ours.
  void forEach(Visitor visitor) throws IOException {
    for (Directory folder : folders) {
      try (DirectoryStream<DirectoryEntry> entries = folder.entries()) {
        for (DirectoryEntry entry : entries) {
          String name = FileName.display(entry.name());
          if (name.matches("-?[0-9]{1,19}")) {
            visitor.visit(Long.parseLong(name));
          }
        }
      }
    }
  }

  @Override
  public void close() {
    for (Directory folder : folders) {
      if (folder != null) {
        folder.close();
      }
    }
  }
}
