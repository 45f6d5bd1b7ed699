import org.jspecify.annotations.NullMarked;

/// The files API: volumes as trees of files over HTTP and JSON.
@NullMarked
module openfiles.door.http {
  requires static org.jspecify;
  requires transitive openfiles.core;
  requires transitive openfiles.http;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports org.openfiles.door.http;
}
