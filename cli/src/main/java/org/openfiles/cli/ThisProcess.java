package org.openfiles.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.NodeConfiguration.UserEntry;
import org.openfiles.server.config.StoredCredentials;

/// What the environment of the process says.
final class Surroundings {
  private Surroundings() {}

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
        configurationFolder().resolve("credentials"), given, new SecureRandom());
  }

  /// Where a user's configuration lies (XDG Base Directory Specification).
  private static Path configurationFolder() {
    @Nullable String xdg = System.getenv("XDG_CONFIG_HOME");
    @Nullable String home = System.getenv("HOME");
    Path base =
        xdg != null && !xdg.isEmpty()
            ? Path.of(xdg)
            : Path.of(home == null ? System.getProperty("user.home") : home, ".config");
    return base.resolve("openfiles");
  }
}
