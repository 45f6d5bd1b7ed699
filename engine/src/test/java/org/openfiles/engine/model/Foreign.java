package org.openfiles.engine.model;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree.Creation;
import org.openfiles.core.Name;
import org.openfiles.core.TreePaths;

/// What somebody else does to the store: puts and deletes of whole objects.
final class Foreign {
  private final Play play;

  Foreign(Play play) {
    this.play = play;
  }

  /// @param fresh where something new may be
  /// @param known where something is
  void step(String fresh, String known) throws IOException {
    List<String> keys =
        play.bucket.objects().keySet().stream()
            .filter(k -> !k.endsWith("/") && !k.contains(".openfiles/"))
            .toList();
    if (play.random.nextInt(3) == 0 && !keys.isEmpty()) {
      delete(keys.get(play.random.nextInt(keys.size())));
    } else if (play.random.nextBoolean() && !keys.isEmpty()) {
      put(keys.get(play.random.nextInt(keys.size())));
    } else {
      put(play.rules.prefix() + (play.random.nextBoolean() ? fresh : known).substring(1));
    }
  }

  private String path(String key) {
    return "/" + key.substring(play.rules.prefix().length());
  }

  private void put(String key) throws IOException {
    if (isInTheWay(key)) {
      return;
    }
    byte[] bytes = new byte[play.random.nextInt(9000)];
    play.random.nextBytes(bytes);
    play.note("foreign put " + key + " " + bytes.length);
    boolean both = play.contest.foreign(path(key));
    play.bucket.put(key, bytes);
    play.listingsExpire();
    if (both) {
      play.losses.contest(key, bytes);
      return;
    }
    String path = path(key);
    imply(play.model, path.substring(0, path.lastIndexOf('/')));
    if (kind(path).isPresent()) {
      play.model.unlink(path);
    }
    play.model.create(path, Play.FILE);
    play.model.write(path, 0, bytes);
  }

  /// Whether the key would be beside a directory of that name, or below a file: no path has that.
  private boolean isInTheWay(String key) throws IOException {
    String path = path(key);
    for (String above = path;
        !above.isEmpty();
        above = above.substring(0, above.lastIndexOf('/'))) {
      boolean self = above.equals(path);
      Optional<FileKind> kind = kind(above);
      if (kind.isPresent() && (kind.get() == FileKind.DIRECTORY) == self) {
        return true;
      }
      String object = play.rules.prefix() + above.substring(1);
      for (String other : play.bucket.objects().keySet()) {
        if (self ? other.startsWith(object + "/") : other.equals(object)) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<FileKind> kind(String path) throws IOException {
    try {
      return Optional.of(play.model.find(path).kind());
    } catch (NoSuchFileException | NotDirectoryException _) {
      return Optional.empty();
    }
  }

  private void delete(String key) throws IOException {
    play.note("foreign delete " + key);
    boolean both = play.contest.foreign(path(key));
    play.bucket.delete(key);
    play.listingsExpire();
    if (both) {
      play.losses.contestDelete(key);
      return;
    }
    play.model.unlink(path(key));
    play.heal();
    play.forgetImplied();
    play.disturb();
  }

  /// The directories that a key implies.
  static void imply(Side model, String path) throws IOException {
    if (!path.isEmpty()) {
      new TreePaths(model.tree()).directories(path, new Creation(Play.IMPLIED, 0, 0));
    }
  }

  static boolean isName(String text) {
    return Name.isLegal(text);
  }
}
