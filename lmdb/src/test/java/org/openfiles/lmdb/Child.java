package org.openfiles.lmdb;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A program of this package in a process of its own.
final class Child {
  private Child() {}

  static Process start(String program, String... arguments) throws IOException {
    return start(command(program, arguments));
  }

  /// With files of at most so many bytes.
  static Process startLimited(long fileBytes, String program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -f " + fileBytes / 512 + " && exec \"$@\"", "sh"));
    command.addAll(command(program, arguments));
    return start(command);
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<String> command(String program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                Child.class.getPackageName() + "." + program));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String classPath() {
    return System.getProperty("jdk.module.path", "")
        + File.pathSeparator
        + System.getProperty("java.class.path", "")
        + File.pathSeparator
        + Path.of("target", "test-classes").toAbsolutePath();
  }
}
