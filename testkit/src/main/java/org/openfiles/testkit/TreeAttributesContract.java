package org.openfiles.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.EntryState;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Inode;

/// Modes, owners and times (POSIX.1-2024, XBD 4.12 "File Times Update").
interface TreeAttributesContract extends TreeFixture {
  @Test
  default void onlyWhatIsAskedForChanges() throws IOException {
    Attributes before = file("/f", "bytes");
    Attributes moded = tree().change(before.inode(), AttributeChange.NONE.withMode(04751));
    assertThat(moded.mode()).isEqualTo(04751);
    assertThat(moded.uid()).isEqualTo(before.uid());
    assertThat(moded.modified()).isEqualTo(before.modified());
    assertThat(moded.changed()).isAfter(before.changed());

    Attributes owned = tree().change(before.inode(), AttributeChange.NONE.withOwner(7, 8));
    assertThat(owned.uid()).isEqualTo(7);
    assertThat(owned.gid()).isEqualTo(8);
    assertThat(owned.mode()).isEqualTo(04751);
    assertThat(find("/f")).isEqualTo(owned);
    assertThat(text("/f")).isEqualTo("bytes");
  }

  @Test
  default void changeOfNothingChangesNothing() throws IOException {
    Attributes before = file("/f", "bytes");
    assertThat(tree().change(before.inode(), AttributeChange.NONE)).isEqualTo(before);
  }

  @Test
  default void directoriesAndLinksHaveAttributesToo() throws IOException {
    Inode directory = mkdir("/d").inode();
    Inode link = symlink("/l", "d").inode();
    for (Inode inode : List.of(directory, link, Inode.ROOT)) {
      Attributes changed =
          tree().change(inode, AttributeChange.NONE.withMode(0700).withOwner(3, 4));
      assertThat(changed.mode()).isEqualTo(0700);
      assertThat(changed.uid()).isEqualTo(3);
      assertThat(tree().attributes(inode)).isEqualTo(changed);
    }
  }

  @Test
  default void timesAreKeptToTheNanosecond() throws IOException {
    Inode file = file("/f", "bytes").inode();
    for (Instant time :
        List.of(
            Instant.parse("2001-02-03T04:05:06.123456789Z"),
            Instant.EPOCH,
            Instant.parse("1969-12-31T23:59:59.999999999Z"),
            Instant.parse("2106-02-07T06:28:16.000000001Z"))) {
      assertThat(tree().change(file, AttributeChange.NONE.withModified(time)).modified())
          .isEqualTo(time);
      assertThat(find("/f").modified()).isEqualTo(time);
    }
  }

  @Test
  default void everyWriteIsAModification() throws IOException {
    Inode file = create("/f").inode();
    Attributes last = tree().attributes(file);
    try (FileHandle handle = tree().open(file)) {
      for (TreeEntryContract.Step step :
          List.<TreeEntryContract.Step>of(
              () -> write(handle, 0, "one"),
              () -> write(handle, 0, "two"),
              () -> handle.append(ByteBuffer.wrap("three".getBytes(UTF_8))),
              () -> tree().change(file, AttributeChange.NONE.withSize(2)),
              () -> tree().change(file, AttributeChange.NONE.withSize(20)))) {
        step.run();
        Attributes now = tree().attributes(file);
        assertThat(now.modified()).isAfter(last.modified());
        assertThat(now.changed()).isAfter(last.changed());
        last = now;
      }
      text(handle);
      assertThat(tree().attributes(file)).isEqualTo(last);
    }
  }

  @Test
  default void directoryIsModifiedWhenItsEntriesComeAndGo() throws IOException {
    Inode directory = mkdir("/d").inode();
    file("/f", "bytes");
    Attributes last = tree().attributes(directory);
    for (TreeEntryContract.Step step :
        List.<TreeEntryContract.Step>of(
            () -> create("/d/a"),
            () -> mkdir("/d/b"),
            () -> symlink("/d/c", "a"),
            () -> link("/f", "/d/f"),
            () -> rename("/d/a", "/d/z"),
            () -> rename("/d/z", "/z"),
            () -> rename("/z", "/d/z"),
            () -> unlink("/d/z"),
            () -> rmdir("/d/b"))) {
      step.run();
      Attributes now = tree().attributes(directory);
      assertThat(now.modified()).isAfter(last.modified());
      last = now;
    }
  }

  @Test
  default void newAndRemovedNamesChangeAFileAndDoNotModifyIt() throws IOException {
    Attributes made = file("/f", "bytes");
    Attributes linked = link("/f", "/g");
    assertThat(linked.changed()).isAfter(made.changed());
    unlink("/f");
    Attributes unlinked = find("/g");
    assertThat(unlinked.changed()).isAfter(linked.changed());
    assertThat(unlinked.modified()).isEqualTo(made.modified());
  }

  @Test
  default void newFileIsDirtyUntilItIsFlushed() throws IOException {
    Attributes made = file("/f", "bytes");
    assertThat(made.state()).isInstanceOf(EntryState.Dirty.class);
    assertThat(((EntryState.Dirty) made.state()).base()).isEmpty();
    tree().flush(Inode.ROOT);
    assertThat(find("/f").state())
        .isInstanceOfSatisfying(
            EntryState.Clean.class, clean -> assertThat(clean.base()).isPresent());
    assertThat(find("/f").changed()).isEqualTo(made.changed());
    try (FileHandle handle = tree().open(made.inode())) {
      write(handle, 0, "B");
    }
    assertThat(find("/f").state())
        .isInstanceOfSatisfying(
            EntryState.Dirty.class, dirty -> assertThat(dirty.base()).isPresent());
  }
}
