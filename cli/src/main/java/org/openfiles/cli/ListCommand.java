package org.openfiles.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ls`: the names in a directory, a line each.
@Command(name = "ls", description = "List a directory of a volume.")
final class ListCommand extends FilesCommand {
  @Parameters(paramLabel = "PATH", arity = "0..1", defaultValue = "/", description = "default: /")
  private String path = "/";

  @Option(names = "-l", description = "mode, links, owner, size and time too")
  private boolean details;

  @Override
  int run(VolumeAccess files) throws IOException {
    Entry entry = files.stat(absolute(path));
    if (entry.isDirectory()) {
      files.list(absolute(path), this::show);
    } else {
      show(entry);
    }
    return 0;
  }

  private void show(Entry entry) throws IOException {
    if (!details) {
      print(entry.name());
      return;
    }
    String target = entry.target().map(to -> " -> " + to).orElse("");
    print(
        "%s %3d %5d %5d %12d %s %s%s"
            .formatted(
                entry.permissions(),
                entry.links(),
                entry.uid(),
                entry.gid(),
                entry.size(),
                seconds(entry.modified()),
                entry.name(),
                target));
  }

  /// A time without its fraction of a second.
  private static String seconds(String time) {
    int dot = time.indexOf('.');
    return dot < 0 ? time : time.substring(0, dot) + "Z";
  }
}
