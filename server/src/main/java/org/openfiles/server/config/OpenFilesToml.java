package org.openfiles.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.server.config.NodeConfiguration.Access;
import org.openfiles.server.config.NodeConfiguration.Folder;
import org.openfiles.server.config.NodeConfiguration.Listener;
import org.openfiles.server.config.NodeConfiguration.Storage;
import org.openfiles.server.config.NodeConfiguration.Tls;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

/// Our own format, `openfiles.toml`. Relative paths are relative to the file.
record OpenFilesToml(Path base, StoredCredentials credentials) {

  NodeConfiguration read(Table root) throws ConfigurationException {
    Table s3 = root.table("s3").orElseGet(() -> root.empty("s3"));
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
      if (users.isEmpty() && !access.anonymous()) {
        users = List.of(credentials.user());
      }
      List<Folder> folders = folders(root);
      Optional<Path> buckets = s3.text("buckets").map(base::resolve);
      return new NodeConfiguration(
          listener(s3),
          folders,
          buckets,
          users,
          access,
          storage(root),
          s3.flag("access_log").orElse(false),
          warnings);
    }
  }

  private Listener listener(Table s3) throws ConfigurationException {
    HostAndPort listen;
    try {
      listen = HostAndPort.parse(s3.text("listen").orElse("127.0.0.1:9000"));
    } catch (ConfigurationException e) {
      throw s3.at("listen", e.problem());
    }
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

  private List<Folder> folders(Table root) throws ConfigurationException {
    List<Folder> folders = new ArrayList<>();
    for (Table volume : root.tables("volumes")) {
      try (volume) {
        Path path = base.resolve(volume.requiredText("folder"));
        Optional<String> name = volume.text("name");
        folders.add(name.isPresent() ? new Folder(name.get(), path) : FolderArgument.named(path));
      }
    }
    return folders;
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
