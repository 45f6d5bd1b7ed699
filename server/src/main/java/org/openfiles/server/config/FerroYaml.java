package org.openfiles.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.server.config.NodeConfiguration.Access;
import org.openfiles.server.config.NodeConfiguration.Folder;
import org.openfiles.server.config.NodeConfiguration.Listener;
import org.openfiles.server.config.NodeConfiguration.Storage;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

/// FerroS3's `config.yaml`. As there, authentication is off when `auth` is left out, an access key
/// alone is enough when it is not, and relative paths are relative to where the server is started.
record FerroYaml() {

  NodeConfiguration read(Table root) throws ConfigurationException {
    List<String> warnings = new ArrayList<>();
    List<UserEntry> users = new ArrayList<>();
    Optional<Table> auth = root.table("auth");
    if (auth.isPresent()) {
      try (Table table = auth.get()) {
        String accessKey = table.requiredText("access_key");
        users.add(
            new UserEntry(
                accessKey, accessKey, table.requiredText("secret_key"), CanonicalId.of(accessKey)));
      }
      warnings.add(
          "config.yaml accepts `Authorization: <access_key>` alone, without a signature;"
              + " openfiles.toml does not unless told to");
    } else {
      warnings.add("config.yaml has no `auth`: everybody who reaches the port may do everything");
    }
    return new NodeConfiguration(
        new Listener(
            root.requiredText("endpoint"),
            root.integer("port", 0, 65535).orElseThrow(() -> root.missing("port")),
            Optional.empty(),
            "us-east-1",
            List.of()),
        folders(root),
        Optional.empty(),
        users,
        new Access(auth.isEmpty(), auth.isPresent(), false),
        new Storage(
            root.flag("fsync").orElse(true),
            root.integer("cache_size", 0, 10_000_000).orElse(Storage.DEFAULT.cacheEntries()),
            false),
        root.flag("verbose").orElseThrow(() -> root.missing("verbose")),
        warnings);
  }

  private static List<Folder> folders(Table root) throws ConfigurationException {
    List<Folder> folders = new ArrayList<>();
    for (Table bucket : root.tables("buckets")) {
      try (bucket) {
        folders.add(
            new Folder(bucket.requiredText("name"), Path.of(bucket.requiredText("storage"))));
      }
    }
    if (folders.isEmpty()) {
      throw root.missing("buckets");
    }
    return folders;
  }
}
