package org.openfiles.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `put`: a local file into a volume.
@Command(name = "put", description = "Copy a local file into a volume.")
final class PutCommand extends FilesCommand {
  @Parameters(index = "0", paramLabel = "LOCAL", description = "a local file")
  private Path local = Path.of("");

  @Parameters(index = "1", paramLabel = "PATH", description = "a file or directory of the volume")
  private String path = "";

  @Override
  int run(VolumeAccess files) throws IOException {
    if (Files.isDirectory(local)) {
      throw new FileSystemException(local.toString(), null, "is a directory; put takes one file");
    }
    try (InputStream source = Files.newInputStream(local)) {
      files.write(destination(files, path, String.valueOf(local.getFileName())), source);
    }
    return 0;
  }
}
