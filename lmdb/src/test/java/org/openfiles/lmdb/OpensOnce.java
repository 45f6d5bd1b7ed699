package org.openfiles.lmdb;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// Says whether it could open the database of its argument.
final class OpensOnce {
  private OpensOnce() {}

  public static void main(String[] arguments) throws Exception {
    try (Database _ = Database.open(Path.of(arguments[0]), Options.DEFAULT)) {
      System.out.println("opened");
    } catch (FileSystemException e) {
      System.out.println("refused " + e.getFile());
    }
  }
}
