package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.FileKind;
import org.openfiles.core.MultipartStore;
import org.openfiles.testkit.TappedStore;
import org.openfiles.testkit.Verb;

/// A volume that does something while somebody else changes one object, right before or right after
/// a certain request.
final class RaceRound extends VolumeTestCase implements TappedStore.Tap {
  static final String OURS_TEXT = "what was written here";
  static final String THEIRS_TEXT = "theirs";

  private final Foreign foreign;
  private final String key;
  private final int step;
  private boolean armed;
  private int steps;
  private boolean reached;
  private boolean held;

  /// What somebody else does.
  enum Foreign {
    PUT,
    DELETE
  }

  /// @param step at which of all moments before and after requests
  RaceRound(Path directory, Foreign foreign, String key, int step) throws IOException {
    this.directory = directory;
    this.foreign = foreign;
    this.key = key;
    this.step = step;
    open();
  }

  @Override
  VolumeOptions options() {
    return super.options()
        .withImportRules(List.of(new ImportRule("", ImportRule.Trigger.ON_FILE_ACCESS, 0)));
  }

  @Override
  MultipartStore store() {
    return new TappedStore(truth, this);
  }

  /// What is done from here on is what the other races with.
  synchronized void arm() {
    armed = true;
  }

  /// Whether there was such a moment.
  boolean isReached() {
    return reached;
  }

  @Override
  public void before(Verb verb, String name) throws IOException {
    moment();
  }

  @Override
  public void after(Verb verb, String name) throws IOException {
    moment();
  }

  private synchronized void moment() throws IOException {
    held |= objects().containsValue(OURS_TEXT);
    if (armed && steps++ == step) {
      reached = true;
      switch (foreign) {
        case PUT -> put(key, THEIRS_TEXT);
        case DELETE -> vanish();
      }
    }
  }

  private void vanish() throws IOException {
    try {
      delete(key);
    } catch (NoSuchFileException _) {
      // It is not there at this moment.
    }
  }

  private Map<String, String> objects() throws IOException {
    Map<String, String> objects = new TreeMap<>();
    for (String each : keys()) {
      objects.put(each, get(each));
    }
    return objects;
  }

  /// Everything is exported, and nothing is lost.
  ///
  /// @param written whether something was written here
  void check(boolean written) throws IOException {
    synchronized (this) {
      armed = false;
    }
    for (int i = 0; volume.pending() > 0 && i < 5; i++) {
      flush();
    }
    assertThat(volume.pending()).as("exported").isZero();
    Map<String, String> files = new TreeMap<>();
    walk("", files);
    Map<String, String> objects = objects();
    if (foreign == Foreign.PUT) {
      assertThat(objects).as("the object of the other").containsValue(THEIRS_TEXT);
    }
    if (written && !held) {
      assertThat(files).as("what was written here").containsValue(OURS_TEXT);
    }
    boolean kept = files.keySet().removeIf(path -> path.startsWith(".openfiles-lost+found-"));
    assertThat(volume.conflicts().isEmpty() && kept).as("kept and not reported").isFalse();
    objects.keySet().removeIf(each -> each.startsWith(".openfiles") || each.endsWith("/"));
    assertThat(files).as("files as objects").isEqualTo(objects);
  }

  private void walk(String path, Map<String, String> files) throws IOException {
    for (Dirent entry : entries(path.isEmpty() ? "/" : path)) {
      String child = path + "/" + entry.name();
      if (entry.attributes().kind() == FileKind.DIRECTORY) {
        walk(child, files);
      } else {
        files.put(child.substring(1), read(child));
      }
    }
  }

  private List<Dirent> entries(String path) throws IOException {
    return tree().list(find(path).inode(), DirentPage.Cookie.BEGINNING, 1000).entries();
  }
}
