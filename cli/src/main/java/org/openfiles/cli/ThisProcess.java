package org.openfiles.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.Environment;
import org.openfiles.server.config.NodeConfiguration.UserEntry;
import org.openfiles.server.config.StoredCredentials;
import org.openfiles.server.config.Surroundings;

/// What the environment of the process says.
final class ThisProcess {
  private ThisProcess() {}

  /// What a configuration takes from here.
  static Surroundings surroundings() throws ConfigurationException {
    return new Surroundings(
        credentials(),
        Environment.of(System.getenv()),
        folder("XDG_STATE_HOME", ".local/state").resolve("volumes"));
  }

  /// The key pair of `OPENFILES_ACCESS_KEY` and `OPENFILES_SECRET_KEY`, or else the one kept in the
  /// user's configuration folder.
  static StoredCredentials credentials() throws ConfigurationException {
    @Nullable String accessKey = System.getenv("OPENFILES_ACCESS_KEY");
    @Nullable String secretKey = System.getenv("OPENFILES_SECRET_KEY");
    if ((accessKey == null) != (secretKey == null)) {
      throw new ConfigurationException(
          "OPENFILES_ACCESS_KEY and OPENFILES_SECRET_KEY go together: set both or none");
    }
    Optional<UserEntry> given =
        accessKey == null || secretKey == null
            ? Optional.empty()
            : Optional.of(UserEntry.of(accessKey, secretKey));
    return new StoredCredentials(
        folder("XDG_CONFIG_HOME", ".config").resolve("credentials"), given, new SecureRandom());
  }

  /// A folder of this user for one purpose (XDG Base Directory Specification).
  private static Path folder(String variable, String otherwise) {
    @Nullable String xdg = System.getenv(variable);
    @Nullable String home = System.getenv("HOME");
    Path base =
        xdg != null && !xdg.isEmpty()
            ? Path.of(xdg)
            : Path.of(home == null ? System.getProperty("user.home") : home, otherwise);
    return base.resolve("openfiles");
  }
}
