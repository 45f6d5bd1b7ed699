import org.jspecify.annotations.NullMarked;

/// Reads configurations and assembles a node out of folders and doors.
@NullMarked
module openfiles.server {
  requires static org.jspecify;
  requires java.xml;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires transitive openfiles.core;
  requires openfiles.door.http;
  requires transitive openfiles.engine;
  requires transitive openfiles.store.azure;
  requires transitive openfiles.store.s3;
  requires openfiles.door.s3;
  requires openfiles.folder;
  requires openfiles.http;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.toml;
  requires tools.jackson.dataformat.yaml;
  requires org.slf4j;

  exports org.openfiles.server;
  exports org.openfiles.server.config;
}
