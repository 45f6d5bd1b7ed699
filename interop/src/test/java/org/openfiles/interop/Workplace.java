package org.openfiles.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Where things are in the checkout: the launcher, the installed clients, the scripts, the results.
final class Workplace {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path ROOT = MODULE.resolveSibling(".").normalize();

  private Workplace() {}

  /// The command that starts OpenFiles, by words; `OPENFILES_COMMAND` replaces the launcher.
  static List<String> openfiles() {
    return Optional.ofNullable(System.getProperty("OPENFILES_COMMAND"))
        .or(() -> Optional.ofNullable(System.getenv("OPENFILES_COMMAND")))
        .map(command -> List.of(command.trim().split("\\s+")))
        .orElseGet(() -> List.of(ROOT.resolve("openfiles").toString()));
  }

  /// Logs and the homes of the clients; `mvn clean` removes them.
  static Path results() throws IOException {
    return Files.createDirectories(MODULE.resolve("target").resolve("runs"));
  }

  /// A script of `interop/clients`.
  static String script(String name) {
    return MODULE.resolve("clients").resolve(name).toString();
  }

  /// A file that `interop/install` made for this client. Without it the test is skipped, with the
  /// reason that the installation gave.
  static String installed(String client, String path) {
    requireInstalled(client);
    return installation().resolve(path).toString();
  }

  /// A program that `interop/install` put on PATH, or found there.
  static String onPath(String client) {
    requireInstalled(client);
    return client;
  }

  private static void requireInstalled(String client) {
    Assumptions.assumeTrue(
        Files.isDirectory(installation()), "no client is installed: run interop/install");
    Path missing = installation().resolve(client + ".missing");
    Assumptions.assumeFalse(Files.exists(missing), () -> client + ": " + reason(missing));
  }

  private static String reason(Path missing) {
    try {
      return Files.readString(missing).strip();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Path installation() {
    return ROOT.resolve("target").resolve("interop");
  }
}
