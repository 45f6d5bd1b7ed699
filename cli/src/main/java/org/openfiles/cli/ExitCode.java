package org.openfiles.cli;

/// What the command's exit status says, documented in the README.
final class ExitCode {
  /// What was asked for could not be done.
  static final int FAILED = 1;

  /// The command line or a configuration file can't be followed.
  static final int USAGE = 2;

  private ExitCode() {}
}
