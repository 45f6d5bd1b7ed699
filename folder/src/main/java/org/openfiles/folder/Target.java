package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;

/// Which of its two places a key is written to, and what is there now: what is there stays, so an
/// object keeps the place that it has.
record Target(Place place, Occupant occupant, boolean plain) {

  static Target of(Directory root, Key key, KeyPath path) throws IOException {
    Occupant plain = Occupant.at(root, path.plain());
    return switch (plain) {
      case Occupant.File _, Occupant.DeadLink _ -> new Target(path.plain(), plain, true);
      case Occupant.Nothing _ ->
          Occupant.at(root, path.clash()) instanceof Occupant.File file
              ? new Target(path.clash(), file, false)
              : new Target(path.plain(), plain, true);
      case Occupant.Other _ -> clash(root, key, path);
    };
  }

  private static Target clash(Directory root, Key key, KeyPath path) throws IOException {
    Occupant clash = Occupant.at(root, path.clash());
    if (clash instanceof Occupant.Other) {
      throw new AccessDeniedException(key.value(), null, "both of its names are taken");
    }
    return new Target(path.clash(), clash, false);
  }
}
