package org.openfiles.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openfiles.server.config.NodeConfiguration.Access;
import org.openfiles.server.config.NodeConfiguration.Folder;
import org.openfiles.server.config.NodeConfiguration.Listener;
import org.openfiles.server.config.NodeConfiguration.Storage;
import org.openfiles.server.config.NodeConfiguration.Tls;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

/// Our own format, `openfiles.toml`. Relative paths are relative to the file.
record OpenFilesToml(Path base, Surroundings surroundings) {

  NodeConfiguration read(Table root) throws ConfigurationException {
    Optional<Table> given = root.table("s3");
    Table s3 = given.orElseGet(() -> root.empty("s3"));
    try (s3) {
      Access access =
          new Access(
              s3.flag("anonymous").orElse(false),
              s3.flag("key_only_authorization").orElse(false),
              s3.flag("acls").orElse(false),
              s3.flag("signature_v2").orElse(false));
      List<UserEntry> users = users(root);
      List<String> warnings = new ArrayList<>();
      if (access.anonymous() && !users.isEmpty()) {
        throw s3.at("anonymous", "can't be true while there are [[users]]");
      }
      if (access.keyOnly()) {
        warnings.add("key_only_authorization is on: an access key alone opens everything");
      }
      Volumes volumes = volumes(root);
      List<Folder> folders = volumes.folders();
      Optional<Path> buckets = s3.text("buckets").map(base::resolve);
      FilesConfiguration files =
          files(root, volumes.buckets(), !users.isEmpty())
              .withObjects(
                  !volumes.buckets().isEmpty()
                      && (given.isPresent() || !folders.isEmpty() || buckets.isPresent()));
      refuseNats(root);
      boolean forS3 = !folders.isEmpty() || buckets.isPresent() || files.asObjects();
      if (users.isEmpty() && !access.anonymous() && (forS3 || !files.listen().isLoopback())) {
        users = List.of(surroundings.credentials().user());
      }
      return new NodeConfiguration(
          listener(s3),
          folders,
          buckets,
          users,
          access,
          storage(root),
          s3.flag("access_log").orElse(false),
          warnings,
          files);
    }
  }

  private Listener listener(Table s3) throws ConfigurationException {
    HostAndPort listen = address(s3).orElse(new HostAndPort("127.0.0.1", 9000));
    Optional<Tls> tls = Optional.empty();
    Optional<Table> table = s3.table("tls");
    if (table.isPresent()) {
      try (Table files = table.get()) {
        tls =
            Optional.of(
                new Tls(
                    base.resolve(files.requiredText("certificate")),
                    base.resolve(files.requiredText("key"))));
      }
    }
    return new Listener(
        listen.host(),
        listen.port(),
        tls,
        s3.text("region").orElse("us-east-1"),
        s3.texts("domains"));
  }

  private static Optional<HostAndPort> address(Table table) throws ConfigurationException {
    Optional<String> text = table.text("listen");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(HostAndPort.parse(text.get()));
    } catch (ConfigurationException e) {
      throw table.at("listen", e.problem());
    }
  }

  /// What is served, folders and buckets told apart.
  private record Volumes(List<Folder> folders, List<BucketConfiguration> buckets) {}

  private Volumes volumes(Table root) throws ConfigurationException {
    List<Folder> folders = new ArrayList<>();
    List<BucketConfiguration> buckets = new ArrayList<>();
    BucketToml bucketToml = new BucketToml(base, surroundings.state());
    for (Table volume : root.tables("volumes")) {
      try (volume) {
        Optional<String> folder = volume.text("folder");
        Optional<String> store = volume.text("store");
        if (folder.isPresent() == store.isPresent()) {
          throw folder.isPresent()
              ? volume.at("store", "and `folder` exclude each other: give one of them")
              : volume.missing("folder` or `store");
        }
        if (store.isPresent()) {
          buckets.add(
              bucketToml.read(
                  new BucketToml.Tables(
                      volume, volume, "store", volume, "cache", volume.tables("import_rules"))));
        } else {
          folders.add(folder(volume, folder.get()));
        }
      }
    }
    single(root, bucketToml).ifPresent(buckets::add);
    requireDistinct(root, buckets);
    return new Volumes(folders, buckets);
  }

  private Folder folder(Table volume, String folder) throws ConfigurationException {
    Path path = base.resolve(folder);
    Optional<String> name = volume.text("name");
    return name.isPresent() ? new Folder(name.get(), path) : FolderArgument.named(path);
  }

  /// One volume alone, as `[volume]`, `[store]`, `[cache]` and `[[import_rules]]`.
  private static Optional<BucketConfiguration> single(Table root, BucketToml bucketToml)
      throws ConfigurationException {
    Optional<Table> store = root.table("store");
    Table volume = root.table("volume").orElseGet(() -> root.empty("volume"));
    Table cache = root.table("cache").orElseGet(() -> root.empty("cache"));
    List<Table> rules = root.tables("import_rules");
    if (store.isEmpty()) {
      if (!volume.isEmpty() || !cache.isEmpty() || !rules.isEmpty()) {
        throw root.missing("store");
      }
      return Optional.empty();
    }
    try (Table tables = store.get();
        volume;
        cache) {
      return Optional.of(
          bucketToml.read(
              new BucketToml.Tables(volume, tables, "kind", cache, "directory", rules)));
    }
  }

  private static void requireDistinct(Table root, List<BucketConfiguration> buckets)
      throws ConfigurationException {
    Set<String> names = new HashSet<>();
    Set<Path> caches = new HashSet<>();
    for (BucketConfiguration bucket : buckets) {
      if (!names.add(bucket.name())) {
        throw root.at("volumes", "has two of the name " + bucket.name());
      }
      if (!caches.add(bucket.cache().toAbsolutePath().normalize())) {
        throw root.at("volumes", "has two with the cache " + bucket.cache());
      }
    }
  }

  private static FilesConfiguration files(
      Table root, List<BucketConfiguration> buckets, boolean users) throws ConfigurationException {
    Table files = root.table("files").orElseGet(() -> root.empty("files"));
    try (files) {
      HostAndPort listen = address(files).orElse(FilesConfiguration.DEFAULT_LISTEN);
      FilesConfiguration.Admission admission =
          users
              ? FilesConfiguration.Admission.USERS
              : FilesConfiguration.Admission.USERS_UNLESS_LOCAL;
      if (files.flag("anonymous").orElse(false)) {
        admission = FilesConfiguration.Admission.EVERYBODY;
      }
      return new FilesConfiguration(listen, admission, buckets, false);
    }
  }

  /// The keys of OpenS3Files are known, so that its files are read; what they ask for is not there.
  private static void refuseNats(Table root) throws ConfigurationException {
    Table nats = root.table("nats").orElseGet(() -> root.empty("nats"));
    try (nats) {
      if (nats.flag("enabled").orElse(false)) {
        throw nats.at("enabled", "can't be true yet: one node serves a volume for now");
      }
      for (String text : List.of("url", "subject_prefix", "queue_group", "instance_id")) {
        var _ = nats.text(text);
      }
      for (String number : List.of("request_timeout_ms", "max_payload_bytes")) {
        var _ = nats.whole(number, 0, Long.MAX_VALUE);
      }
      var _ = nats.flag("publish_events");
    }
  }

  private static List<UserEntry> users(Table root) throws ConfigurationException {
    List<UserEntry> users = new ArrayList<>();
    for (Table user : root.tables("users")) {
      try (user) {
        String accessKey = user.requiredText("access_key");
        String secretKey = user.requiredText("secret_key");
        if (users.stream().anyMatch(other -> other.accessKey().equals(accessKey))) {
          throw user.at("access_key", "belongs to another user already");
        }
        users.add(
            new UserEntry(
                user.text("name").orElse(accessKey),
                accessKey,
                secretKey,
                user.text("id").orElseGet(() -> CanonicalId.of(accessKey))));
      }
    }
    return users;
  }

  private static Storage storage(Table root) throws ConfigurationException {
    Table storage = root.table("storage").orElseGet(() -> root.empty("storage"));
    try (storage) {
      return new Storage(
          storage.flag("fsync").orElse(true),
          storage.integer("cache_size", 0, 10_000_000).orElse(Storage.DEFAULT.cacheEntries()),
          storage.flag("dedupe").orElse(false));
    }
  }
}
