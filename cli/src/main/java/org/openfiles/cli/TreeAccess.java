package org.openfiles.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.openfiles.server.config.ConfigurationException;

/// How commands get at a volume.
@FunctionalInterface
interface TreeAccess {
  /// Opens a volume.
  ///
  /// @param configuration the file; empty for the one in the present folder
  /// @param volume its name; empty for the only one
  VolumeAccess open(Optional<Path> configuration, Optional<String> volume)
      throws ConfigurationException, IOException;
}
