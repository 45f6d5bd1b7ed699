package org.openfiles.cli;

import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `stat`: what is known of an entry, a line each.
@Command(name = "stat", description = "Show what is known of a file or directory.")
final class StatCommand extends FilesCommand {
  @Parameters(paramLabel = "PATH", arity = "0..1", defaultValue = "/", description = "default: /")
  private String path = "/";

  @Override
  int run(VolumeAccess files) throws IOException {
    Entry entry = files.stat(absolute(path));
    print("path: " + entry.path());
    print("kind: " + entry.kind().name().toLowerCase(Locale.ROOT));
    print("size: " + entry.size());
    print("mode: " + entry.permissions() + " (%04o)".formatted(entry.mode()));
    print("owner: " + entry.uid() + ":" + entry.gid());
    print("links: " + entry.links());
    print("modified: " + entry.modified());
    print("state: " + entry.state());
    if (entry.target().isPresent()) {
      print("target: " + entry.target().get());
    }
    return 0;
  }
}
