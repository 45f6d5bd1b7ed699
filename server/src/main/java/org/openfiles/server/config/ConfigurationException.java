package org.openfiles.server.config;

/// A configuration that can't be followed. The message is one line for the user: where, what is
/// wrong, and what would be right.
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  private final String problem;

  public ConfigurationException(String problem) {
    super(problem);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
