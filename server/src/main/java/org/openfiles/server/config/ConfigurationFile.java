package org.openfiles.server.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.toml.TomlMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a configuration file of any of the three formats: `.toml` is our own, `.yaml` FerroS3's,
/// `.xml` gos3rve's.
public final class ConfigurationFile {
  private ConfigurationFile() {}

  /// The configuration in a file.
  ///
  /// @param surroundings what the process brings along
  public static NodeConfiguration read(Path file, Surroundings surroundings)
      throws ConfigurationException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".toml")) {
      NodeConfiguration configuration;
      try (Table root = parse(file, new TomlMapper(), surroundings.environment())) {
        configuration = new OpenFilesToml(folderOf(file), surroundings).read(root);
      }
      if (!configuration.servesObjects() && configuration.files().volumes().isEmpty()) {
        throw new ConfigurationException(
            file + ": nothing to serve: give [[volumes]], [store], or `buckets` in [s3]");
      }
      return configuration;
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      try (Table root = parse(file, new YAMLMapper(), Environment.VERBATIM)) {
        return new FerroYaml().read(root);
      }
    }
    if (name.endsWith(".xml")) {
      return Gos3rve.DEFAULTS.withFile(file).configuration(surroundings.credentials());
    }
    throw new ConfigurationException(
        file
            + ": a configuration is openfiles.toml, config.yaml (FerroS3) or config.xml (gos3rve)");
  }

  private static Table parse(Path file, ObjectMapper mapper, Environment environment)
      throws ConfigurationException {
    SourceText source = SourceText.read(file);
    try {
      @Nullable Object root = mapper.readValue(source.text(), Object.class);
      if (root instanceof Map<?, ?> map) {
        return new Table(source, environment, "", map);
      }
      if (root == null || "".equals(root)) {
        return new Table(source, environment, "", Map.of());
      }
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("can't be read");
      throw new ConfigurationException(file + line + ": " + problem);
    }
    throw new ConfigurationException(file + ": is not a table of keys and values");
  }

  private static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }
}
