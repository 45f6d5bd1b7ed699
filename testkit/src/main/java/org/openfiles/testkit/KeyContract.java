package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openfiles.core.Key;

/// Keys that stores like to lose, to alias or to refuse.
interface KeyContract extends StoreFixture {

  /// Ascending. All of them can be there at once.
  static List<String> hardKeys() {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "a",
                "a/b",
                "a//b",
                "a/",
                "a/./b",
                "a/../b",
                "a/b/c",
                "x/y",
                "x",
                "d/",
                "d",
                "e/",
                "p//q",
                "p/q",
                "/w",
                "w",
                "/",
                "//",
                "///",
                "./r",
                "r",
                "s/./t",
                "s/t",
                "s/../u",
                "s/u",
                "u",
                "../v",
                "v",
                ".",
                "..",
                "./",
                "../",
                ".../",
                "o-b",
                "o/b",
                "o0",
                "\0",
                "\0/\0",
                "n\0l",
                "c\u0001d",
                "\n",
                "\u007f",
                " ",
                " /",
                "\t",
                ".hidden",
                "%",
                "%2F",
                "a%2Fb",
                ".%",
                ".%x",
                ".%@a",
                ".%+x",
                ".%~x",
                ".%nFF",
                ".%n%FF",
                "\\",
                "a\\b",
                "a:b",
                "*",
                "?",
                "<&>\"'",
                "A",
                "CON",
                "e\u0301",
                "\u00e9",
                "\u2028",
                "\ufeff",
                "\uff21",
                "\ufffd",
                "\uffff",
                "\ud83d\ude00",
                "\udbff\udfff",
                "x".repeat(255),
                "x".repeat(256),
                "x".repeat(255) + "/y",
                "x".repeat(256) + "/y",
                "x".repeat(1024),
                "/".repeat(1024),
                "./".repeat(512),
                "\0".repeat(1024),
                "\ud83d\ude00".repeat(256),
                "y/".repeat(512),
                "%".repeat(255)));
    keys.sort(Key::compare);
    return keys;
  }

  @Test
  default void everyKeyIsAnObjectOfItsOwn() throws IOException {
    List<String> shuffled = new ArrayList<>(hardKeys());
    Collections.shuffle(shuffled, new Random(1));
    for (String key : shuffled) {
      put(key, "of " + key);
    }

    for (String key : shuffled) {
      assertThat(text(key)).as(key).isEqualTo("of " + key);
      assertThat(store().head(new Key(key)).key()).isEqualTo(new Key(key));
    }
    assertThat(keys()).isEqualTo(hardKeys());
  }

  @Test
  default void everyKeyIsDeletedAlone() throws IOException {
    for (String key : hardKeys()) {
      put(key, "of " + key);
    }
    List<String> left = new ArrayList<>(hardKeys());
    List<String> shuffled = new ArrayList<>(left);
    Collections.shuffle(shuffled, new Random(2));
    for (int i = 0; i < shuffled.size(); i++) {
      String key = shuffled.get(i);
      delete(key);
      left.remove(key);
      assertThatThrownBy(() -> text(key)).as(key).isInstanceOf(NoSuchFileException.class);
      if (i % 8 == 0) {
        assertThat(keys()).as("without %s", key).isEqualTo(left);
      }
    }
    assertThat(keys()).isEmpty();
    assertThat(list("", "/")).isEmpty();
  }

  @Test
  default void emptyObjectsAtEveryKeyAreKeptToo() throws IOException {
    for (String key : hardKeys()) {
      put(key, "");
    }
    for (String key : hardKeys()) {
      assertThat(bytes(key)).as(key).isEmpty();
    }
    assertThat(keys()).isEqualTo(hardKeys());
  }

  @Test
  default void prefixOfAKeyIsNoObject() throws IOException {
    put("a/b/c", "1");

    for (String key : List.of("a", "a/", "a/b", "a/b/", "a/b/c/", "a//b/c", "./a/b/c")) {
      assertThatThrownBy(() -> store().head(new Key(key)))
          .as(key)
          .isInstanceOf(NoSuchFileException.class);
      delete(key);
    }
    assertThat(keys()).containsExactly("a/b/c");
  }

  @Test
  default void keyBelowAnObjectComesAndGoes() throws IOException {
    put("a", "one");
    put("a/b", "two");
    put("a", "three");
    assertThat(text("a")).isEqualTo("three");

    delete("a/b");
    assertThat(text("a")).isEqualTo("three");
    assertThat(keys()).containsExactly("a");

    put("a", "four");
    put("a/b/c", "five");
    delete("a");
    assertThat(keys()).containsExactly("a/b/c");
    assertThatThrownBy(() -> store().head(new Key("a"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void markerGoesFromEmptyToFullAndBack() throws IOException {
    put("d/", "");
    put("d/", "full");
    assertThat(text("d/")).isEqualTo("full");
    put("d//x", "below");
    put("d/", "");
    assertThat(text("d/")).isEmpty();
    put("d/", "again");
    delete("d//x");

    assertThat(text("d/")).isEqualTo("again");
    assertThat(keys()).containsExactly("d/");
    delete("d/");
    assertThat(keys()).isEmpty();
  }
}
