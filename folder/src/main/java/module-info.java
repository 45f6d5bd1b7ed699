import org.jspecify.annotations.NullMarked;

/// Plain files as objects: any folder is a bucket and stays a folder.
@NullMarked
module openfiles.folder {
  requires transitive openfiles.core;
  requires transitive openfiles.posix;
  requires org.slf4j;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports org.openfiles.folder;
}
