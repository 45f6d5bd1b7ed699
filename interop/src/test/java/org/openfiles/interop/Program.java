package org.openfiles.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A client program with nothing inherited but PATH: an empty home, its own settings, no terminal.
///
/// A run that ends with another code than 0, or not in time, fails the test with what it printed.
record Program(String name, List<String> command, Map<String, String> environment) {
  private static final long SECONDS = 180;

  Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  static Program of(String name, List<String> command) {
    return new Program(name, command, Map.of());
  }

  Program with(String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(arguments));
    return new Program(name, words, environment);
  }

  Program with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Program(name, command, all);
  }

  /// What it printed on its standard output, after it ended well.
  String run(String... arguments) throws IOException {
    Outcome outcome = with(arguments).outcome();
    assertThat(outcome.code())
        .as("%s %s%n%s", name, String.join(" ", arguments), outcome.all())
        .isZero();
    return outcome.output();
  }

  /// The same for a run that must fail: what it printed, both streams.
  String runInVain(String... arguments) throws IOException {
    Outcome outcome = with(arguments).outcome();
    assertThat(outcome.code()).as("%s%n%s", name, outcome.all()).isNotZero();
    return outcome.all();
  }

  private record Outcome(int code, String output, String errors) {
    String all() {
      return output + errors;
    }
  }

  private Outcome outcome() throws IOException {
    Path folder = Files.createTempDirectory(Workplace.results(), name);
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(Map.of("HOME", folder.toString(), "LC_ALL", "C.UTF-8"));
    builder.environment().putAll(environment);
    try {
      int code = ended(builder.start());
      return new Outcome(code, text(output), text(errors));
    } catch (InterruptedException e) {
      throw new IOException("interrupted while waiting for " + name, e);
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }

  private int ended(Process process) throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      fail("%s did not end in %s s: %s", name, SECONDS, command);
    }
    return process.exitValue();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
