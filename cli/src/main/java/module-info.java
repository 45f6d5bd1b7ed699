import org.jspecify.annotations.NullMarked;

/// The `openfiles` command.
@NullMarked
module openfiles.cli {
  requires static org.jspecify;
  requires info.picocli;
  requires java.net.http;
  requires openfiles.http;
  requires openfiles.server;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  opens org.openfiles.cli to
      info.picocli;
}
