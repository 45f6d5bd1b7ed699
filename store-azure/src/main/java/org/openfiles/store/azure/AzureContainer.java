package org.openfiles.store.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerAsyncClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.BlobAsyncClientBase;
import com.azure.storage.blob.specialized.BlobClientBase;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The clients of one container.
///
/// Azure's client repeats what failed on the way. That is right for what may happen twice; a
/// conditional write that happened and whose answer was lost would fail its own condition the
/// second time, so such calls are made once, and the caller is told that it does not know.
final class AzureContainer implements AutoCloseable {
  /// The first version whose listings start where they are told to.
  private static final BlobServiceVersion VERSION = BlobServiceVersion.V2026_02_06;

  /// How long a copy within the service may take to begin reading its source.
  private static final Duration SOURCE_LIFE = Duration.ofHours(1);

  private final InstantSource clock;
  private final ExecutorService executor;
  private final BlobContainerClient repeated;
  private final BlobContainerClient once;
  private final BlobContainerAsyncClient streams;
  private final Optional<String> signature;

  AzureContainer(AzureOptions options, InstantSource clock) {
    this.clock = clock;
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
    HttpClient http =
        new JdkHttpClientBuilder(
                java.net.http.HttpClient.newBuilder()
                    .version(java.net.http.HttpClient.Version.HTTP_1_1))
            .executor(executor)
            .connectionTimeout(options.connectTimeout())
            .responseTimeout(options.responseTimeout())
            .readTimeout(options.responseTimeout())
            .writeTimeout(options.responseTimeout())
            .build();
    String name = options.container();
    this.repeated =
        builder(options, http, options.tries()).buildClient().getBlobContainerClient(name);
    this.once = builder(options, http, 1).buildClient().getBlobContainerClient(name);
    this.streams =
        builder(options, http, options.tries())
            .buildAsyncClient()
            .getBlobContainerAsyncClient(name);
    this.signature = signature(options.account());
  }

  private static BlobServiceClientBuilder builder(
      AzureOptions options, HttpClient http, int tries) {
    BlobServiceClientBuilder builder =
        new BlobServiceClientBuilder()
            .httpClient(http)
            .serviceVersion(VERSION)
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.EXPONENTIAL,
                    tries,
                    options.responseTimeout().plus(options.connectTimeout()),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(10),
                    null));
    return switch (options.account()) {
      case AzureAccount.SharedKey key ->
          builder
              .endpoint(key.endpoint().toString())
              .credential(new StorageSharedKeyCredential(key.account(), key.key()));
      case AzureAccount.SharedAccessSignature signed ->
          builder.endpoint(signed.endpoint().toString()).sasToken(signed.token());
      case AzureAccount.ConnectionString text -> builder.connectionString(text.value());
    };
  }

  private static Optional<String> signature(AzureAccount account) {
    return switch (account) {
      case AzureAccount.SharedKey _ -> Optional.empty();
      case AzureAccount.SharedAccessSignature signed -> Optional.of(signed.token());
      case AzureAccount.ConnectionString text -> {
        String name = "SharedAccessSignature=";
        for (String setting : text.value().split(";", -1)) {
          if (setting.startsWith(name)) {
            yield Optional.of(setting.substring(name.length()));
          }
        }
        yield Optional.empty();
      }
    };
  }

  /// For calls that may happen twice.
  BlobContainerClient container() {
    return repeated;
  }

  /// For calls that may happen twice.
  BlockBlobClient blob(String name) {
    return repeated.getBlobClient(name).getBlockBlobClient();
  }

  /// For calls that must not happen twice.
  BlockBlobClient blobOnce(String name) {
    return once.getBlobClient(name).getBlockBlobClient();
  }

  /// For bytes to be read one after the other.
  BlobAsyncClientBase stream(String name) {
    return streams.getBlobAsyncClient(name);
  }

  /// Whether the service can copy from the other to this one by itself.
  boolean isOfAccountOf(AzureContainer other) {
    return repeated
        .getServiceClient()
        .getAccountUrl()
        .equals(other.repeated.getServiceClient().getAccountUrl());
  }

  /// An address of a blob that carries its own permission to be read.
  String sourceUrl(String name) {
    BlobClientBase blob = blob(name);
    String token =
        signature.orElseGet(
            () ->
                blob.generateSas(
                    new BlobServiceSasSignatureValues(
                        clock.instant().plus(SOURCE_LIFE).atOffset(ZoneOffset.UTC),
                        new BlobSasPermission().setReadPermission(true))));
    return blob.getBlobUrl() + "?" + token;
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
