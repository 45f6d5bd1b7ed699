package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.Key;
import org.openfiles.testkit.HostileKeys;

class KeyPathsTest {
  private static final int TRIALS = 100_000;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a, a, .%@a",
        "a/b.txt, a/b.txt, a/.%@b.txt",
        ".hidden, .hidden, .%@.hidden",
        "100%, 100%, .%@100%25",
        "p//q, p/.%/q, p/.%/.%@q",
        "/w, .%/w, .%/.%@w",
        "/, .%/.%, .%/.%@",
        "d/, d/.%, d/.%@",
        "./r, .%./r, .%./.%@r",
        "s/../u, s/.%../u, s/.%../.%@u",
        "../v, .%../v, .%../.%@v",
        ".., .%.., .%@..",
        ".%x, .%.%25x, .%@.%25x",
        ".%, .%.%25, .%@.%25",
        ".%@a, .%.%25@a, .%@.%25@a",
        ".%~a, .%.%25~a, .%@.%25~a",
        ".%na, .%.%25na, .%@.%25na",
        ".%n.%25~a, .%.%25n.%2525~a, .%@.%25n.%2525~a",
        ".%n.%25a, .%a, .%@.%25n.%2525a",
        "x/.openfiles/y, x/.openfiles/y, x/.openfiles/.%@y",
      })
  void keyHasItsPathAndItsClashPath(String key, String plain, String clash) throws IOException {
    KeyPath path = KeyPaths.of(new Key(key));

    assertThat(text(path.plain())).isEqualTo(plain);
    assertThat(text(path.clash())).isEqualTo(clash);
    assertThat(path.marker()).isEqualTo(key.endsWith("/"));
    assertThat(KeyPaths.keyOf(path.plain())).contains(new Key(key));
    assertThat(KeyPaths.keyOf(path.clash())).contains(new Key(key));
  }

  @Test
  void nulIsEncoded() throws IOException {
    assertThat(text(KeyPaths.of(new Key("a\0b")).plain())).isEqualTo(".%a%00b");
    assertThat(text(KeyPaths.of(new Key("+\0")).plain())).isEqualTo(".%%2B%00");
  }

  @Test
  void nameThatIsNotUtf8HasAKeyOfItsOwn() throws IOException {
    Place place = place("d", "caf\u00e9%", "x");

    Key key = KeyPaths.keyOf(place).orElseThrow();

    assertThat(key.value()).isEqualTo("d/.%ncaf%E9%25/x");
    assertThat(text(KeyPaths.of(key).plain())).isEqualTo(text(place));
  }

  @Test
  void longestNameIsItselfAndLongerOnesGoOnInDirectories() throws IOException {
    String longest = "x".repeat(255);
    assertThat(text(KeyPaths.of(new Key(longest)).plain())).isEqualTo(longest);
    assertThat(text(KeyPaths.of(new Key(longest)).clash()))
        .isEqualTo(".%+" + "x".repeat(240) + "/.%@" + "x".repeat(15));
    assertThat(text(KeyPaths.of(new Key(longest + "@y")).plain()))
        .isEqualTo(".%+" + "x".repeat(240) + "/.%" + "x".repeat(15) + "@y");
    assertThat(text(KeyPaths.of(new Key("x".repeat(240) + "@" + "y".repeat(20) + "/z")).plain()))
        .isEqualTo(".%+" + "x".repeat(240) + "/.%%40" + "y".repeat(20) + "/z");
  }

  @Test
  void chunksEndNeitherInsideACharacterNorInsideAnEscape() throws IOException {
    for (int shift = 0; shift < 8; shift++) {
      String start = "x".repeat(shift);
      for (String atom : List.of("\ud83d\ude00", "\uff21", "\0", "%\0")) {
        Place place = KeyPaths.of(new Key(start + atom.repeat(200))).plain();
        assertThat(place.directories()).isNotEmpty();
        for (byte[] name : place.names()) {
          assertThat(Percent.isUtf8(name)).isTrue();
          int body = NameCodec.isContinuation(name) ? 3 : 2;
          assertThat(Percent.unescape(Arrays.copyOfRange(name, body, name.length))).isNotNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".openfiles", ".openfiles/x", ".OpenFiles/x", ".openfile\u017f/x"})
  void reservedNameIsRefused(String key) {
    assertThatThrownBy(() -> KeyPaths.of(new Key(key)))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("reserved");
  }

  @Test
  void reservedNameAndTemporariesHaveNoKey() {
    assertThat(KeyPaths.keyOf(place(".openfiles", "uploads"))).isEmpty();
    assertThat(KeyPaths.keyOf(place(".%~x"))).isEmpty();
    assertThat(KeyPaths.keyOf(place("a", ".%~x", "b"))).isEmpty();
    assertThat(KeyPaths.keyOf(place(".%+a", ".%~x"))).isEmpty();
  }

  @Test
  void pathThatWouldNeedTooLongAKeyHasNone() {
    assertThat(KeyPaths.keyOf(place("x".repeat(255), "x".repeat(255), "x".repeat(255), "y")))
        .isPresent();
    assertThat(KeyPaths.keyOf(place("\u00ff".repeat(255), "x".repeat(255), "y"))).isEmpty();
  }

  @Test
  void everyKeyHasPathsOfItsOwnThatLeadBack() throws IOException {
    HostileKeys text = new HostileKeys(new Random(1));
    Map<String, Key> owners = new HashMap<>();
    for (int i = 0; i < TRIALS; i++) {
      Key key = new Key(text.text(Key.BYTES_MAX));
      if (KeyPaths.isReserved(Slashes.split(key.utf8()).getFirst())) {
        continue;
      }
      KeyPath path = KeyPaths.of(key);
      for (Place place : List.of(path.plain(), path.clash())) {
        Key owner = owners.putIfAbsent(text(place), key);
        boolean fine =
            (owner == null || owner.equals(key))
                && KeyPaths.keyOf(place).equals(Optional.of(key))
                && place.path().length < KeyPaths.PATH_BYTES_MAX
                && place.names().stream().allMatch(KeyPathsTest::isName);
        // An assertion only where it fails: a million of them take their time.
        if (!fine) {
          assertThat(List.of(key, text(place))).isEmpty();
        }
      }
    }
    assertThat(owners).hasSizeGreaterThan(TRIALS);
  }

  private static boolean isName(byte[] name) {
    String text = text(name);
    return name.length >= 1
        && name.length <= 255
        && !text.equals(".")
        && !text.equals("..")
        && text.indexOf('\0') < 0
        && text.indexOf('/') < 0;
  }

  @Test
  void everyPathHasAKeyThatLeadsBack() throws IOException {
    Random random = new Random(2);
    HostileNames text = new HostileNames(random);
    Map<Key, String> owners = new HashMap<>();
    for (int i = 0; i < TRIALS; i++) {
      List<byte[]> names = new ArrayList<>();
      for (int depth = random.nextInt(3); depth >= 0; depth--) {
        names.add(text.next());
      }
      Place place = new Place(names);
      Optional<Key> key = KeyPaths.keyOf(place);
      if (key.isEmpty()) {
        continue;
      }
      KeyPath path = KeyPaths.of(key.get());
      String way = text(place);
      boolean clash = way.equals(text(path.clash()));
      boolean fine =
          clash
              || (way.equals(text(path.plain()))
                  && way.equals(owners.computeIfAbsent(key.get(), _ -> way)));
      if (!fine) {
        assertThat(List.of(key.get(), way)).isEmpty();
      }
    }
    assertThat(owners).hasSizeGreaterThan(TRIALS / 2);
  }

  private static Place place(String... latin1Names) {
    List<byte[]> names = new ArrayList<>();
    for (String name : latin1Names) {
      names.add(name.getBytes(StandardCharsets.ISO_8859_1));
    }
    return new Place(names);
  }

  private static String text(Place place) {
    return text(place.path());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
