package org.openfiles.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `get`: a file of a volume as a local one, which appears when it is whole.
@Command(name = "get", description = "Copy a file of a volume to a local one.")
final class GetCommand extends FilesCommand {
  @Parameters(index = "0", paramLabel = "PATH", description = "a file of the volume")
  private String path = "";

  @Parameters(index = "1", paramLabel = "LOCAL", description = "a local file or directory")
  private Path local = Path.of("");

  @Override
  int run(VolumeAccess files) throws IOException {
    Path target = Files.isDirectory(local) ? local.resolve(nameOf(path)) : local;
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A device or a pipe takes the bytes as they come.
      try (OutputStream bytes = Files.newOutputStream(target)) {
        files.read(absolute(path), bytes);
      }
      return 0;
    }
    Path folder = target.toAbsolutePath().getParent();
    Path temporary =
        Files.createTempFile(folder == null ? Path.of("/") : folder, ".openfiles-get-", "");
    try {
      try (OutputStream bytes = Files.newOutputStream(temporary)) {
        files.read(absolute(path), bytes);
      }
      PlainFiles.withUsualMode(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return 0;
  }
}
