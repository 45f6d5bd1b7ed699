package org.openfiles.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.server.config.NodeConfiguration.Access;
import org.openfiles.server.config.NodeConfiguration.Folder;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

class ConfigurationFileTest {
  @TempDir private Path folder;

  @Test
  void everyKeyOfTheNativeFileIsRead() throws Exception {
    NodeConfiguration read =
        read(
            "openfiles.toml",
            """
            [s3]
            listen = "[::1]:9443"
            region = "eu-central-1"
            domains = ["s3.example.org"]
            buckets = "b"
            acls = true
            signature_v2 = true
            key_only_authorization = true
            access_log = true
            tls = { certificate = "c.pem", key = "/k.pem" }
            [storage]
            fsync = false
            cache_size = 7
            dedupe = true
            [[volumes]]
            folder = "photos"
            [[volumes]]
            name = "music"
            folder = "/srv/music"
            [[users]]
            name = "ann"
            access_key = "AK"
            secret_key = "SK"
            id = "id-of-ann"
            """);

    assertThat(read.listener().host()).isEqualTo("::1");
    assertThat(read.listener().port()).isEqualTo(9443);
    assertThat(read.listener().region()).isEqualTo("eu-central-1");
    assertThat(read.listener().domains()).containsExactly("s3.example.org");
    assertThat(read.listener().tls())
        .contains(new NodeConfiguration.Tls(folder.resolve("c.pem"), Path.of("/k.pem")));
    assertThat(read.buckets()).contains(folder.resolve("b"));
    assertThat(read.folders())
        .containsExactly(
            new Folder("photos", folder.resolve("photos")),
            new Folder("music", Path.of("/srv/music")));
    assertThat(read.users()).containsExactly(new UserEntry("ann", "AK", "SK", "id-of-ann"));
    assertThat(read.access()).isEqualTo(new Access(false, true, true, true));
    assertThat(read.storage()).isEqualTo(new NodeConfiguration.Storage(false, 7, true));
    assertThat(read.accessLog()).isTrue();
    assertThat(read.warnings()).singleElement().asString().contains("key_only_authorization");
  }

  @Test
  void whatIsLeftOutHasTheDocumentedDefault() throws Exception {
    NodeConfiguration read = read("openfiles.toml", "[[volumes]]\nfolder = 'x'\n");

    assertThat(read.listener().host()).isEqualTo("127.0.0.1");
    assertThat(read.listener().port()).isEqualTo(9000);
    assertThat(read.listener().region()).isEqualTo("us-east-1");
    assertThat(read.storage()).isEqualTo(new NodeConfiguration.Storage(true, 10_000, false));
    assertThat(read.access()).isEqualTo(new Access(false, false, false));
    assertThat(read.users()).singleElement().extracting(UserEntry::file).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [s3]\\nlisten = '127.0.0.1'            | :2: `listen` must be host:port
          [s3]\\nlisten = ':x'                   | :2: `listen` a port is a number
          [s3]\\nlitsen = ':1'                   | :2: unknown key `litsen` (did you mean `listen`?)
          [s3]\\nregion = 1                      | :2: `region` must be a text in quotes
          [s4]\\n                                | :1: unknown key `s4` (did you mean `s3`?)
          [[users]]\\naccess_key = 'a'           | `secret_key` is missing in users[0]
          [[users]]\\naccess_key=''              | :2: `access_key` must not be empty
          [storage]\\ncache_size = -1            | :2: `cache_size` must be a whole number from 0
          [s3]\\nbuckets = 'b'\\n[s3]            | openfiles.toml:
          """)
  void aFaultNamesItsLineAndTheRemedy(String text, String message) {
    assertThatThrownBy(() -> read("openfiles.toml", text.replace("\\n", "\n")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFaultInTheSecondOfTwoTablesNamesTheLineThere() {
    assertThatThrownBy(
            () ->
                read(
                    "openfiles.toml",
                    """
                    [[users]]
                    access_key = "a"
                    secret_key = "s"

                    [[users]]
                    access_kei = "b"
                    access_key = "b"
                    secret_key = "s"
                    """))
        .hasMessageContaining("openfiles.toml:6: unknown key `access_kei`");
  }

  @Test
  void ferroS3sFileIsReadAsItsManualSays() throws Exception {
    NodeConfiguration read =
        read(
            "config.yaml",
            """
            port: 8080
            endpoint: 127.0.0.1
            verbose: true
            cache_size: 55
            fsync: false
            auth:
              access_key: test_key
              secret_key: test_secret
            buckets:
              - name: my-bucket
                storage: ./storage
            """);

    assertThat(read.listener().port()).isEqualTo(8080);
    assertThat(read.folders()).containsExactly(new Folder("my-bucket", Path.of("./storage")));
    assertThat(read.access()).isEqualTo(new Access(false, true, false));
    assertThat(read.users()).extracting(UserEntry::secretKey).containsExactly("test_secret");
    assertThat(read.storage()).isEqualTo(new NodeConfiguration.Storage(false, 55, false));
    assertThat(read.accessLog()).isTrue();
    assertThat(read.warnings()).singleElement().asString().contains("without a signature");
  }

  @Test
  void ferroS3WithoutAuthIsOpenAndSaysSo() throws Exception {
    NodeConfiguration read =
        read(
            "config.yaml",
            "port: 1\nendpoint: h\nverbose: false\nbuckets: [{name: b, storage: s}]\n");

    assertThat(read.access()).isEqualTo(new Access(true, false, false));
    assertThat(read.warnings()).singleElement().asString().contains("everybody");
  }

  @Test
  void anUnknownKeyOfAYamlListNamesItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    "config.yaml",
                    """
                    port: 1
                    endpoint: h
                    verbose: false
                    buckets:
                      - name: a
                        storage: a
                      - name: b
                        storge: b
                        storage: b
                    """))
        .hasMessageContaining("config.yaml:8: unknown key `storge` (did you mean `storage`?)");
  }

  @Test
  void gos3rvesFileIsReadAndItsFlagsWin() throws Exception {
    Path file = folder.resolve("config.xml");
    Files.writeString(
        file,
        """
        <root>
            <AccessKeyId>any</AccessKeyId>
            <SecretAccessKey>key</SecretAccessKey>
            <Region>eu-west-1</Region>
            <BucketsPath>./elsewhere</BucketsPath>
            <Port>8081</Port>
        </root>
        """);

    NodeConfiguration read =
        new Gos3rve(Map.of("p", "9999")).withFile(file).configuration(credentials());

    assertThat(read.listener().port()).isEqualTo(9999);
    assertThat(read.listener().region()).isEqualTo("eu-west-1");
    assertThat(read.buckets()).contains(Path.of("./elsewhere"));
    assertThat(read.users()).extracting(UserEntry::accessKey).containsExactly("any");
  }

  @Test
  void entitiesInGos3rvesFileAreNotExpanded() {
    assertThatThrownBy(
            () ->
                read(
                    "config.xml",
                    "<!DOCTYPE root [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                        + "<root><Region>&e;</Region></root>"))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void keysAreMadeOnceAndOnlyTheirOwnerMayReadThem() throws Exception {
    UserEntry made = credentials().user();

    assertThat(credentials().user()).isEqualTo(made);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("keys/credentials"))))
        .isEqualTo("rw-------");
  }

  private NodeConfiguration read(String name, String text)
      throws IOException, ConfigurationException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return ConfigurationFile.read(
        file, new Surroundings(credentials(), Environment.of(Map.of()), folder.resolve("state")));
  }

  private StoredCredentials credentials() {
    return new StoredCredentials(
        folder.resolve("keys/credentials"), Optional.empty(), RandomGenerator.getDefault());
  }
}
