package org.openfiles.store.azure;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The emulator of Azure Blob Storage, one process for all tests of a run; each test takes a
/// container of its own. Without it, the tests are skipped: `store-azure/azurite/install` puts it
/// in place.
final class Azurite {
  /// The account that every emulator has, with its published key.
  private static final String ACCOUNT = "devstoreaccount1";

  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path MAIN =
      TARGET.resolve("azurite/node_modules/azurite/dist/src/blob/main.js");
  private static final Pattern LISTENS = Pattern.compile("listens on (http://[0-9.:]+)");
  private static final AtomicInteger containers = new AtomicInteger();

  private static @Nullable Azurite running;

  private final URI endpoint;

  private Azurite(URI endpoint) {
    this.endpoint = endpoint;
  }

  /// The emulator; skips the test that asks where there is none.
  static synchronized Azurite require() throws IOException {
    if (!Files.exists(MAIN)) {
      Path missing = TARGET.resolve("azurite.missing");
      String reason =
          Files.exists(missing)
              ? Files.readString(missing).strip()
              : "not installed: run store-azure/azurite/install";
      System.err.println("skipped without azurite: " + reason);
      assumeTrue(false, reason);
    }
    if (running == null) {
      running = started();
    }
    return running;
  }

  private static Azurite started() throws IOException {
    Process process =
        new ProcessBuilder(
                "node",
                MAIN.toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0",
                "--inMemoryPersistence",
                "--silent",
                "--disableTelemetry")
            .directory(TARGET.toFile())
            .redirectErrorStream(true)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = LISTENS.matcher(line);
      if (matcher.find()) {
        Thread.ofPlatform().daemon().start(() -> drain(output));
        return new Azurite(URI.create(matcher.group(1) + "/" + ACCOUNT));
      }
    }
    throw new IOException("azurite did not start: " + said);
  }

  private static void drain(BufferedReader output) {
    output.lines().forEach(_ -> {});
  }

  AzureAccount account() {
    return account(endpoint);
  }

  /// The account at another address.
  AzureAccount account(URI endpoint) {
    return new AzureAccount.SharedKey(endpoint, ACCOUNT, KEY);
  }

  /// The account by a signature instead of its key, told in both ways.
  List<AzureAccount> signedAccounts() {
    String token =
        service()
            .generateAccountSas(
                new AccountSasSignatureValues(
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                    AccountSasPermission.parse("rwdlac"),
                    new AccountSasService().setBlobAccess(true),
                    new AccountSasResourceType().setContainer(true).setObject(true)));
    return List.of(
        new AzureAccount.SharedAccessSignature(endpoint, "?" + token),
        new AzureAccount.ConnectionString(
            "BlobEndpoint=" + endpoint + ";SharedAccessSignature=" + token));
  }

  /// The emulator's own client of a new container, for what another tool would do.
  BlobContainerClient newContainer() {
    BlobContainerClient client =
        service().getBlobContainerClient("container-" + containers.incrementAndGet());
    client.create();
    return client;
  }

  private BlobServiceClient service() {
    return new BlobServiceClientBuilder()
        .endpoint(endpoint.toString())
        .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
        .serviceVersion(BlobServiceVersion.V2026_02_06)
        .buildClient();
  }

  AzureOptions options(BlobContainerClient container) {
    return new AzureOptions(account(), container.getBlobContainerName());
  }

  /// The same container by another name of the same host, which the emulator does not copy from.
  AzureOptions optionsByName(BlobContainerClient container) {
    URI byName = URI.create(endpoint.toString().replace("127.0.0.1", "localhost"));
    return new AzureOptions(
        new AzureAccount.SharedKey(byName, ACCOUNT, KEY), container.getBlobContainerName());
  }

  URI endpoint() {
    return endpoint;
  }

  InstantSource clock() {
    return InstantSource.system();
  }

  AzureStore open(AzureOptions options) throws IOException {
    return AzureStore.open(options, InstantSource.system(), new Random());
  }
}
