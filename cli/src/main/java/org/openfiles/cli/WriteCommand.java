package org.openfiles.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `write`: a text, or what comes on standard input, as a file.
@Command(
    name = "write",
    description = "Write a file of a volume: the text as it is, or standard input.")
final class WriteCommand extends FilesCommand {
  @Parameters(index = "0", paramLabel = "PATH", description = "the file; directories are made")
  private String path = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "what it is to contain; - or nothing: standard input")
  private @Nullable String text;

  @Override
  int run(VolumeAccess files) throws IOException {
    if (text == null || text.equals("-")) {
      files.write(absolute(path), streams().in());
    } else {
      files.write(absolute(path), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
    return 0;
  }
}
