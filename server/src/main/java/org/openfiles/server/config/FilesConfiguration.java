package org.openfiles.server.config;

import java.util.List;

/// What a node shows as trees of files, and where.
///
/// @param listen where the files API listens
/// @param volumes the buckets that are trees of files
/// @param asObjects whether they are buckets of the S3 door too
public record FilesConfiguration(
    HostAndPort listen, Admission admission, List<BucketConfiguration> volumes, boolean asObjects) {
  public static final HostAndPort DEFAULT_LISTEN = new HostAndPort("127.0.0.1", 8787);

  /// No bucket is shown as files.
  public static final FilesConfiguration NONE =
      new FilesConfiguration(DEFAULT_LISTEN, Admission.USERS_UNLESS_LOCAL, List.of(), false);

  /// Who may use the files API.
  public enum Admission {
    /// Everybody who reaches it.
    EVERYBODY,
    /// The users, by access key and secret key.
    USERS,
    /// Everybody on this machine where it listens to this machine alone, else the users.
    USERS_UNLESS_LOCAL
  }

  public FilesConfiguration {
    volumes = List.copyOf(volumes);
  }

  FilesConfiguration withObjects(boolean value) {
    return new FilesConfiguration(listen, admission, volumes, value);
  }

  public FilesConfiguration withListen(HostAndPort value) {
    return new FilesConfiguration(value, admission, volumes, asObjects);
  }
}
