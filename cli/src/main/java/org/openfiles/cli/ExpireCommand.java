package org.openfiles.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ExpireReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `expire`: drops cached bytes that nobody reads.
@Command(name = "expire", description = "Drop cached bytes that nobody read for long.")
final class ExpireCommand extends FilesCommand {
  @Option(
      names = "--days",
      paramLabel = "N",
      description = "for how many days nobody did (default: as configured)")
  private @Nullable Integer days;

  @Override
  int run(VolumeAccess files) throws IOException {
    if (days != null && days < 0) {
      throw new IllegalArgumentException("--days has to be 0 or more, not " + days);
    }
    ExpireReport report = files.expire(Optional.ofNullable(days).map(Duration::ofDays));
    print("expired: " + report.files() + " files, " + report.bytes() + " bytes");
    return 0;
  }
}
