package org.openfiles.server.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openfiles.core.Durability;
import org.openfiles.engine.VolumeOptions;
import org.openfiles.server.config.BucketConfiguration.Store;
import org.openfiles.store.azure.AzureAccount;

/// The keys of a volume that is a bucket, in one table or in several.
///
/// @param base what relative paths are relative to
/// @param state where volumes keep what is theirs, unless they say so themselves
record BucketToml(Path base, Path state) {

  private static final Pattern ACCOUNT =
      Pattern.compile("(?i)\\b(AccountName|BlobEndpoint|EndpointSuffix)=[^;]*");

  /// Where the keys stand.
  ///
  /// @param storeKey which key of `store` says the kind
  /// @param cacheKey which key of `cache` says the directory
  /// @param importRules the tables of `import_rules`
  /// @param conflictRules the tables of `conflict_rules`
  record Tables(
      Table volume,
      Table store,
      String storeKey,
      Table cache,
      String cacheKey,
      List<Table> importRules,
      List<Table> conflictRules) {}

  BucketConfiguration read(Tables tables) throws ConfigurationException {
    Store store = StoreToml.read(tables.store(), tables.storeKey());
    String prefix = prefix(tables.volume().text("prefix").orElse(""));
    String name = tables.volume().text("name").orElseGet(() -> defaultName(store));
    String id =
        tables.volume().text("fs_id").orElseGet(() -> name + "-" + fingerprint(store, prefix));
    if (!id.matches("[A-Za-z0-9._-]{1,100}") || id.startsWith(".")) {
      throw tables.volume().at("fs_id", "must be 1 to 100 of A-Z, a-z, 0-9, - and _, not " + id);
    }
    Path cache =
        tables
            .cache()
            .text(tables.cacheKey())
            .map(base::resolve)
            .orElseGet(() -> state.resolve(id));
    VolumeOptions options = options(tables, prefix);
    return new BucketConfiguration(
        name, id, store, cache, options, level(tables.volume(), options));
  }

  private static Durability level(Table volume, VolumeOptions options)
      throws ConfigurationException {
    String least = options.exportWindow().isZero() ? "store" : "journal";
    return switch (volume.text("ack").orElse(least)) {
      case "journal" -> Durability.JOURNAL;
      case "store" -> Durability.STORE;
      default -> throw volume.at("ack", "must be `journal` or `store`");
    };
  }

  private static VolumeOptions options(Tables tables, String prefix) throws ConfigurationException {
    VolumeOptions defaults = VolumeOptions.DEFAULT;
    Table volume = tables.volume();
    Table cache = tables.cache();
    return new VolumeOptions(
        prefix,
        seconds(volume, "export_batch_window_secs", defaults.exportWindow()),
        seconds(volume, "listing_ttl_secs", defaults.listingTtl()),
        cache.whole("capacity_bytes", 1 << 20, Long.MAX_VALUE).orElse(defaults.capacityBytes()),
        cache
            .whole("direct_read_threshold_bytes", 0, Long.MAX_VALUE)
            .orElse(defaults.directReadBytes()),
        cache
            .whole("days_after_last_access", 1, 365)
            .map(Duration::ofDays)
            .orElse(defaults.expiry()),
        defaults.dirtyWait(),
        RulesToml.imports(tables.importRules()),
        RulesToml.conflicts(tables.conflictRules()));
  }

  private static Duration seconds(Table table, String key, Duration otherwise)
      throws ConfigurationException {
    return table.whole(key, 0, 86_400).map(Duration::ofSeconds).orElse(otherwise);
  }

  /// As keys begin: without a slash at the start, with one at the end.
  static String prefix(String text) {
    String plain = text.startsWith("/") ? text.substring(1) : text;
    return plain.isEmpty() || plain.endsWith("/") ? plain : plain + "/";
  }

  private static String defaultName(Store store) {
    return switch (store) {
      case Store.S3(var options) -> options.bucket();
      case Store.Azure(var options) -> options.container();
      case Store.Memory() -> "memory";
    };
  }

  /// What doesn't change when a key does.
  private static String place(AzureAccount account) {
    return switch (account) {
      case AzureAccount.SharedKey(var endpoint, var name, _) -> endpoint + " " + name;
      case AzureAccount.SharedAccessSignature(var endpoint, _) -> endpoint.toString();
      case AzureAccount.ConnectionString(var text) ->
          ACCOUNT
              .matcher(text)
              .results()
              .map(MatchResult::group)
              .sorted()
              .collect(Collectors.joining(";"));
    };
  }

  /// Tells volumes of one name apart, so that none takes the cache of another for its own.
  private static String fingerprint(Store store, String prefix) {
    String place =
        switch (store) {
          case Store.S3(var options) ->
              "s3 %s %s"
                  .formatted(options.endpoint().map(Object::toString).orElse(""), options.bucket());
          case Store.Azure(var options) ->
              "azure %s %s".formatted(place(options.account()), options.container());
          case Store.Memory() -> "memory";
        };
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((place + " " + prefix).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
