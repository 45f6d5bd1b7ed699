package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openfiles.core.FileHandle;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.Inode;

/// Verbs that meet take effect one after the other.
interface TreeRaceContract extends TreeFixture {
  int TREE_THREADS = 8;

  @Test
  default void ofManyCreatesOneWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      String path = "/f" + round;
      List<Boolean> won =
          Race.run(TREE_THREADS, i -> done(() -> oneOf(i, () -> create(path), () -> mkdir(path))));
      assertThat(won).containsOnlyOnce(true);
    }
    assertThat(names("/")).hasSize(20);
  }

  @Test
  default void ofManyRenamesOfOneNameOneWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      String text = "round " + round;
      file("/f", text);
      List<Boolean> won = Race.run(TREE_THREADS, i -> done(() -> rename("/f", "/to" + i)));
      assertThat(won).containsOnlyOnce(true);
      String winner = "/to" + won.indexOf(true);
      assertThat(names("/")).containsExactly(winner.substring(1));
      assertThat(text(winner)).isEqualTo(text);
      unlink(winner);
    }
  }

  @Test
  default void ofManyRenamesOntoOneFreeNameOneWins() throws Exception {
    for (int i = 0; i < TREE_THREADS; i++) {
      file("/f" + i, "of " + i);
    }
    List<Boolean> won =
        Race.run(TREE_THREADS, i -> done(() -> rename("/f" + i, "/target", RenameMode.NO_REPLACE)));
    assertThat(won).containsOnlyOnce(true);
    assertThat(text("/target")).isEqualTo("of " + won.indexOf(true));
    assertThat(names("/")).hasSize(TREE_THREADS);
  }

  @Test
  default void replacedNameIsNeverMissing() throws Exception {
    file("/f", "text 0");
    AtomicBoolean replacing = new AtomicBoolean(true);
    List<Integer> reads =
        Race.run(
            3,
            i -> {
              if (i == 0) {
                try {
                  for (int n = 1; n <= 100; n++) {
                    file("/new", "text " + n);
                    rename("/new", "/f");
                  }
                } finally {
                  replacing.set(false);
                }
                return 1;
              }
              int seen = 0;
              while (replacing.get() || seen == 0) {
                find("/f");
                assertThat(names("/")).contains("f");
                seen++;
              }
              return seen;
            });
    assertThat(reads).allMatch(seen -> seen > 0);
    assertThat(text("/f")).isEqualTo("text 100");
    assertThat(names("/")).containsExactly("f");
  }

  @Test
  default void directoriesMovedIntoEachOtherNeverMakeALoop() throws Exception {
    for (int round = 0; round < 20; round++) {
      mkdir("/a");
      mkdir("/b");
      List<Boolean> moved =
          Race.run(
              2, i -> done(() -> oneOf(i, () -> rename("/a", "/b/a"), () -> rename("/b", "/a/b"))));
      assertThat(moved).containsOnlyOnce(true);
      String outer = moved.getFirst() ? "/b" : "/a";
      String inner = moved.getFirst() ? "/b/a" : "/a/b";
      assertThat(names("/")).containsExactly(outer.substring(1));
      rmdir(inner);
      rmdir(outer);
    }
  }

  @Test
  default void nothingIsLeftInADirectoryThatIsRemoved() throws Exception {
    for (int round = 0; round < 30; round++) {
      Inode directory = mkdir("/d").inode();
      List<Boolean> happened =
          Race.run(
              2,
              i ->
                  done(
                      () ->
                          oneOf(
                              i,
                              () -> rmdir("/d"),
                              () -> tree().create(directory, name("f"), FILE))));
      assertThat(happened).containsOnlyOnce(true);
      if (happened.get(1)) {
        unlink("/d/f");
        rmdir("/d");
      }
    }
    assertThat(names("/")).isEmpty();
  }

  @Test
  default void appendsOfManyAreAllThereAndWhole() throws Exception {
    Inode file = create("/log").inode();
    Race.run(
        TREE_THREADS,
        i -> {
          try (FileHandle handle = tree().open(file)) {
            for (int n = 0; n < 50; n++) {
              handle.append(ByteBuffer.wrap("%02d-%02d\n".formatted(i, n).getBytes(UTF_8)));
            }
          }
          return i;
        });
    assertThat(text("/log").lines())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, TREE_THREADS)
                .boxed()
                .flatMap(i -> IntStream.range(0, 50).mapToObj(n -> "%02d-%02d".formatted(i, n)))
                .toList());
  }

  @Test
  default void namesOfOneFileMadeAndRemovedAtOnceAreCountedRight() throws Exception {
    file("/f", "bytes");
    Race.run(
        TREE_THREADS,
        i -> {
          for (int n = 0; n < 30; n++) {
            link("/f", "/l" + i);
            if (n < 29) {
              unlink("/l" + i);
            }
          }
          return i;
        });
    assertThat(find("/f").links()).isEqualTo(1 + TREE_THREADS);
    assertThat(names("/")).hasSize(1 + TREE_THREADS);
  }

  private static void oneOf(int number, TreeEntryContract.Step even, TreeEntryContract.Step odd)
      throws IOException {
    (number % 2 == 0 ? even : odd).run();
  }

  /// Whether a verb was done, rather than refused for what another had done before.
  private static boolean done(TreeEntryContract.Step step) throws IOException {
    try {
      step.run();
      return true;
    } catch (FileAlreadyExistsException
        | NoSuchFileException
        | DirectoryNotEmptyException
        | IllegalArgumentException _) {
      return false;
    }
  }
}
