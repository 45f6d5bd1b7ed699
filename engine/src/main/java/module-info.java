import org.jspecify.annotations.NullMarked;

/// A bucket as a file tree: index and journal, content cache, importer, exporter, conflicts.
@NullMarked
module openfiles.engine {
  requires transitive openfiles.core;
  requires openfiles.lmdb;
  requires openfiles.posix;
  requires org.slf4j;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports org.openfiles.engine;
}
