package org.openfiles.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openfiles.engine.ConflictRule;
import org.openfiles.engine.ImportRule;
import org.openfiles.engine.VolumeOptions;
import org.openfiles.server.config.BucketConfiguration.Store;
import org.openfiles.server.config.FilesConfiguration.Admission;
import org.openfiles.store.azure.AzureAccount;
import org.openfiles.store.s3.S3Credentials;
import org.openfiles.store.s3.S3StoreOptions;

class BucketTomlTest {
  @TempDir private Path folder;

  @Test
  void everyKeyOfABucketIsRead() throws Exception {
    NodeConfiguration read =
        read(
            """
            [files]
            listen = "127.0.0.1:8788"
            anonymous = true

            [[volumes]]
            name = "main"
            fs_id = "fs-1"
            store = "s3"
            bucket = "b"
            endpoint = "http://127.0.0.1:9000"
            region = "eu-central-1"
            access_key = "${ACCESS}"
            secret_key = "x${SECRET}y"
            session_token = "t"
            path_style = false
            prefix = "/in/here"
            cache = "cache"
            capacity_bytes = 5000000000
            export_batch_window_secs = 7
            listing_ttl_secs = 8
            direct_read_threshold_bytes = 9
            days_after_last_access = 10
            import_rules = [
              { prefix = "/a/b", trigger = "on-directory-first-access", size_less_than = 11 },
              { prefix = "a/", trigger = "on-file-access" },
            ]
            conflict_rules = [{ policy = "keep-both" }, { prefix = "a", policy = "files-win" }]
            """);

    assertThat(read.files().listen()).isEqualTo(new HostAndPort("127.0.0.1", 8788));
    assertThat(read.files().admission()).isEqualTo(Admission.EVERYBODY);
    BucketConfiguration volume = read.files().volumes().getFirst();
    assertThat(volume.name()).isEqualTo("main");
    assertThat(volume.id()).isEqualTo("fs-1");
    assertThat(volume.cache()).isEqualTo(folder.resolve("cache"));
    assertThat(volume.options())
        .isEqualTo(
            new VolumeOptions(
                "in/here/",
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                5_000_000_000L,
                9,
                Duration.ofDays(10),
                VolumeOptions.DEFAULT.dirtyWait(),
                List.of(
                    new ImportRule("a/b/", ImportRule.Trigger.ON_DIRECTORY_FIRST_ACCESS, 11),
                    new ImportRule("a/", ImportRule.Trigger.ON_FILE_ACCESS, 131_072),
                    ImportRule.ROOT),
                List.of(
                    new ConflictRule("a/", ConflictRule.Policy.FILES_WIN),
                    new ConflictRule("", ConflictRule.Policy.KEEP_BOTH))));
    S3StoreOptions s3 = ((Store.S3) volume.store()).options();
    assertThat(s3)
        .isEqualTo(
            S3StoreOptions.of("eu-central-1", "b")
                .at(URI.create("http://127.0.0.1:9000"))
                .withPathStyle(false)
                .withCredentials(new S3Credentials.Keys("AK", "xS$Ky", Optional.of("t"))));
    assertThat(read.users()).isEmpty();
    assertThat(read.servesObjects()).isFalse();
  }

  @Test
  void oneVolumeMayStandInTablesOfItsOwn() throws Exception {
    NodeConfiguration read =
        read(
            """
            [volume]
            name = "main"
            prefix = "p/"
            export_batch_window_secs = 0

            [store]
            kind = "minio"
            bucket = "openfiles"
            endpoint = "http://127.0.0.1:9000"
            access_key = "minioadmin"
            secret_key = "minioadmin"

            [cache]
            directory = "/var/lib/openfiles"
            capacity_bytes = 2000000
            days_after_last_access = 365

            [[import_rules]]
            trigger = "on-file-access"

            [[conflict_rules]]
            policy = "files-win"

            [nats]
            enabled = false
            url = "nats://127.0.0.1:4222"
            subject_prefix = "openfiles"
            request_timeout_ms = 30000
            max_payload_bytes = 10485760
            publish_events = true
            """);

    BucketConfiguration volume = read.files().volumes().getFirst();
    assertThat(volume.name()).isEqualTo("main");
    assertThat(volume.cache()).isEqualTo(Path.of("/var/lib/openfiles"));
    assertThat(volume.options().prefix()).isEqualTo("p/");
    assertThat(volume.options().exportWindow()).isZero();
    assertThat(volume.options().capacityBytes()).isEqualTo(2_000_000);
    assertThat(volume.options().importRules())
        .containsExactly(new ImportRule("", ImportRule.Trigger.ON_FILE_ACCESS, 131_072));
    assertThat(volume.options().conflictRules())
        .containsExactly(new ConflictRule("", ConflictRule.Policy.FILES_WIN));
    assertThat(((Store.S3) volume.store()).options().pathStyle()).isTrue();
    assertThat(read.files().listen()).isEqualTo(FilesConfiguration.DEFAULT_LISTEN);
    assertThat(read.files().admission()).isEqualTo(Admission.USERS_UNLESS_LOCAL);
  }

  @Test
  void whatIsLeftOutHasTheDocumentedDefault() throws Exception {
    BucketConfiguration volume =
        read("[store]\nkind = 's3'\nbucket = 'b'\n").files().volumes().getFirst();

    assertThat(volume.name()).isEqualTo("b");
    assertThat(volume.id()).matches("b-[0-9a-f]{8}");
    assertThat(volume.cache()).isEqualTo(folder.resolve("state").resolve(volume.id()));
    assertThat(volume.options()).isEqualTo(VolumeOptions.DEFAULT);
    assertThat(volume.store()).isEqualTo(new Store.S3(S3StoreOptions.of("us-east-1", "b")));
  }

  @Test
  void bucketsOfOneNameElsewhereHaveAnotherCache() throws Exception {
    String here = "[store]\nkind='minio'\nbucket='b'\nendpoint='http://one:9000'\n";
    assertThat(id(here)).isEqualTo(id(here + "access_key='a'\nsecret_key='s'\n"));
    assertThat(id(here)).isNotEqualTo(id(here.replace("one", "two")));
    assertThat(id(here)).isNotEqualTo(id(here + "[volume]\nprefix='p'\n"));
    String azure =
        "[store]\nkind='azure'\ncontainer='b'\nconnection_string='AccountName=%s;AccountKey=%s'";
    assertThat(id(azure.formatted("one", "k"))).isEqualTo(id(azure.formatted("one", "other")));
    assertThat(id(azure.formatted("one", "k"))).isNotEqualTo(id(azure.formatted("two", "k")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"minio", "storj", "storagegrid", "netapp-storagegrid", "cos", "tencent-cos"})
  void storesThatSpeakS3NeedTheirEndpoint(String kind) throws Exception {
    String text = "[store]\nkind = '" + kind + "'\nbucket = 'b'\n";
    assertThatThrownBy(() -> read(text)).hasMessageContaining("`endpoint` is missing in store");
    Store.S3 store =
        (Store.S3)
            read(text + "endpoint = 'https://s3.example.org'").files().volumes().getFirst().store();
    assertThat(store.options().pathStyle()).isEqualTo(!kind.endsWith("cos"));
  }

  @Test
  void azureIsAnAccountAndWhatProvesIt() throws Exception {
    String azure = "[store]\nkind = 'azure'\ncontainer = 'c'\n";
    assertThat(account(azure + "account = 'a'\naccount_key = 'k'"))
        .isEqualTo(
            new AzureAccount.SharedKey(URI.create("https://a.blob.core.windows.net"), "a", "k"));
    assertThat(account(azure + "endpoint = 'http://127.0.0.1:10000/a'\nsas_token = '?x=y'"))
        .isEqualTo(
            new AzureAccount.SharedAccessSignature(URI.create("http://127.0.0.1:10000/a"), "x=y"));
    assertThat(account(azure + "connection_string = 'AccountName=a'"))
        .isEqualTo(new AzureAccount.ConnectionString("AccountName=a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [store]\\nkind = 's4'                          | :2: `kind` `s4` is no kind of store (did you
          [store]\\nkind = 'gcs'                         | :2: `kind` `gcs` is not supported yet
          [store]\\nkind = 'vercel-blob'                 | :2: `kind` `vercel-blob` is not supported yet
          [store]\\nbucket = 'b'                         | `kind` is missing in store
          [store]\\nkind = 's3'                          | `bucket` is missing in store
          [store]\\nkind='s3'\\nbucket='b'\\nbukket='c'  | :4: unknown key `bukket` (did you mean `bucket`?)
          [store]\\nkind='s3'\\nbucket='b'\\nendpoint='x' | :4: `endpoint` must be an address
          [store]\\nkind='s3'\\nbucket='b'\\naccess_key='x' | `secret_key` is missing in store
          [store]\\nkind='s3'\\nbucket='b'\\nsecret_key='${NONE}' | :4: `secret_key` names the environment variable
          [store]\\nkind='azure'\\ncontainer='c'         | `account` needs one of
          [store]\\nkind='memory'\\n[cache]\\ncapacity_bytes=1 | :4: `capacity_bytes` must be a whole number of at
          [store]\\nkind='memory'\\n[cache]\\ndays_after_last_access=0 | :4: `days_after_last_access` must be a whole
          [store]\\nkind='memory'\\n[volume]\\nfs_id='../x' | :4: `fs_id` must be 1 to 100 of
          [store]\\nkind='memory'\\n[[import_rules]]\\nprefix='a'\\n[[import_rules]]\\nprefix='/a/' | has a rule already
          [store]\\nkind='memory'\\n[[import_rules]]\\nsize_less_than=-1 | :4: `size_less_than` must be a whole
          [store]\\nkind='memory'\\n[[conflict_rules]]\\nprefix='a' | `policy` is missing
          [store]\\nkind='memory'\\n[[conflict_rules]]\\npolicy='mine' | :4: `policy` must be
          [store]\\nkind='memory'\\n[[import_rules]]\\ntrigger='x' | :4: `trigger` must be
          [store]\\nkind='memory'\\n[nats]\\nenabled=true | :4: `enabled` can't be true yet
          [store]\\nkind='memory'\\n[nats]\\nurll='x'     | :4: unknown key `urll` (did you mean `url`?)
          [store]\\nkind='memory'\\n[files]\\nlisten='x'  | :4: `listen` must be host:port
          [cache]\\ncapacity_bytes=2000000               | `store` is missing
          [[volumes]]\\nname='a'                         | `folder` or `store` is missing in volumes[0]
          [[volumes]]\\nfolder='a'\\nstore='memory'      | :3: `store` and `folder` exclude each other
          [[volumes]]\\nstore='memory'\\nkind='x'        | :3: unknown key `kind`
          """)
  void aFaultNamesItsLineAndTheRemedy(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void twoVolumesDontShareANameOrACache() {
    assertThatThrownBy(() -> read("[[volumes]]\nstore='memory'\n[[volumes]]\nstore='memory'\n"))
        .hasMessageContaining("two of the name memory");
    assertThatThrownBy(
            () ->
                read(
                    """
                    [[volumes]]
                    store = "memory"
                    name = "a"
                    cache = "c"
                    [[volumes]]
                    store = "memory"
                    name = "b"
                    cache = "./c"
                    """))
        .hasMessageContaining("two with the cache");
  }

  @Test
  void foldersAndBucketsStandSideBySide() throws Exception {
    NodeConfiguration read =
        read(
            """
            [[volumes]]
            folder = "photos"
            [[volumes]]
            store = "memory"
            [[users]]
            access_key = "AK"
            secret_key = "SK"
            """);
    assertThat(read.folders()).hasSize(1);
    assertThat(read.files().volumes()).hasSize(1);
    assertThat(read.files().admission()).isEqualTo(Admission.USERS);
  }

  private AzureAccount account(String text) throws Exception {
    return ((Store.Azure) read(text).files().volumes().getFirst().store()).options().account();
  }

  private String id(String text) throws Exception {
    return read(text).files().volumes().getFirst().id();
  }

  private NodeConfiguration read(String text) throws IOException, ConfigurationException {
    Path file = folder.resolve("openfiles.toml");
    Files.writeString(file, text);
    StoredCredentials credentials =
        new StoredCredentials(
            folder.resolve("credentials"), Optional.empty(), RandomGenerator.getDefault());
    return ConfigurationFile.read(
        file,
        new Surroundings(
            credentials,
            Environment.of(Map.of("ACCESS", "AK", "SECRET", "S$K")),
            folder.resolve("state")));
  }
}
