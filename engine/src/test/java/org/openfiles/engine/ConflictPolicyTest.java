package org.openfiles.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.openfiles.core.AttributeChange;

/// Who gives way, and where to: `s/` is the store's, `b/` keeps both, `f/` is the files'.
final class ConflictPolicyTest extends VolumeTestCase {
  @Override
  VolumeOptions options() {
    return super.options()
        .withImportRules(List.of(new ImportRule("", ImportRule.Trigger.ON_FILE_ACCESS, 0)))
        .withConflictRules(
            List.of(
                new ConflictRule("b/", ConflictRule.Policy.KEEP_BOTH),
                new ConflictRule("f/", ConflictRule.Policy.FILES_WIN),
                new ConflictRule("f/s/", ConflictRule.Policy.STORE_WINS)));
  }

  private Conflict only() throws IOException {
    assertThat(volume.pending()).isZero();
    assertThat(volume.conflicts()).hasSize(1);
    return volume.conflicts().getFirst();
  }

  private void changeBoth(String key) throws IOException {
    put(key, "the base");
    writeAt("/" + key, 4, "ours");
    put(key, "theirs!");
    flush();
  }

  @Test
  void storeWinsByDefault() throws IOException {
    changeBoth("s/x");
    Conflict conflict = only();
    assertThat(read("/s/x")).isEqualTo("theirs!");
    assertThat(get("s/x")).isEqualTo("theirs!");
    assertThat(conflict.policy()).isEqualTo(ConflictRule.Policy.STORE_WINS);
    assertThat(conflict.kept()).matches("\\.openfiles-lost\\+found-test/[0-9TZ.]+-x");
    assertThat(conflict.local()).isNotEmpty().isNotEqualTo(conflict.remote());
    assertThat(conflict.remote()).isNotEmpty();
  }

  @Test
  void mostSpecificPrefixWins() throws IOException {
    changeBoth("f/s/x");
    assertThat(only().policy()).isEqualTo(ConflictRule.Policy.STORE_WINS);
    assertThat(get("f/s/x")).isEqualTo("theirs!");
  }

  @Test
  void keptVersionSaysWhatItIs() throws IOException {
    put("s/x", "base");
    writeAt("/s/x", 0, "ours");
    put("s/x", "theirs!");
    flush();
    String json =
        new String(
            tree().xattr(find("/" + only().kept()).inode(), Conflict.ATTRIBUTE).orElseThrow(),
            StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"key\":\"s/x\"", "\"reason\":\"CHANGED\"", "\"policy\":\"STORE_WINS\"")
        .contains(only().local(), only().remote());
    assertThat(read("/" + only().kept())).isEqualTo("ours");
  }

  @Test
  void keepBothPutsOursBesideAndExportsIt() throws IOException {
    put("b/report.txt", "base");
    writeAt("/b/report.txt", 0, "ours");
    put("b/report.txt", "theirs!");
    flush();
    flush();
    Conflict conflict = only();
    assertThat(read("/b/report.txt")).isEqualTo("theirs!");
    assertThat(conflict.kept()).matches("b/report \\(conflict [0-9T]+Z\\)\\.txt");
    assertThat(get(conflict.kept())).isEqualTo("ours");
    assertThat(get("b/report.txt")).isEqualTo("theirs!");
    assertThat(list("/b")).hasSize(2);
  }

  @Test
  void filesWinAndTheStoresVersionIsKept() throws IOException {
    put("f/x", "base");
    writeAt("/f/x", 0, "ours");
    put("f/x", "theirs!");
    flush();
    flush();
    assertThat(get("f/x")).isEqualTo("ours");
    assertThat(read("/f/x")).isEqualTo("ours");
    assertThat(read("/" + only().kept())).isEqualTo("theirs!");
    assertThat(get(only().kept())).isEqualTo("theirs!");
    reopen();
    assertThat(read("/" + only().kept())).isEqualTo("theirs!");
    unlink("/" + only().kept());
    flush();
    assertThat(keys()).containsExactly("f/x");
  }

  @Test
  void fileThatBothMade() throws IOException {
    write("/x", "ours");
    mkdir("/b");
    write("/b/x", "ours");
    mkdir("/f");
    write("/f/x", "ours");
    put("x", "theirs");
    put("b/x", "theirs");
    put("f/x", "theirs");
    flush();
    flush();
    assertThat(volume.pending()).isZero();
    assertThat(volume.conflicts())
        .extracting(Conflict::reason)
        .hasSize(3)
        .containsOnly(Conflict.Reason.CREATED);
    assertThat(get("x")).isEqualTo("theirs");
    assertThat(get("b/x")).isEqualTo("theirs");
    assertThat(get("f/x")).isEqualTo("ours");
    for (Conflict conflict : volume.conflicts()) {
      assertThat(read("/" + conflict.kept()))
          .isEqualTo(conflict.key().startsWith("f/") ? "theirs" : "ours");
    }
  }

  @Test
  void objectDeletedInTheStore() throws IOException {
    for (String key : List.of("x", "b/x", "f/x")) {
      put(key, "base");
      writeAt("/" + key, 0, "ours");
      delete(key);
    }
    flush();
    flush();
    assertThat(volume.pending()).isZero();
    assertThat(keys()).containsExactly("b/x", "f/x");
    assertThat(get("b/x")).isEqualTo("ours");
    assertThat(get("f/x")).isEqualTo("ours");
    assertThatThrownBy(() -> find("/x")).isInstanceOf(NoSuchFileException.class);
    assertThat(volume.conflicts())
        .extracting(Conflict::reason)
        .hasSize(3)
        .containsOnly(Conflict.Reason.DELETED_IN_STORE);
  }

  @Test
  void deleteOfAChangedObject() throws IOException {
    for (String key : List.of("x", "b/x", "f/x")) {
      put(key, "base");
      find("/" + key);
      unlink("/" + key);
      put(key, "theirs");
    }
    flush();
    assertThat(volume.pending()).isZero();
    assertThat(read("/x")).isEqualTo("theirs");
    assertThat(read("/b/x")).isEqualTo("theirs");
    assertThatThrownBy(() -> find("/f/x")).isInstanceOf(NoSuchFileException.class);
    assertThat(keys()).contains("x", "b/x").doesNotContain("f/x");
    assertThat(volume.conflicts()).hasSize(3);
    Conflict ours =
        volume.conflicts().stream().filter(c -> c.key().equals("f/x")).findFirst().orElseThrow();
    assertThat(read("/" + ours.kept())).isEqualTo("theirs");
  }

  @Test
  void renameOntoAChangedObject() throws IOException {
    for (String directory : List.of("", "b/", "f/")) {
      put(directory + "from", "moved");
      put(directory + "to", "base");
      find("/" + directory + "to");
      rename("/" + directory + "from", "/" + directory + "to");
      put(directory + "to", "theirs");
    }
    flush();
    flush();
    assertThat(volume.pending()).isZero();
    assertThat(volume.conflicts()).hasSize(3);
    assertThat(keys()).doesNotContain("from", "b/from", "f/from");
    assertThat(get("to")).isEqualTo("theirs");
    assertThat(get("b/to")).isEqualTo("theirs");
    assertThat(get("f/to")).isEqualTo("moved");
    for (Conflict conflict : volume.conflicts()) {
      assertThat(read("/" + conflict.kept()))
          .isEqualTo(conflict.key().startsWith("f/") ? "theirs" : "moved");
    }
    reopen();
    assertThat(read("/" + volume.conflicts().getFirst().kept())).isNotEmpty();
  }

  @Test
  void editOfWhatWasNeverReadKeepsWhatWasWritten() throws IOException {
    put("f/x", "0123456789".repeat(100_000));
    writeAt("/f/x", 500_000, "ours");
    put("f/x", "theirs");
    flush();
    assertThat(only().policy()).isEqualTo(ConflictRule.Policy.STORE_WINS);
    assertThat(get("f/x")).isEqualTo("theirs");
    assertThat(read("/f/x")).isEqualTo("theirs");
    assertThat(only().kept()).isNotEmpty();
  }

  @Test
  void modeThatWasChangedHereIsThatOfTheStoresVersionToo() throws IOException {
    put("x", "base");
    tree()
        .change(
            find("/x").inode(),
            new AttributeChange(
                OptionalInt.of(0600),
                AttributeChange.NONE.uid(),
                AttributeChange.NONE.gid(),
                AttributeChange.NONE.size(),
                AttributeChange.NONE.modified()));
    put("x", "theirs");
    flush();
    assertThat(volume.conflicts()).isEmpty();
    assertThat(read("/x")).isEqualTo("theirs");
    assertThat(find("/x").mode()).isEqualTo(0600);
  }

  @Test
  void fileAndDirectoryOfOneNameStandBesideEachOther() throws IOException {
    write("/x", "ours");
    put("x/below", "theirs");
    mkdir("/y");
    write("/y/below", "ours");
    put("y", "theirs");
    flush();
    assertThat(volume.conflicts()).isEmpty();
    assertThat(read("/.%fx")).isEqualTo("ours");
    assertThat(read("/x/below")).isEqualTo("theirs");
    assertThat(read("/.%fy")).isEqualTo("theirs");
    assertThat(read("/y/below")).isEqualTo("ours");
    assertThat(keys()).containsExactly("x", "x/below", "y", "y/", "y/below");
  }
}
