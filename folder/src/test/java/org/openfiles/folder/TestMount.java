package org.openfiles.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file system of its own for a test, mounted on a directory. Where this user may not mount, or
/// the tools are missing, the test is skipped and says so.
final class TestMount implements AutoCloseable {
  private final Path path;

  private TestMount(Path path) {
    this.path = path;
  }

  /// A small file system in memory.
  static TestMount tmpfs(Path path, String options) throws IOException {
    return mount(path, "-t", "tmpfs", "-o", options, "tmpfs");
  }

  /// A file system in a file, made by a program like `mkfs.xfs`.
  static TestMount image(Path path, long bytes, String... mkfs) throws IOException {
    Path image = path.resolveSibling(path.getFileName() + ".image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    List<String> make = new ArrayList<>(Arrays.asList(mkfs));
    make.add(image.toString());
    String fault = run(make);
    if (!fault.isEmpty()) {
      Files.delete(image);
    }
    assumeTrue(fault.isEmpty(), fault);
    try {
      return mount(path, "-o", "loop", image.toString());
    } finally {
      // The mount holds it.
      Files.delete(image);
    }
  }

  private static TestMount mount(Path path, String... arguments) throws IOException {
    Files.createDirectories(path);
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(Arrays.asList(arguments));
    command.add(path.toString());
    String fault = run(command);
    assumeTrue(fault.isEmpty(), fault);
    return new TestMount(path);
  }

  void remount(String options) throws IOException {
    assertThat(run(List.of("mount", "-o", "remount," + options, path.toString()))).isEmpty();
  }

  /// Waits until what was removed is free: XFS does that in the background.
  void settle() throws IOException {
    assertThat(run(List.of("fsfreeze", "--freeze", path.toString()))).isEmpty();
    assertThat(run(List.of("fsfreeze", "--unfreeze", path.toString()))).isEmpty();
  }

  @Override
  public void close() throws IOException {
    assertThat(run(List.of("umount", path.toString()))).isEmpty();
  }

  /// What went wrong.
  private static String run(List<String> command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return e.toString();
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return process.waitFor() == 0 ? "" : command + ": " + output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + command);
    }
  }
}
