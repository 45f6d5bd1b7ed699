package org.openfiles.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rm`: files, links and empty directories; with `-r` whatever there is.
@Command(name = "rm", description = "Delete files, links and empty directories.")
final class RemoveCommand extends FilesCommand {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "what to delete")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = {"-r", "--recursive"},
      description = "directories with everything in them too")
  private boolean recursive;

  @Override
  int run(VolumeAccess files) throws IOException {
    for (String path : paths) {
      files.delete(absolute(path), recursive);
    }
    return 0;
  }
}
