import org.jspecify.annotations.NullMarked;

/// The `openfiles` command.
@NullMarked
module openfiles.cli {
  requires static org.jspecify;
  requires info.picocli;
  requires openfiles.server;

  opens org.openfiles.cli to
      info.picocli;
}
