package org.openfiles.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ListRequest.Start;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Directory;

class ListerTest {
  private static final long CACHE = 64L << 20;

  private DiskFolder folder;
  private Lister lister;

  @BeforeEach
  void open() throws IOException {
    folder = new DiskFolder();
    lister = new Lister(folder.root(), folder, InstantSource.system(), CACHE);
  }

  @AfterEach
  void close() throws IOException {
    folder.close();
  }

  @Test
  void filesThatOthersMadeAreListed() throws IOException {
    write("a.txt");
    write("d/b.txt");
    write(".hidden");
    write("100%.txt");

    assertThat(list("", "")).containsExactly(".hidden", "100%.txt", "a.txt", "d/b.txt");
  }

  @Test
  void namesThatAreNotUtf8AreListedUnderTheirEscapes() throws IOException {
    for (String name : List.of("caf\u00e9", "d\u00ff", "x\u00c3")) {
      folder.write(place(name), new byte[1]);
    }
    folder.write(place("dir\u00fe", "in"), new byte[1]);
    folder.write(place(".%wrong"), new byte[1]);
    folder.write(place(".%+x"), new byte[1]);
    folder.write(place(".%+y", "loose"), new byte[1]);

    assertThat(list("", ""))
        .containsExactly(
            ".%n.%25+x",
            ".%n.%25+y%2Floose", ".%n.%25wrong", ".%ncaf%E9", ".%nd%FF", ".%ndir%FE/in", ".%nx%C3");
    for (String key : list("", "")) {
      KeyPath path = KeyPaths.of(new Key(key));
      assertThat(folder.root().status(path.plain().path()).isRegular()).as(key).isTrue();
    }
    assertThat(list("", "/")).contains(".%ndir%FE/");
    assertThat(list(".%ndir%FE/", "/")).containsExactly(".%ndir%FE/in");
  }

  @Test
  void whatIsOursIsHidden() throws IOException {
    write("a");
    write(".openfiles/uploads/x");
    write("d/.openfiles/y");
    folder.write(place(".%~temporary"), new byte[1]);
    folder.write(place("d", ".%~temporary"), new byte[1]);
    folder.write(place("e", ".%~temporary"), new byte[1]);
    folder.write(place("f", ".%~directory", "x"), new byte[1]);
    folder.write(place(".%+" + "x".repeat(240), ".%~temporary"), new byte[1]);

    assertThat(list("", "")).containsExactly("a", "d/.openfiles/y");
    assertThat(list("", "/")).containsExactly("a", "d/");
    assertThat(list(".openfiles/", "")).isEmpty();
    assertThat(list(".openfiles/uploads/", "/")).isEmpty();
    assertThat(list(".open", "")).isEmpty();
  }

  @Test
  void directoriesWithoutObjectsAreNoPrefixes() throws IOException {
    Files.createDirectories(folder.path().resolve("empty/deeper/still"));
    Files.createDirectories(folder.path().resolve("full/deeper"));
    write("full/deeper/x");
    folder.put("marked/");

    assertThat(list("", "/")).containsExactly("full/", "marked/");
    assertThat(list("", "")).containsExactly("full/deeper/x", "marked/");
    assertThat(list("full/", "/")).containsExactly("full/deeper/");
    assertThat(list("empty/", "/")).isEmpty();
    assertThat(list("marked/", "/")).containsExactly("marked/");
    assertThat(list("nothing/here/", "/")).isEmpty();
    assertThat(list("full/deeper/x/", "/")).isEmpty();
  }

  @Test
  void whatIsNeitherFileNorDirectoryIsHidden() throws Exception {
    write("a");
    Files.createDirectories(folder.path().resolve("only"));
    for (String name : List.of("fifo", "only/fifo")) {
      new ProcessBuilder("mkfifo", folder.path().resolve(name).toString()).start().waitFor();
    }
    Path socket = Path.of("target", "listing-" + System.nanoTime() % 100_000);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.move(socket, folder.path().resolve("socket"));
    }

    assertThat(Files.exists(folder.path().resolve("only/fifo"))).isTrue();
    assertThat(list("", "")).containsExactly("a");
    assertThat(list("", "/")).containsExactly("a");
  }

  @Test
  void linksAreFollowedAsLongAsTheyStayInside() throws IOException {
    write("d/file");
    link("to-file", "d/file");
    link("to-directory", "d");
    link("d/up", "../other");
    write("other/x");
    link("other/same", "x");
    link("dangling", "nowhere");
    link("outside", "/etc/hostname");
    link("outside-directory", "/etc");
    link("above", "..");
    link("to-link", "to-file");

    assertThat(list("", ""))
        .containsExactly(
            "d/file",
            "d/up/same",
            "d/up/x",
            "other/same",
            "other/x",
            "to-directory/file",
            "to-directory/up/same",
            "to-directory/up/x",
            "to-file",
            "to-link");
    assertThat(list("", "/"))
        .containsExactly("to-file", "to-link", "d/", "other/", "to-directory/");
    assertThat(list("to-directory/up/", "/"))
        .containsExactly("to-directory/up/same", "to-directory/up/x");
    assertThat(list("outside-directory/", "/")).isEmpty();
  }

  @Test
  void loopsOfLinksEnd() throws IOException {
    write("a/x");
    link("a/self", ".");
    link("a/up", "..");
    link("a/again", "../b");
    write("b/y");
    link("b/back", "../a");
    link("one", "two");
    link("two", "one");
    Files.createDirectories(folder.path().resolve("c"));
    link("c/round", "../c");

    assertThat(list("", "")).containsExactly("a/again/y", "a/x", "b/back/x", "b/y");
    assertThat(list("", "/")).containsExactly("a/", "b/");
    assertThat(list("a/", "/")).containsExactly("a/x", "a/again/");
    assertThat(list("a/self/", "/")).isEmpty();
    assertThat(list("a/self/a/", "/")).isEmpty();
  }

  @Test
  void longNamesThatGoOnElsewhereAreListedInTheirPlaces() throws IOException {
    String x = "x".repeat(240);
    List<String> keys =
        List.of(
            x,
            x + "a",
            x + "a".repeat(30),
            x + "a".repeat(30) + "/in",
            x + "b",
            x + "c".repeat(500));
    for (String key : keys) {
      folder.put(key);
    }

    assertThat(list("", "")).isEqualTo(keys);
    folder.put(x + "a".repeat(31));
    assertThat(list(x + "a", ""))
        .containsExactly(
            x + "a", x + "a".repeat(30), x + "a".repeat(30) + "/in", x + "a".repeat(31));
  }

  @Test
  void plainFileHidesTheOneForClashes() throws IOException {
    folder.write(place("a"), new byte[7]);
    folder.write(place(".%@a"), new byte[3]);
    folder.write(place(".%@b"), new byte[3]);

    ListPage page = lister.list(new ListRequest("", "", Start.BEGINNING, 10));

    assertThat(page.objects()).extracting(info -> info.key().value()).containsExactly("a", "b");
    assertThat(page.objects()).extracting(ObjectInfo::size).containsExactly(7L, 3L);
  }

  @Test
  void everyChangeIsSeenByTheNextListing() throws IOException {
    for (int i = 0; i < 300; i++) {
      write("d/" + i);
      assertThat(list("d/", "/")).hasSize(i + 1).contains("d/" + i);
    }
    for (int i = 0; i < 300; i++) {
      Files.delete(folder.path().resolve("d/" + i));
      assertThat(list("d/", "/")).hasSize(299 - i).doesNotContain("d/" + i);
    }
    assertThat(list("", "/")).isEmpty();
  }

  @Test
  void changeOfAKindIsSeen() throws IOException {
    write("a");
    assertThat(list("", "")).containsExactly("a");
    Files.delete(folder.path().resolve("a"));
    write("a/b");
    assertThat(list("", "")).containsExactly("a/b");
    assertThat(list("", "/")).containsExactly("a/");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, CACHE})
  void objectThatVanishesIsLeftOutAndThePageIsFull(long cache) throws IOException {
    for (int i = 100; i < 200; i++) {
      write("f" + i);
    }
    InfoReader vanishing =
        new InfoReader() {
          @Override
          public Optional<ObjectInfo> file(Key key, Directory base, byte[] path)
              throws IOException {
            return key.value().endsWith("5") ? Optional.empty() : folder.file(key, base, path);
          }

          @Override
          public Optional<ObjectInfo> marker(Key key, byte[] path) {
            return Optional.empty();
          }
        };
    lister = new Lister(folder.root(), vanishing, InstantSource.system(), cache);

    List<String> all = new ArrayList<>();
    Optional<Start> start = Optional.of(Start.BEGINNING);
    while (start.isPresent()) {
      ListPage page = lister.list(new ListRequest("", "", start.get(), 10));
      page.objects().forEach(info -> all.add(info.key().value()));
      assertThat(page.objects()).hasSize(10);
      start = page.next();
    }
    assertThat(all).hasSize(90).noneMatch(key -> key.endsWith("5")).isSorted();
  }

  @Test
  void largeDirectoryIsListedBeforeWhileAndAfterItIsSorted() throws IOException {
    List<String> keys = new ArrayList<>();
    Files.createDirectories(folder.path().resolve("big"));
    for (int i = 0; i < TokenCache.SORTED_AT_ONCE + 1000; i++) {
      String key = "big/" + Integer.toHexString(i * 0x9E3779B1);
      Files.createFile(folder.path().resolve(key));
      keys.add(key);
    }
    keys.sort(Key::compare);

    for (int round = 0; round < 30; round++) {
      int at = round * 700;
      ListPage page =
          lister.list(new ListRequest("big/", "/", new Start.AfterKey(keys.get(at)), 500));
      assertThat(page.objects())
          .extracting(info -> info.key().value())
          .isEqualTo(keys.subList(at + 1, Math.min(keys.size(), at + 501)));
    }
    write("big/!new");
    assertThat(lister.list(new ListRequest("", "", Start.BEGINNING, 2)).objects())
        .extracting(info -> info.key().value())
        .containsExactly("big/!new", keys.getFirst());
    assertThat(list("big/" + keys.get(77).substring(4), "/")).contains(keys.get(77));
  }

  @Test
  void directoryThatDoesNotFitTheCacheIsListedToo() throws IOException {
    for (int i = 0; i < 300; i++) {
      write("d/" + i % 7 + "/" + i);
    }
    Lister cached = lister;
    for (long bytes : new long[] {0, 300, 3000, 6000}) {
      lister = new Lister(folder.root(), folder, InstantSource.system(), bytes);
      for (int limit : new int[] {1, 7, 1000}) {
        assertThat(pages("d/", "/", limit, lister)).isEqualTo(pages("d/", "/", limit, cached));
        assertThat(pages("", "", limit, lister)).isEqualTo(pages("", "", limit, cached));
      }
    }
  }

  @Test
  void textThatIsNotUnicodeIsRefused() {
    assertThatThrownBy(() -> list("a\ud800", "")).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> pages(String prefix, String delimiter, int limit, Lister lister)
      throws IOException {
    List<String> all = new ArrayList<>();
    Optional<Start> start = Optional.of(Start.BEGINNING);
    while (start.isPresent()) {
      ListPage page = lister.list(new ListRequest(prefix, delimiter, start.get(), limit));
      page.objects().forEach(info -> all.add(info.key().value()));
      all.addAll(page.prefixes());
      start = page.next();
    }
    return all;
  }

  private List<String> list(String prefix, String delimiter) throws IOException {
    return pages(prefix, delimiter, Integer.MAX_VALUE, lister);
  }

  private void write(String name) throws IOException {
    Path file = folder.path().resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private void link(String name, String content) throws IOException {
    Files.createSymbolicLink(folder.path().resolve(name), Path.of(content));
  }

  private static Place place(String... names) {
    return new Place(Arrays.stream(names).map(name -> name.getBytes(ISO_8859_1)).toList());
  }
}
