package org.openfiles.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `cat`: the bytes of files, on standard output.
@Command(name = "cat", description = "Write files of a volume to standard output.")
final class CatCommand extends FilesCommand {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "files of the volume")
  private List<String> paths = new ArrayList<>();

  @Override
  int run(VolumeAccess files) throws IOException {
    for (String path : paths) {
      files.read(absolute(path), streams().out());
    }
    streams().out().flush();
    return 0;
  }
}
