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

  private final Path path;
  private final Directory root;

  private ContentFiles(Path path, Directory root) {
    this.path = path;
    this.root = root;
  }

  static ContentFiles open(Path directory) throws IOException {
    Path path = directory.toAbsolutePath().resolve("content");
    Files.createDirectories(path);
    ContentFiles files = new ContentFiles(path, Directory.open(path));
    boolean opened = false;
    try {
      files.makeFolders();
      opened = true;
    } finally {
      if (!opened) {
        files.close();
      }
    }
    return files;
  }

  private void makeFolders() throws IOException {
    boolean made = false;
    for (int i = 0; i < FOLDERS; i++) {
      made |= make(root, folder(i));
    }
    if (made) {
      root.sync();
    }
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
    String folder = HexFormat.of().toHexDigits((byte) id);
    String name = Long.toString(id);
    return new ContentFile(root, folder, name, path.resolve(folder).resolve(name));
  }

  private static byte[] folder(int number) {
    return FileName.bytes(HexFormat.of().toHexDigits((byte) number));
  }

  /// Something to be done for each file.
  interface Visitor {
    void visit(long id) throws IOException;
  }

  /// Every content that has a file. Names that are no ids are left alone: they are not ours.
  void forEach(Visitor visitor) throws IOException {
    for (int i = 0; i < FOLDERS; i++) {
      try (Directory folder = root.openDirectory(folder(i));
          DirectoryStream<DirectoryEntry> entries = folder.entries()) {
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
    root.close();
  }
}
