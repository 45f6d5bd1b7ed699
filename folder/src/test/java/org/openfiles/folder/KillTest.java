package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ListRequest;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.Upload;
import org.openfiles.testkit.TestBytes;

/// A program that writes is killed (`kill -9`) at random moments: what it acknowledged is there,
/// what it had begun is there whole or not at all, and nothing else shows.
///
/// `-Dopenfiles.kills=200` makes more of it.
final class KillTest extends FolderTestCase {
  private static final int KILLS = Integer.getInteger("openfiles.kills", 5);

  @Test
  void whatWasAcknowledgedSurvivesAndNothingIsHalf() throws Exception {
    Random random = new Random(1);
    Map<String, Said> said = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      for (String line : runAndKill(kill, random.nextInt(300))) {
        String[] words = line.split(" ", 3);
        said.put(words[2], new Said(words[0], Integer.parseInt(words[1])));
      }
      reopen();
      store().collect(Instant.EPOCH);
      verify(said);
    }
    assertThat(said).isNotEmpty();
    for (Upload upload : multipart().uploads("")) {
      multipart().abort(upload.key(), upload.id());
    }
    store().collect(Instant.now().plusSeconds(1));
    reopen();
    // Also what was killed on its way to becoming an upload, which nobody else can name.
    store().collect(Instant.now().plusSeconds(1));
    assertThat(temporaries()).isEmpty();
    assertThat(reserved("uploads")).isEmpty();
  }

  /// What was said last of a key.
  private record Said(String what, int version) {}

  private void verify(Map<String, Said> said) throws IOException {
    Set<String> listed = new HashSet<>();
    ListRequest all = new ListRequest("", "", ListRequest.Start.BEGINNING, Integer.MAX_VALUE);
    for (ObjectInfo info : store().list(all).objects()) {
      String key = info.key().value();
      listed.add(key);
      Said last = said.getOrDefault(key, new Said("", 0));
      // A later one may have been under way.
      assertThat(version(info))
          .as(key)
          .matches(v -> last.what().equals("deleting") || v >= last.version(), last.toString());
    }
    said.forEach(
        (key, last) ->
            assertThat(!last.what().equals("put") || listed.contains(key)).as(key).isTrue());
    assertThat(temporaries()).isEmpty();
  }

  /// Which version of the object this is, by its metadata; the bytes must be exactly those.
  private int version(ObjectInfo info) throws IOException {
    int version = Integer.parseInt(info.metadata().user().getOrDefault("version", "missing"));
    try (ObjectReader reader = store().get(info.key(), ByteRange.ALL, Precondition.NONE)) {
      assertThat(TestBytes.read(reader)).isEqualTo(KilledProgram.content(version));
    }
    assertThat(info.etag().value()).as("still known").doesNotEndWith("-0");
    return version;
  }

  /// What the program said it had done.
  private List<String> runAndKill(int run, int lines) throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                KilledProgram.class.getName(),
                bucket().path().toString(),
                Integer.toString(run))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    StringBuilder said = new StringBuilder();
    try (InputStream output = program.getInputStream()) {
      int seen = 0;
      byte[] buffer = new byte[256];
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        said.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
        for (int i = 0; i < read; i++) {
          seen += buffer[i] == '\n' ? 1 : 0;
        }
        if (seen >= lines) {
          // The process would close its streams, with what it said last.
          program.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(program.waitFor()).isEqualTo(128 + 9);
    List<String> whole = new ArrayList<>(said.toString().lines().toList());
    if (!said.toString().endsWith("\n") && !whole.isEmpty()) {
      whole.removeLast();
    }
    return whole;
  }

  private static String classPath() {
    return System.getProperty("jdk.module.path", "")
        + File.pathSeparator
        + System.getProperty("java.class.path", "")
        + File.pathSeparator
        + Path.of("target", "test-classes").toAbsolutePath();
  }
}
