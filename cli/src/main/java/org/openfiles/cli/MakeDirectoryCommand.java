package org.openfiles.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mkdir`: new directories.
@Command(name = "mkdir", description = "Make directories.")
final class MakeDirectoryCommand extends FilesCommand {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "the new directories")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = {"-p", "--parents"},
      description = "those above too; one that is there is as good")
  private boolean parents;

  @Override
  int run(VolumeAccess files) throws IOException {
    for (String path : paths) {
      files.mkdir(absolute(path), parents);
    }
    return 0;
  }
}
