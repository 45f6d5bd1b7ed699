package org.openfiles.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What one node serves, to whom and how, whatever file or command line it came from.
///
/// @param folders the folders that are buckets
/// @param buckets where a new bucket becomes a new folder, and every folder is a bucket
/// @param users who may sign requests; empty together with `access.anonymous` when all may
/// @param warnings what the user should know at start, a line each
/// @param files the buckets that are shown as trees of files
public record NodeConfiguration(
    Listener listener,
    List<Folder> folders,
    Optional<Path> buckets,
    List<UserEntry> users,
    Access access,
    Storage storage,
    boolean accessLog,
    List<String> warnings,
    FilesConfiguration files) {

  public NodeConfiguration {
    folders = List.copyOf(folders);
    users = List.copyOf(users);
    warnings = List.copyOf(warnings);
  }

  /// Folders alone.
  public NodeConfiguration(
      Listener listener,
      List<Folder> folders,
      Optional<Path> buckets,
      List<UserEntry> users,
      Access access,
      Storage storage,
      boolean accessLog,
      List<String> warnings) {
    this(
        listener,
        folders,
        buckets,
        users,
        access,
        storage,
        accessLog,
        warnings,
        FilesConfiguration.NONE);
  }

  /// Whether there is anything for the S3 door.
  public boolean servesObjects() {
    return !folders.isEmpty() || buckets.isPresent() || files.asObjects();
  }

  public NodeConfiguration withFiles(FilesConfiguration value) {
    return new NodeConfiguration(
        listener, folders, buckets, users, access, storage, accessLog, warnings, value);
  }

  /// Where the S3 door listens.
  ///
  /// @param domains below which a host name is a bucket (virtual-hosted addressing)
  public record Listener(
      String host, int port, Optional<Tls> tls, String region, List<String> domains) {
    public Listener {
      domains = List.copyOf(domains);
    }
  }

  /// PEM files.
  public record Tls(Path certificate, Path key) {}

  /// A folder that is a bucket.
  ///
  /// @param create whether it is made when it is missing, rather than refused
  public record Folder(String name, Path path, boolean create) {
    public Folder(String name, Path path) {
      this(name, path, false);
    }
  }

  /// Who may sign requests.
  ///
  /// @param id the canonical id that owners are shown by
  /// @param file where the keys are kept, when OpenFiles made them itself
  public record UserEntry(
      String name, String accessKey, String secretKey, String id, Optional<Path> file) {
    public UserEntry(String name, String accessKey, String secretKey, String id) {
      this(name, accessKey, secretKey, id, Optional.empty());
    }

    /// A user who is known by the keys alone.
    public static UserEntry of(String accessKey, String secretKey) {
      return new UserEntry("openfiles", accessKey, secretKey, CanonicalId.of(accessKey));
    }

    UserEntry keptIn(Path kept) {
      return new UserEntry(name, accessKey, secretKey, id, Optional.of(kept));
    }

    @Override
    public String toString() {
      return "UserEntry[name=" + name + ", accessKey=" + accessKey + "]";
    }
  }

  /// What is let in.
  ///
  /// @param anonymous everybody may do everything, nothing is verified
  /// @param keyOnly an access key alone, as the `Authorization` header, is enough
  /// @param acls whether access lists govern what other users may do (S3's "object writer"
  ///   default); otherwise the bucket's owner owns all in it
  /// @param signatureV2 whether requests may be signed the old way (HMAC-SHA1) too
  public record Access(boolean anonymous, boolean keyOnly, boolean acls, boolean signatureV2) {
    public Access(boolean anonymous, boolean keyOnly, boolean acls) {
      this(anonymous, keyOnly, acls, false);
    }
  }

  /// How folders keep objects.
  ///
  /// @param cacheEntries how many files' metadata are kept in memory
  public record Storage(boolean fsync, int cacheEntries, boolean dedupe) {
    public static final Storage DEFAULT = new Storage(true, 10_000, false);
  }
}
