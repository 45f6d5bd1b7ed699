import org.jspecify.annotations.NullMarked;

/// Reads configurations and assembles a node out of folders and doors.
@NullMarked
module openfiles.server {
  requires static org.jspecify;
  requires java.xml;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.toml;
  requires tools.jackson.dataformat.yaml;
  requires org.slf4j;

  exports org.openfiles.server.config;
}
