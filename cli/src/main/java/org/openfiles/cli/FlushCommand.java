package org.openfiles.cli;

import java.io.IOException;
import org.openfiles.core.FlushReport;
import picocli.CommandLine.Command;

/// `flush`: ends when everything is in the store, or is told of.
@Command(name = "flush", description = "Bring everything to the store, and wait for it.")
final class FlushCommand extends FilesCommand {
  @Override
  int run(VolumeAccess files) throws IOException {
    FlushReport report = files.flush();
    print("flushed: " + report.exported());
    for (FlushReport.Failure failure : report.failures()) {
      String kept = failure.kept().map(path -> ", kept as " + path).orElse("");
      print("not in the store: " + failure.path() + ": " + failure.reason() + kept);
    }
    return report.failures().isEmpty() ? 0 : ExitCode.FAILED;
  }
}
