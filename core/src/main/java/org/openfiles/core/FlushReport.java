package org.openfiles.core;

import java.util.List;
import java.util.Optional;

/// What became of what was dirty.
///
/// @param exported how many changes are in the store now
/// @param failures those that are not
public record FlushReport(long exported, List<Failure> failures) {
  public FlushReport {
    failures = List.copyOf(failures);
  }

  /// A file that the store doesn't have as it is here.
  ///
  /// @param path absolute, in the volume
  /// @param kept where the version that lost a conflict lies now; empty when the file stays dirty
  /// @param reason a line for the user
  public record Failure(String path, Optional<String> kept, String reason) {}
}
