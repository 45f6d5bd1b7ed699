package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ObjectInfo;
import org.openfiles.testkit.Race;
import org.openfiles.testkit.TestBytes;

/// Keys that need the same name on the disk: one as a file, the other as a directory.
final class StandingInTheWayTest extends FolderTestCase {

  @Test
  void objectMakesWayForADirectoryAndStaysWhatItIs() throws IOException {
    ObjectInfo before = put("a", "the file", metadata(10));

    put("a/b", "below");

    assertThat(visible()).containsExactly(".%@a", "a/", "a/b");
    assertThat(head("a")).isEqualTo(before);
    assertThat(text("a")).isEqualTo("the file");
    assertThat(keys()).containsExactly("a", "a/b");
    delete("a/b");
    assertThat(visible()).containsExactly(".%@a");
    put("a", "again");
    assertThat(visible()).containsExactly(".%@a");
    delete("a");
    assertThat(visible()).isEmpty();
  }

  @Test
  void objectBesideADirectoryIsPutAndDeletedAlone() throws IOException {
    put("x/y", "below");
    put("x", "beside");
    assertThat(text("x")).isEqualTo("beside");

    delete("x");

    assertThatThrownBy(() -> head("x")).isInstanceOf(NoSuchFileException.class);
    assertThat(text("x/y")).isEqualTo("below");
  }

  @Test
  void plainFileIsTheObjectWhereAnotherProgramMadeBoth() throws IOException {
    write(".%@a", "shadow");
    write("a", "plain");
    assertThat(text("a")).isEqualTo("plain");
    assertThat(keys()).containsExactly("a");

    put("a", "new");
    assertThat(file("a")).hasContent("new");
    delete("a");

    assertThatThrownBy(() -> head("a")).isInstanceOf(NoSuchFileException.class);
    assertThat(visible()).isEmpty();
  }

  @Test
  void markerWithBytesIsAFileInItsDirectoryAndOneWithoutIsTheDirectory() throws IOException {
    put("d/", "");
    assertThat(visible()).containsExactly("d/");
    put("d/", "abc");
    assertThat(visible()).containsExactly("d/", "d/.%");
    assertThat(text("d/")).isEqualTo("abc");
    put("d/", "");
    assertThat(text("d/")).isEmpty();
    put("d/k", "x");
    assertThat(keys()).containsExactly("d/", "d/k");

    delete("d/");

    assertThat(keys()).containsExactly("d/k");
    delete("d/k");
    assertThat(visible()).isEmpty();
  }

  @Test
  void markerKeepsItsDirectoryWhenTheLastObjectInItGoes() throws IOException {
    ObjectInfo marker = put("d/e/", "");
    put("d/e/k", "x");
    delete("d/e/k");

    assertThat(head("d/e/")).isEqualTo(marker);
    assertThat(Files.isDirectory(file("d/e"))).isTrue();
  }

  /// Every read has to find the object while it is moved out of the way, and while it is replaced.
  @Test
  void readersFindTheObjectAllTheTimeWhileItMakesWay() throws Exception {
    byte[][] versions = {TestBytes.random(2000, 0), TestBytes.random(2000, 1)};
    for (int round = 0; round < 150; round++) {
      String key = "a" + round;
      put(key, versions[0]);

      Race.run(
          5,
          number -> {
            switch (number) {
              case 0 -> put(key + "/b", "below");
              case 1 -> put(key, versions[1]);
              default -> {
                for (int i = 0; i < 20; i++) {
                  assertThat(bytes(key)).isIn(versions[0], versions[1]);
                }
              }
            }
            return number;
          });

      assertThat(bytes(key)).isEqualTo(versions[1]);
      assertThat(text(key + "/b")).isEqualTo("below");
    }
    assertThat(temporaries()).isEmpty();
  }

  @RepeatedTest(3)
  void objectsBelowComeAndGoInManyThreadsAndNoneIsLost() throws Exception {
    Race.run(
        8,
        number -> {
          for (int i = 0; i < 40; i++) {
            String key = "a" + "/b".repeat(1 + i % 4) + (i % 3 == 0 ? "/" : "/" + number);
            String shared = "a" + "/b".repeat(i % 4);
            put(key, key);
            put(shared, shared);
            if (!key.endsWith("/")) {
              assertThat(text(key)).isEqualTo(key);
              delete(key);
              assertThatThrownBy(() -> head(key)).isInstanceOf(NoSuchFileException.class);
            }
          }
          return number;
        });

    assertThat(keys())
        .containsExactly(
            "a", "a/b", "a/b/", "a/b/b", "a/b/b/", "a/b/b/b", "a/b/b/b/", "a/b/b/b/b/");
    for (String key : keys()) {
      assertThat(bytes(key)).isEqualTo(key.getBytes(UTF_8));
      delete(key);
    }
    assertThat(visible()).isEmpty();
  }
}
