package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openfiles.core.Dirent;
import org.openfiles.core.DirentPage;
import org.openfiles.core.FileKind;
import org.openfiles.core.Inode;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.Name;
import org.openfiles.core.UnavailableException;
import org.openfiles.testkit.FaultyStore;
import org.openfiles.testkit.FaultyStore.Fault;
import org.openfiles.testkit.FaultyStore.Rule;
import org.openfiles.testkit.RecordingStore;
import org.openfiles.testkit.Verb;

/// A directory whose listing takes many pages is used while they arrive.
@Timeout(180)
final class PagedImportTest extends VolumeTestCase {
  private static final int FILES = 4500;
  private static final Duration SLOW = Duration.ofMillis(400);

  private final FaultyStore faulty = new FaultyStore(truth, new Random(3));
  private final RecordingStore recorded = new RecordingStore(faulty);

  @Override
  MultipartStore store() {
    return recorded;
  }

  @Override
  VolumeOptions options() {
    return super.options().withListingTtl(Duration.ofHours(1)).withImportRules(nothing());
  }

  private static List<ImportRule> nothing() {
    return List.of(new ImportRule("", ImportRule.Trigger.ON_FILE_ACCESS, 0));
  }

  private Inode fill() throws IOException {
    for (int i = 0; i < FILES; i++) {
      put("d/f%05d".formatted(i), "x");
    }
    put("d/m", "beside a directory");
    put("d/m/below", "x");
    put("d/z", "last");
    Inode directory = find("/d").inode();
    recorded.forget();
    return directory;
  }

  private void slow(int pages) {
    for (int i = 0; i < pages; i++) {
      faulty.add(Rule.once(Verb.LIST, new Fault.Delay(SLOW)));
    }
  }

  private List<String> names(DirentPage page) {
    return page.entries().stream().map(Dirent::name).map(Object::toString).toList();
  }

  @Test
  void firstPageIsAnsweredWhileTheOthersArrive() throws IOException {
    Inode directory = fill();
    slow(5);
    DirentPage first = tree().list(directory, DirentPage.Cookie.BEGINNING, 100);
    assertThat(recorded.count(Verb.LIST)).isLessThan(5);
    List<String> names = new ArrayList<>(names(first));
    Optional<DirentPage.Cookie> next = first.next();
    while (next.isPresent()) {
      DirentPage page = tree().list(directory, next.get(), 333);
      names.addAll(names(page));
      next = page.next();
    }
    assertThat(names).hasSize(FILES + 3).doesNotHaveDuplicates();
    assertThat(names).contains("f00000", "f04499", ".%fm", "m", "z");
    assertThat(recorded.count(Verb.LIST)).isEqualTo(5);
  }

  @Test
  void nameThatHasNotArrivedIsAskedForAlone() throws IOException {
    Inode directory = fill();
    slow(5);
    assertThat(tree().lookup(directory, new Name("z")).size()).isEqualTo(4);
    assertThat(recorded.entries()).contains(new RecordingStore.Entry(Verb.LIST, "d/z"));
    assertThat(tree().lookup(directory, new Name("m")).kind()).isEqualTo(FileKind.DIRECTORY);
    assertThatThrownBy(() -> tree().lookup(directory, new Name("zz")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> tree().create(directory, new Name("z"), OURS))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(recorded.count(Verb.LIST)).isLessThan(10);
    assertThat(list("/d")).hasSize(FILES + 3).doesNotHaveDuplicates();
  }

  @Test
  void whatIsMadeAndRemovedMeanwhileIsListedOnceOrNotAtAll() throws IOException {
    Inode directory = fill();
    slow(5);
    DirentPage first = tree().list(directory, DirentPage.Cookie.BEGINNING, 10);
    tree().create(directory, new Name("g"), OURS);
    tree().unlink(directory, new Name("f04400"));
    Set<String> names = new HashSet<>(names(first));
    Optional<DirentPage.Cookie> next = first.next();
    int count = first.entries().size();
    while (next.isPresent()) {
      DirentPage page = tree().list(directory, next.get(), 1000);
      names.addAll(names(page));
      count += page.entries().size();
      next = page.next();
    }
    assertThat(names).hasSize(count).contains("g").doesNotContain("f04400");
    assertThat(count).isEqualTo(FILES + 3);
    flush();
    assertThat(keys()).contains("d/g").doesNotContain("d/f04400");
  }

  @Test
  void listingThatBrokeOffIsTakenUpAgain() throws IOException {
    Inode directory = fill();
    for (int i = 0; i < 3; i++) {
      faulty.add(Rule.once(Verb.LIST, new Fault.Delay(Duration.ofMillis(100))));
    }
    faulty.add(Rule.once(Verb.LIST, new Fault.Before()));
    List<String> names = new ArrayList<>();
    Optional<DirentPage.Cookie> next = Optional.of(DirentPage.Cookie.BEGINNING);
    int faults = 0;
    while (next.isPresent()) {
      try {
        DirentPage page = tree().list(directory, next.get(), 500);
        names.addAll(names(page));
        next = page.next();
      } catch (UnavailableException _) {
        faults++;
      }
    }
    assertThat(faults).isLessThanOrEqualTo(1);
    assertThat(names).hasSize(FILES + 3).doesNotHaveDuplicates();
  }

  @Test
  void directoryWithAPageOfSiblingsBeforeItIsFound() throws IOException {
    for (int i = 0; i < 1100; i++) {
      put("d/a-%04d".formatted(i), "x");
    }
    put("d/a/deep", "deep");
    put("d/b", "b");
    slow(2);
    assertThat(read("/d/a/deep")).isEqualTo("deep");
  }
}
