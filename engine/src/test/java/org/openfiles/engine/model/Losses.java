package org.openfiles.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;
import org.openfiles.engine.Conflict;
import org.openfiles.engine.model.Side.Shown;

/// What must not be lost where both sides changed the same, and what must hold when they agree
/// again.
final class Losses {
  static final String LOST_AND_FOUND = "/.openfiles-lost+found-model";

  private final Play play;

  /// Bytes that were acknowledged here.
  private final Map<String, byte[]> ours = new LinkedHashMap<>();

  /// What the store was given by others, by key.
  private final Map<String, byte[]> theirs = new TreeMap<>();

  private final Set<String> contested = new HashSet<>();

  /// Where what lost a conflict was kept, also before the cache was thrown away.
  private final Set<String> reported = new HashSet<>();

  private int counted;

  Losses(Play play) {
    this.play = play;
  }

  /// A path was changed by both: whatever is related to it has to be somewhere in the end.
  void contest(String key, byte[] bytes) throws IOException {
    theirs.put(key, bytes);
    for (Map.Entry<String, Shown> each : play.model.walk().entrySet()) {
      if (play.contest.isContested(each.getKey())) {
        contested.add(each.getKey().substring(1));
        if (each.getValue().kind() == FileKind.FILE) {
          ours.put(each.getKey() + "#" + ++counted, each.getValue().bytes());
        }
      }
    }
    contested.add(key.substring(play.rules.prefix().length()));
  }

  void contestDelete(String key) throws IOException {
    contest(key, new byte[0]);
    theirs.remove(key);
  }

  /// Checks everything, when nothing waits for export.
  void check() throws IOException {
    Map<String, Shown> shown = play.here().walk();
    Map<String, byte[]> objects = play.bucket.objects();
    List<Shown> kept = new ArrayList<>();
    Map<String, Shown> files = new TreeMap<>();
    for (Map.Entry<String, Shown> each : shown.entrySet()) {
      if (each.getKey().startsWith(LOST_AND_FOUND)) {
        kept.add(each.getValue());
      } else {
        files.put(each.getKey(), each.getValue());
      }
    }
    Map<String, byte[]> visible = new TreeMap<>(objects);
    visible.keySet().removeIf(key -> key.contains(LOST_AND_FOUND.substring(1) + "/"));
    visible.keySet().removeIf(key -> key.contains(".openfiles/meta/"));
    if (!kept.isEmpty()) {
      // What is kept may lie there.
      visible.keySet().removeIf(key -> key.contains(".openfiles-work/aside/"));
    }
    requireSame(files, visible);
    requireModel(files);
    requireNothingLost(files, kept, objects);
    requireReports(shown, objects.keySet());
    ours.clear();
    theirs.clear();
  }

  /// The tree and the store show the same.
  private void requireSame(Map<String, Shown> files, Map<String, byte[]> objects) {
    Map<String, ByteBuffer> left = new TreeMap<>();
    objects.forEach(
        (key, bytes) -> left.put("/" + key.substring(play.rules.prefix().length()), wrap(bytes)));
    for (Map.Entry<String, Shown> each : files.entrySet()) {
      Shown shown = each.getValue();
      switch (shown.kind()) {
        case DIRECTORY -> left.remove(keyOf(each.getKey()) + "/");
        case SYMLINK ->
            assertThat(left.remove(keyOf(each.getKey())))
                .as("object of the link " + each.getKey())
                .isEqualTo(wrap(shown.text().getBytes(StandardCharsets.UTF_8)));
        default ->
            assertThat(left.remove(keyOf(each.getKey())))
                .as("object of the file " + each.getKey())
                .isEqualTo(wrap(shown.bytes()));
      }
    }
    assertThat(left.keySet()).as("objects that are no files").isEmpty();
  }

  /// A path as a key: what is no path is called so that it can be told.
  private static String keyOf(String path) {
    StringBuilder key = new StringBuilder();
    for (String name : path.substring(1).split("/", -1)) {
      boolean escaped = name.startsWith(".%f") || name.startsWith(".%d");
      key.append('/').append(escaped ? name.substring(3).replace("%25", "%") : name);
    }
    return key.toString();
  }

  private void requireModel(Map<String, Shown> files) throws IOException {
    Map<String, Shown> wanted = play.model.walk();
    Set<String> paths = new HashSet<>(files.keySet());
    paths.addAll(wanted.keySet());
    for (String path : paths) {
      if (!play.contest.isContested(path)) {
        requireEqual(path, files.get(path), wanted.get(path));
      }
    }
  }

  static void requireEqual(String path, @Nullable Shown found, @Nullable Shown wanted) {
    assertThat(found != null).as("%s is there: wanted=%s", path, wanted).isEqualTo(wanted != null);
    if (found != null && wanted != null) {
      assertThat(found.kind()).as(path).isEqualTo(wanted.kind());
      assertThat(found.text()).as(path).isEqualTo(wanted.text());
      assertThat(wrap(found.bytes())).as(path).isEqualTo(wrap(wanted.bytes()));
      if (wanted.mode() != Play.IMPLIED && wanted.mode() != Play.FOREIGN) {
        assertThat(found.mode()).as("mode of " + path).isEqualTo(wanted.mode());
      }
    }
  }

  private void requireNothingLost(
      Map<String, Shown> files, List<Shown> kept, Map<String, byte[]> objects) {
    List<Shown> all = new ArrayList<>(kept);
    all.addAll(files.values());
    ours.forEach(
        (path, bytes) ->
            assertThat(isStored(path, bytes) || all.stream().anyMatch(s -> s.isOf(bytes)))
                .as("written here and lost: " + path)
                .isTrue());
    List<ByteBuffer> stored = objects.values().stream().map(Losses::wrap).toList();
    theirs.forEach(
        (key, bytes) ->
            assertThat(stored.contains(wrap(bytes)))
                .as("given to the store by others, and lost: " + key)
                .isTrue());
  }

  private boolean isStored(String path, byte[] bytes) {
    String key = play.rules.prefix() + path.substring(1, path.indexOf('#'));
    return play.bucket.everHeld(bytes) || play.bucket.isUnsure(key);
  }

  /// Every conflict was one, and everything in lost+found was reported, but for copies that the
  /// store had made when the volume crashed.
  private void requireReports(Map<String, Shown> shown, Set<String> keys) throws IOException {
    for (Conflict conflict : play.volume().conflicts()) {
      assertThat(contested).as("no conflict: %s", conflict).contains(conflict.key());
      reported.add("/" + conflict.kept());
    }
    for (Map.Entry<String, Shown> each : shown.entrySet()) {
      String path = each.getKey();
      if (path.startsWith(LOST_AND_FOUND + "/")
          && !keys.contains(play.rules.prefix() + path.substring(1))) {
        assertThat(reported).contains(path);
      }
    }
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }
}
