package org.openfiles.engine.model;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.ErrorKind;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.TreePaths;
import org.openfiles.engine.model.Side.Shown;

/// Everything that may happen, a random thing at a time.
final class Moves {
  private static final String[] NAMES = {"a", "b", "c", "d", "e.txt", "ü%", ".%"};
  private static final int DEPTH = 3;

  private final Play play;
  private final RandomGenerator random;

  Moves(Play play) {
    this.play = play;
    this.random = play.random;
  }

  void step() throws IOException {
    switch (random.nextInt(32)) {
      case 0, 1, 2, 3 -> create(path());
      case 4, 5, 6 -> write(file());
      case 7 -> append(file());
      case 8 -> resize(file());
      case 9, 10 -> rename(any(), path(), RenameMode.REPLACE);
      case 11 -> rename(any(), any(), RenameMode.EXCHANGE);
      case 12 -> rename(any(), any(), RenameMode.REPLACE);
      case 13 -> rename(directory(), path(), RenameMode.NO_REPLACE);
      case 14, 15 -> remove(any());
      case 16, 17 -> mkdir(path());
      case 18 -> symlink(path());
      case 19 -> change(any());
      case 20 -> export(file());
      case 21 -> tryFlush();
      case 22 -> expire();
      case 23 -> restart();
      case 24 -> settle();
      case 25, 26, 27, 28 -> foreign();
      default -> look(any());
    }
  }

  // Paths.

  private String path() throws IOException {
    String directory = directory();
    String name = NAMES[random.nextInt(NAMES.length - 1)];
    return TreePaths.names(directory + "/x").size() > DEPTH ? "/" + name : directory + "/" + name;
  }

  private String directory() throws IOException {
    List<String> all = new ArrayList<>(List.of(""));
    play.model.walk().forEach((path, shown) -> addIf(all, path, shown, FileKind.DIRECTORY));
    return all.get(random.nextInt(all.size()));
  }

  private String file() throws IOException {
    List<String> all = new ArrayList<>();
    play.model.walk().forEach((path, shown) -> addIf(all, path, shown, FileKind.FILE));
    return all.isEmpty() ? "/none" : all.get(random.nextInt(all.size()));
  }

  private String any() throws IOException {
    List<String> all = List.copyOf(play.model.walk().keySet());
    return all.isEmpty() ? "/none" : all.get(random.nextInt(all.size()));
  }

  private static void addIf(List<String> all, String path, Shown shown, FileKind kind) {
    if (shown.kind() == kind) {
      all.add(path);
    }
  }

  private byte[] bytes() {
    int max = random.nextInt(10) == 0 ? 300_000 : 9000;
    byte[] bytes = new byte[random.nextInt(max)];
    random.nextBytes(bytes);
    return bytes;
  }

  // What is done here.

  private void local(String what, Play.Verb verb, String... paths) throws IOException {
    for (String path : paths) {
      if (path.isEmpty() || play.contest.isContested(path)) {
        return;
      }
    }
    if (play.both(what + " " + String.join(" ", paths), verb)) {
      play.contest.changed(paths);
    }
  }

  private void create(String path) throws IOException {
    byte[] bytes = bytes();
    local("create", side -> side.create(path, Play.FILE), path);
    if (exists(path, FileKind.FILE)) {
      local("write 0 " + bytes.length, side -> side.write(path, 0, bytes), path);
    }
  }

  private boolean exists(String path, FileKind kind) throws IOException {
    try {
      return play.model.find(path).kind() == kind;
    } catch (NoSuchFileException | java.nio.file.NotDirectoryException _) {
      return false;
    }
  }

  private void write(String path) throws IOException {
    byte[] bytes = bytes();
    int position = random.nextInt(20_000);
    local("write " + position + " " + bytes.length, s -> s.write(path, position, bytes), path);
  }

  private void append(String path) throws IOException {
    byte[] bytes = bytes();
    local("append " + bytes.length, side -> side.append(path, bytes), path);
  }

  private void resize(String path) throws IOException {
    int size = random.nextInt(20_000);
    local("resize " + size, s -> s.change(path, AttributeChange.NONE.withSize(size)), path);
  }

  private void rename(String from, String to, RenameMode mode) throws IOException {
    local("rename " + mode, side -> side.rename(from, to, mode), from, to);
  }

  private void remove(String path) throws IOException {
    boolean directory = exists(path, FileKind.DIRECTORY);
    local("remove", side -> remove(side, path, directory), path);
  }

  private static void remove(Side side, String path, boolean directory) throws IOException {
    if (directory) {
      side.rmdir(path);
    } else {
      side.unlink(path);
    }
  }

  private void mkdir(String path) throws IOException {
    local("mkdir", side -> side.mkdir(path, Play.DIRECTORY), path);
  }

  private void symlink(String path) throws IOException {
    String target = "../" + random.nextInt(1000);
    local("symlink", side -> side.symlink(path, target, Play.FILE), path);
  }

  private void change(String path) throws IOException {
    if (exists(path, FileKind.FILE)) {
      int mode = 0600 | random.nextInt(0100);
      local("chmod", s -> s.change(path, AttributeChange.NONE.withMode(mode)), path);
    }
  }

  // What concerns both sides.

  private void export(String path) throws IOException {
    if (!play.contest.isContested(path) && exists(path, FileKind.FILE)) {
      play.note("export " + path);
      play.tried(side -> side.export(path));
    }
  }

  private void tryFlush() throws IOException {
    play.note("flush");
    try {
      play.flush();
    } catch (IOException e) {
      ErrorKind kind = ErrorKind.of(e);
      play.note("  -> " + kind + " " + e.getMessage());
    }
  }

  private void expire() throws IOException {
    play.note("expire");
    play.volume().expire(Duration.ZERO);
  }

  private void restart() throws IOException {
    boolean crash = random.nextBoolean() && !play.rules.isExportedAtOnce();
    play.note(crash ? "crash" : "restart");
    play.reopen(crash);
  }

  private void look(String path) throws IOException {
    if (play.contest.isContested(path)) {
      return;
    }
    play.note("look " + path);
    Optional<Shown> wanted = shown(play.model, path);
    Optional<Shown>[] found = newArray();
    if (play.tried(side -> found[0] = shown(side, path))) {
      Losses.requireEqual(path, found[0].orElse(null), wanted.orElse(null));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of one kind of thing
  private static Optional<Shown>[] newArray() {
    return new Optional[1];
  }

  private static Optional<Shown> shown(Side side, String path) throws IOException {
    try {
      Attributes found = side.find(path);
      return Optional.of(side.show(found));
    } catch (NoSuchFileException | java.nio.file.NotDirectoryException _) {
      return Optional.empty();
    }
  }

  /// Everything is exported, and both sides have to agree.
  void settle() throws IOException {
    play.note("settle");
    play.heal();
    for (int i = 0; play.volume().pending() > 0; i++) {
      if (i == 20) {
        throw new AssertionError("never exported: " + play.volume().pending());
      }
      try {
        play.flush();
      } catch (IOException e) {
        play.note("  -> " + e);
      }
    }
    play.listingsExpire();
    play.forgetImplied();
    play.losses.check();
    Map<String, Shown> before = play.here().walk();
    if (random.nextInt(3) == 0) {
      play.note("a new cache");
      before.keySet().removeIf(path -> path.startsWith(Losses.LOST_AND_FOUND));
      play.forgetCache();
      Map<String, Shown> after = play.here().walk();
      assertSame(before, after);
    }
    adopt(before);
    play.contest.settled();
    play.disturb();
  }

  private static void assertSame(Map<String, Shown> before, Map<String, Shown> after) {
    if (!before.keySet().equals(after.keySet())) {
      throw new AssertionError(
          "without the cache: " + after.keySet() + "; with it: " + before.keySet());
    }
    before.forEach((path, shown) -> Losses.requireEqual(path, after.get(path), shown));
  }

  /// The model takes over what became of what both sides had changed.
  private void adopt(Map<String, Shown> shown) throws IOException {
    for (String path : List.copyOf(play.model.walk().keySet()).reversed()) {
      if (play.contest.isContested(path)) {
        Shown known = play.model.show(play.model.find(path));
        if (known.kind() != FileKind.DIRECTORY) {
          play.model.unlink(path);
        } else if (!shown.containsKey(path) || shown.get(path).kind() != FileKind.DIRECTORY) {
          play.model.rmdir(path);
        }
      }
    }
    for (Map.Entry<String, Shown> each : shown.entrySet()) {
      String path = each.getKey();
      if (!path.startsWith(Losses.LOST_AND_FOUND) && !exists(path, each.getValue().kind())) {
        copy(path, each.getValue());
      }
    }
  }

  private void copy(String path, Shown shown) throws IOException {
    switch (shown.kind()) {
      case DIRECTORY -> Foreign.imply(play.model, path);
      case SYMLINK -> play.model.symlink(path, shown.text(), Play.FILE);
      default -> {
        play.model.create(path, Play.FILE);
        play.model.write(path, 0, shown.bytes());
        play.model.change(path, AttributeChange.NONE.withMode(shown.mode()));
      }
    }
  }

  private void foreign() throws IOException {
    if (play.rules.foreign()) {
      new Foreign(play).step(path(), any());
    }
  }
}
