package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Inode;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.Name;
import org.openfiles.core.UnavailableException;
import org.openfiles.testkit.FaultyStore;
import org.openfiles.testkit.FaultyStore.Fault;
import org.openfiles.testkit.FaultyStore.Rule;
import org.openfiles.testkit.Verb;

/// A volume without an export window: when a verb returns, the store has it.
@Timeout(180)
final class ExportBeforeAcknowledgementTest extends VolumeTestCase {
  private final FaultyStore faulty = new FaultyStore(truth, new Random(3));

  @Override
  MultipartStore store() {
    return faulty;
  }

  @Override
  VolumeOptions options() {
    return super.options().withExportWindow(Duration.ZERO);
  }

  private void isExported() throws IOException {
    assertThat(volume.pending()).isZero();
  }

  @Test
  void everyVerbIsInTheStoreWhenItReturns() throws IOException {
    Inode file = tree().create(Inode.ROOT, new Name("f"), OURS).inode();
    isExported();
    assertThat(keys()).containsExactly("f");
    try (FileHandle handle = tree().open(file)) {
      handle.write(0, bytes("one"));
      handle.sync(Durability.JOURNAL);
      isExported();
      assertThat(get("f")).isEqualTo("one");
      handle.append(bytes("+"));
    }
    isExported();
    assertThat(get("f")).isEqualTo("one+");
    tree().change(file, AttributeChange.NONE.withSize(2));
    isExported();
    assertThat(get("f")).isEqualTo("on");
    tree().change(file, mode(0600));
    isExported();
    String sidecar = keys().getFirst();
    assertThat(get(sidecar)).contains("\"mode\":\"0600\"");
    tree().setXattr(file, "user.a", Optional.of("v".getBytes(StandardCharsets.UTF_8)));
    isExported();
    mkdir("/d");
    isExported();
    assertThat(keys()).containsExactly(sidecar, "d/", "f");
    tree().symlink(Inode.ROOT, new Name("l"), "d", OURS);
    isExported();
    assertThat(get("l")).isEqualTo("d");
    rename("/f", "/d/g");
    isExported();
    assertThat(keys()).containsExactly("d/", "d/g", "l");
    unlink("/d/g");
    isExported();
    tree().rmdir(Inode.ROOT, new Name("d"));
    isExported();
    assertThat(keys()).containsExactly("l");
  }

  private static AttributeChange mode(int mode) {
    AttributeChange none = AttributeChange.NONE;
    return new AttributeChange(
        OptionalInt.of(mode), none.uid(), none.gid(), none.size(), none.modified());
  }

  @Test
  void whatTheStoreRefusesIsNotAcknowledgedAndIsExportedLater() throws Exception {
    faulty.add(Rule.once(Verb.PUT, new Fault.Before()));
    assertThatThrownBy(() -> mkdir("/d")).isInstanceOf(UnavailableException.class);
    assertThat(list("/")).containsExactly("d");
    ExportScheduleTest.await(() -> volume.pending() == 0);
    assertThat(keys()).containsExactly("d/");
  }
}
