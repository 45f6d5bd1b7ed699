package org.openfiles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openfiles.cli.CommandLineHarness.Result;
import org.openfiles.server.Node;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.ConfigurationFile;

/// Commands on the volumes of a configuration file.
class ConfiguredAccessTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void configure() throws Exception {
    file = folder.resolve("openfiles.toml");
    Files.writeString(
        file,
        """
        [files]
        listen = "127.0.0.1:0"
        [[volumes]]
        store = "memory"
        name = "one"
        cache = "one"
        [[volumes]]
        store = "memory"
        name = "two"
        cache = "two"
        """);
  }

  @Test
  void volumeIsOpenedHereWhenNobodyHasIt() throws Exception {
    try (VolumeAccess access = open("one")) {
      assertThat(access).isInstanceOf(LocalAccess.class);
    }
  }

  @Test
  void volumeIsReachedThroughTheNodeThatHasIt() throws Exception {
    try (Node node = Node.start(ConfigurationFile.read(file, ThisProcess.surroundings()))) {
      try (VolumeAccess access = open("two")) {
        assertThat(access).isInstanceOf(NodeAccess.class);
      }
      CommandLineHarness openfiles = new CommandLineHarness(new ConfiguredAccess());
      String config = file.toString();
      assertThat(openfiles.run("-c", config, "--volume", "two", "write", "/f", "x").status())
          .isZero();
      assertThat(openfiles.run("cat", "-c", config, "--volume", "two", "/f").text()).isEqualTo("x");
      assertThat(openfiles.run("-c", config, "--volume", "one", "ls").text()).isEmpty();
      assertThat(node.files()).isPresent();
    }
  }

  @Test
  void nodeThatWasKilledIsNoHindrance() throws Exception {
    Files.createDirectories(folder.resolve("one"));
    Files.writeString(folder.resolve("one/node"), "http://127.0.0.1:1\n");
    try (VolumeAccess access = open("one")) {
      assertThat(access).isInstanceOf(LocalAccess.class);
    }
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThatThrownBy(() -> new ConfiguredAccess().open(Optional.of(file), Optional.empty()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--volume one of one, two");
    assertThatThrownBy(() -> open("three")).hasMessageContaining("no volume is called three");
    Result result =
        new CommandLineHarness(new ConfiguredAccess())
            .run("-c", folder.resolve("none.toml").toString(), "ls");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.messages()).contains("no such configuration file").hasLineCount(1);
  }

  private VolumeAccess open(String volume) throws Exception {
    return new ConfiguredAccess().open(Optional.of(file), Optional.of(volume));
  }
}
