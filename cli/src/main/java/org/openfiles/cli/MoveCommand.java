package org.openfiles.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `mv`: another name or another place for an entry.
@Command(name = "mv", description = "Move a file or directory within a volume.")
final class MoveCommand extends FilesCommand {
  @Parameters(index = "0", paramLabel = "FROM", description = "what to move")
  private String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "its new path, or a directory")
  private String to = "";

  @Override
  int run(VolumeAccess files) throws IOException {
    String source = absolute(from);
    files.rename(source, destination(files, to, nameOf(source)));
    return 0;
  }
}
