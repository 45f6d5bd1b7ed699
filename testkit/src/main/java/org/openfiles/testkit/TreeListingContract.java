package org.openfiles.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.Inode;

/// Directories, page by page.
interface TreeListingContract extends TreeFixture {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 11, 1000})
  default void everyEntryIsInOnePageWhateverItsSize(int pageSize) throws IOException {
    List<String> expected = IntStream.range(0, 10).mapToObj(i -> "n" + i).toList();
    for (String name : expected) {
      create("/" + name);
    }
    assertThat(names("/", pageSize)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(names("/", pageSize)).isEqualTo(names("/", 1000));
  }

  @Test
  default void pageHasNoMoreThanAskedForAndTheLastSaysSo() throws IOException {
    for (int i = 0; i < 5; i++) {
      create("/n" + i);
    }
    DirentPage first = tree().list(Inode.ROOT, DirentPage.Cookie.BEGINNING, 3);
    assertThat(first.entries()).hasSize(3);
    DirentPage second = tree().list(Inode.ROOT, first.next().orElseThrow(), 3);
    assertThat(second.entries()).hasSize(2);
    assertThat(second.next()).isEmpty();
  }

  @Test
  default void entriesComeWithTheirAttributes() throws IOException {
    file("/f", "bytes");
    mkdir("/d");
    symlink("/l", "f");
    for (Dirent entry : tree().list(Inode.ROOT, DirentPage.Cookie.BEGINNING, 10).entries()) {
      assertThat(entry.attributes()).isEqualTo(find("/" + entry.name()));
    }
  }

  @Test
  default void listingGoesOnWhereItWasWhenEntriesGo() throws IOException {
    for (int i = 0; i < 20; i++) {
      create("/n" + i);
    }
    List<String> order = names("/");
    DirentPage first = tree().list(Inode.ROOT, DirentPage.Cookie.BEGINNING, 10);
    // The last one read is where the listing stands; the next is where it would go on.
    for (int gone : new int[] {0, 9, 10}) {
      unlink("/" + order.get(gone));
    }
    List<String> expected = new ArrayList<>(order.subList(11, 20));
    assertThat(rest(first)).isEqualTo(expected);
  }

  @Test
  default void whatStaysIsSeenOnceWhileOthersComeAndGo() throws IOException {
    List<String> staying = IntStream.range(0, 30).mapToObj(i -> "stays" + i).toList();
    for (int i = 0; i < 30; i++) {
      create("/goes" + i);
      create("/" + staying.get(i));
    }
    List<String> seen = new ArrayList<>();
    Optional<DirentPage.Cookie> from = Optional.of(DirentPage.Cookie.BEGINNING);
    for (int n = 0; from.isPresent(); n++) {
      DirentPage page = tree().list(Inode.ROOT, from.get(), 4);
      page.entries().forEach(entry -> seen.add(entry.name().value()));
      from = page.next();
      if (n < 30) {
        unlink("/goes" + n);
        create("/comes" + n);
        rename("/comes" + n, "/a-comes" + n);
      }
    }
    assertThat(seen.stream().filter(name -> name.startsWith("stays")))
        .containsExactlyInAnyOrderElementsOf(staying);
  }

  @Test
  default void cookieIsGoodAsLongAsTheDirectoryIs() throws IOException {
    mkdir("/d");
    for (int i = 0; i < 6; i++) {
      create("/d/n" + i);
    }
    List<String> order = names("/d");
    DirentPage first = tree().list(inode("/d"), DirentPage.Cookie.BEGINNING, 2);
    rename("/d", "/moved");
    DirentPage next = tree().list(inode("/moved"), first.next().orElseThrow(), 10);
    assertThat(next.entries().stream().map(entry -> entry.name().value()))
        .containsExactlyElementsOf(order.subList(2, 6));
    for (String name : order) {
      unlink("/moved/" + name);
    }
    assertThat(tree().list(inode("/moved"), first.next().orElseThrow(), 10).entries()).isEmpty();
  }

  @Test
  default void removedDirectoryHasNoListing() throws IOException {
    Inode directory = mkdir("/d").inode();
    rmdir("/d");
    assertThatThrownBy(() -> tree().list(directory, DirentPage.Cookie.BEGINNING, 10))
        .isInstanceOf(NoSuchFileException.class);
  }

  private List<String> rest(DirentPage page) throws IOException {
    List<String> names = new ArrayList<>();
    Optional<DirentPage.Cookie> from = page.next();
    while (from.isPresent()) {
      DirentPage next = tree().list(Inode.ROOT, from.get(), 3);
      next.entries().forEach(entry -> names.add(entry.name().value()));
      from = next.next();
    }
    return names;
  }
}
