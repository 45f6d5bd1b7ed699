package org.openfiles.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openfiles.server.Creators;
import org.openfiles.server.NodeAddress;
import org.openfiles.server.OpenBuckets;
import org.openfiles.server.config.BucketConfiguration;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.ConfigurationFile;
import org.openfiles.server.config.NodeConfiguration;

/// The volumes of a configuration file: through the node that has one open, else in this process.
final class ConfiguredAccess implements TreeAccess {
  private static final Path DEFAULT = Path.of("openfiles.toml");

  @Override
  public VolumeAccess open(Optional<Path> file, Optional<String> name)
      throws ConfigurationException, IOException {
    Path path = file.orElse(DEFAULT);
    if (file.isEmpty() && !Files.isRegularFile(path)) {
      throw new ConfigurationException(
          "there is no openfiles.toml here: make one, or give --config FILE");
    }
    NodeConfiguration configuration = ConfigurationFile.read(path, ThisProcess.surroundings());
    BucketConfiguration volume = volume(path, configuration.files().volumes(), name);
    Optional<String> endpoint = NodeAddress.find(volume.cache());
    if (endpoint.isPresent()) {
      NodeAccess node =
          new NodeAccess(endpoint.get(), volume.name(), configuration.users().stream().findFirst());
      if (node.answers()) {
        return node;
      }
      node.close();
    }
    SecureRandom random = new SecureRandom();
    OpenBuckets opened = OpenBuckets.open(List.of(volume), InstantSource.system(), random);
    return new LocalAccess(
        opened.volumes().getFirst(), Creators.thisProcess(), random, opened::close);
  }

  private static BucketConfiguration volume(
      Path file, List<BucketConfiguration> volumes, Optional<String> name)
      throws ConfigurationException {
    String known =
        volumes.stream().map(BucketConfiguration::name).collect(Collectors.joining(", "));
    if (volumes.isEmpty()) {
      throw new ConfigurationException(
          file + ": no bucket is a volume of files: give [store], or `store` in [[volumes]]");
    }
    if (name.isEmpty()) {
      if (volumes.size() > 1) {
        throw new ConfigurationException("say which volume: --volume one of " + known);
      }
      return volumes.getFirst();
    }
    return volumes.stream()
        .filter(volume -> volume.name().equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    file + ": no volume is called " + name.get() + "; there is " + known));
  }
}
