package org.openfiles.core;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;

/// Removes an entry with everything in it. What others make in it meanwhile goes too, unless they
/// are quicker all the time.
public final class TreeRemoval {
  private static final int PAGE = 1000;
  private static final int ATTEMPTS = 10;

  private TreeRemoval() {}

  public static void remove(FileTree tree, Inode directory, Name name) throws IOException {
    Attributes entry = tree.lookup(directory, name);
    if (entry.kind() != FileKind.DIRECTORY) {
      tree.unlink(directory, name);
      return;
    }
    for (int attempt = 1; ; attempt++) {
      empty(tree, entry.inode());
      try {
        tree.rmdir(directory, name);
        return;
      } catch (DirectoryNotEmptyException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void empty(FileTree tree, Inode directory) throws IOException {
    while (true) {
      DirentPage page = tree.list(directory, DirentPage.Cookie.BEGINNING, PAGE);
      if (page.entries().isEmpty()) {
        return;
      }
      for (Dirent entry : page.entries()) {
        try {
          remove(tree, directory, entry.name());
        } catch (NoSuchFileException _) {
          // Somebody else removed it, which is as good.
        }
      }
    }
  }
}
