package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Caller;
import org.openfiles.core.Change;
import org.openfiles.core.ChangeFeed;
import org.openfiles.core.Key;
import org.openfiles.core.TemporaryName;

/// What watchers of a volume are told.
final class JournalFeedTest extends VolumeTestCase {
  private static final Caller ANN = new Caller("ann", "http");

  private List<Change> changes() throws IOException {
    return volume.changes().after(0, 1000).changes();
  }

  private List<String> told() throws IOException {
    return changes().stream().map(each -> each.kind() + " " + each.path()).toList();
  }

  @Test
  void writesAreToldWhenTheyAreWholeAndByWhom() throws IOException {
    ANN.call(
        () -> {
          write("/a", "one");
          return null;
        });
    assertThat(told()).containsExactly("CREATED /a", "WRITTEN /a");
    assertThat(changes()).allMatch(each -> each.caller().equals(ANN));
  }

  @Test
  void fileThatTakesItsPlaceWholeWasWrittenThereAndNowhereElse() throws IOException {
    String temporary = "/" + TemporaryName.next(new java.util.Random(5));
    write(temporary, "new");
    rename(temporary, "/a");
    assertThat(told()).containsExactly("WRITTEN /a");
  }

  @Test
  void renamesRemovalsAndAttributesAreTold() throws IOException {
    mkdir("/d");
    write("/d/a", "one");
    rename("/d", "/e");
    tree().change(find("/e/a").inode(), AttributeChange.NONE.withMode(0600));
    unlink("/e/a");
    assertThat(told())
        .containsExactly(
            "CREATED /d/",
            "CREATED /d/a",
            "WRITTEN /d/a",
            "RENAMED /d/",
            "CHANGED /e/a",
            "REMOVED /e/a");
    assertThat(changes().get(3).target()).contains("/e/");
  }

  @Test
  void exportsTellTheVersionThatTheStoreHas() throws IOException {
    write("/a", "one");
    flush();
    Change last = changes().getLast();
    assertThat(last.kind()).isEqualTo(Change.Kind.EXPORTED);
    assertThat(last.version()).contains(truth.head(new Key("a")).etag());
    assertThat(last.caller()).isEqualTo(Caller.NODE);
  }

  @Test
  void changesOfOthersAreToldOnceTheyAreSeen() throws IOException {
    put("old", "x");
    list("/");
    assertThat(told()).as("the first listing is no news").isEmpty();
    put("new", "x");
    put("old", "y");
    list("/");
    delete("old");
    list("/");
    assertThat(told()).containsExactlyInAnyOrder("APPEARED /new", "IMPORTED /old", "VANISHED /old");
  }

  @Test
  void readerGoesOnWhereItWasAlsoAfterARestart() throws IOException {
    write("/a", "one");
    long seen = volume.changes().newest();
    reopen();
    write("/b", "two");
    ChangeFeed.Page page = volume.changes().after(seen, 1000);
    assertThat(page.changes().getFirst().path()).isEqualTo("/b");
    assertThat(page.last()).isEqualTo(volume.changes().newest());
  }

  @Test
  void waitingEndsWithTheNextChange() throws Exception {
    long seen = volume.changes().newest();
    assertThat(volume.changes().await(seen, Duration.ofMillis(1))).isFalse();
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    write("/a", "one");
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    assertThat(volume.changes().await(seen, Duration.ofMinutes(1))).isTrue();
    writer.join();
  }
}
