package org.openfiles.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openfiles.server.config.BucketConfiguration.Store;
import org.openfiles.store.azure.AzureAccount;
import org.openfiles.store.azure.AzureOptions;
import org.openfiles.store.s3.S3Credentials;
import org.openfiles.store.s3.S3StoreOptions;

/// The keys that say which bucket a volume is.
final class StoreToml {
  /// Those that speak S3, and whether their endpoint has to be given.
  private static final Map<String, Boolean> S3_KINDS =
      Map.of(
          "s3", false,
          "aws-s3", false,
          "minio", true,
          "storj", true,
          "storagegrid", true,
          "netapp-storagegrid", true,
          "cos", true,
          "tencent-cos", true);

  /// COS has the bucket in the host name only.
  private static final Set<String> VIRTUAL_HOSTED = Set.of("cos", "tencent-cos");

  private static final Set<String> AZURE_KINDS = Set.of("azure", "azure-blob");

  private static final Set<String> LATER =
      Set.of("gcs", "gcp", "gcp-gcs", "google", "vercel", "vercel-blob", "opendal");

  private StoreToml() {}

  /// @param kindKey the key that says which kind of store it is
  static Store read(Table table, String kindKey) throws ConfigurationException {
    String kind = table.requiredText(kindKey);
    if (S3_KINDS.containsKey(kind)) {
      return new Store.S3(s3(table, kind));
    }
    if (AZURE_KINDS.contains(kind)) {
      return new Store.Azure(azure(table));
    }
    if (kind.equals("memory")) {
      return new Store.Memory();
    }
    throw unknown(table, kindKey, kind);
  }

  private static ConfigurationException unknown(Table table, String kindKey, String kind) {
    TreeSet<String> known = new TreeSet<>(S3_KINDS.keySet());
    known.addAll(AZURE_KINDS);
    known.add("memory");
    if (LATER.contains(kind)) {
      return table.at(kindKey, "`" + kind + "` is not supported yet; today it is one of " + known);
    }
    String hint = NearestName.of(kind, known).map(n -> " (did you mean `" + n + "`?)").orElse("");
    return table.at(
        kindKey, "`" + kind + "` is no kind of store" + hint + "; give one of " + known);
  }

  private static S3StoreOptions s3(Table table, String kind) throws ConfigurationException {
    Optional<URI> endpoint = endpoint(table);
    if (endpoint.isEmpty() && Boolean.TRUE.equals(S3_KINDS.get(kind))) {
      throw table.missing("endpoint");
    }
    Optional<String> region = table.text("region");
    S3StoreOptions options =
        S3StoreOptions.of(region.orElse("us-east-1"), table.requiredText("bucket"));
    if (endpoint.isPresent()) {
      options = options.at(endpoint.get()).withPathStyle(!VIRTUAL_HOSTED.contains(kind));
    }
    Optional<Boolean> pathStyle = table.flag("path_style");
    if (pathStyle.isPresent()) {
      options = options.withPathStyle(pathStyle.get());
    }
    Optional<String> accessKey = table.text("access_key");
    Optional<String> secretKey = table.text("secret_key");
    Optional<String> sessionToken = table.text("session_token");
    if (accessKey.isPresent() != secretKey.isPresent()) {
      throw table.missing(accessKey.isPresent() ? "secret_key" : "access_key");
    }
    if (accessKey.isEmpty()) {
      return options;
    }
    return options.withCredentials(
        new S3Credentials.Keys(accessKey.get(), secretKey.orElseThrow(), sessionToken));
  }

  private static AzureOptions azure(Table table) throws ConfigurationException {
    Optional<String> container = table.text("container");
    Optional<String> bucket = table.text("bucket");
    if (container.isPresent() == bucket.isPresent()) {
      throw container.isPresent()
          ? table.at("bucket", "is `container` by another name: give one of them")
          : table.missing("container");
    }
    return new AzureOptions(account(table), container.or(() -> bucket).orElseThrow());
  }

  private static AzureAccount account(Table table) throws ConfigurationException {
    Optional<String> connection = table.text("connection_string");
    Optional<String> account = table.text("account");
    Optional<String> key = table.text("account_key");
    Optional<String> token = table.text("sas_token");
    Optional<URI> endpoint = endpoint(table);
    long ways = List.of(connection, key, token).stream().filter(Optional::isPresent).count();
    if (ways != 1) {
      throw table.at("account", "needs one of `account_key`, `sas_token` and `connection_string`");
    }
    if (connection.isPresent()) {
      return new AzureAccount.ConnectionString(connection.get());
    }
    if (account.isEmpty() && (key.isPresent() || endpoint.isEmpty())) {
      throw table.missing("account");
    }
    URI service =
        endpoint.orElseGet(
            () -> URI.create("https://" + account.orElseThrow() + ".blob.core.windows.net"));
    return key.isPresent()
        ? new AzureAccount.SharedKey(service, account.orElseThrow(), key.get())
        : new AzureAccount.SharedAccessSignature(service, token.orElseThrow());
  }

  private static Optional<URI> endpoint(Table table) throws ConfigurationException {
    Optional<String> text = table.text("endpoint");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.get());
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException _) {
      // answered below, like a text that is no address of a server
    }
    throw table.at(
        "endpoint", "must be an address such as https://s3.example.org, not " + text.get());
  }
}
