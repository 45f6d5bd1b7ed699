package org.openfiles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openfiles.cli.CommandLineHarness.Result;
import org.openfiles.core.Creator;
import org.openfiles.core.FileTree;
import org.openfiles.door.http.FilesDoor;
import org.openfiles.door.http.FilesDoorParts;
import org.openfiles.door.http.Gate;
import org.openfiles.http.HttpServer;
import org.openfiles.http.HttpServerOptions;
import org.openfiles.server.config.NodeConfiguration.UserEntry;
import org.openfiles.testkit.MemoryFileVolume;
import org.openfiles.testkit.TestBytes;
import org.openfiles.testkit.TickingClock;
import org.openfiles.testkit.TreeFixture;

/// The commands on files, on a volume of this process and through a node: they do the same.
@ParameterizedClass
@EnumSource
class FilesCommandTest implements TreeFixture {
  enum Way {
    LOCAL,
    NODE
  }

  private static final Creator CREATOR = new Creator(1000, 1000, 022);

  @Parameter private Way way;
  @TempDir private Path folder;

  private final MemoryFileVolume volume = new MemoryFileVolume("main", new TickingClock());
  private HttpServer server;
  private CommandLineHarness openfiles;

  @BeforeEach
  void start() throws IOException {
    FilesDoor door =
        new FilesDoor(
            new FilesDoorParts(
                List.of(volume), Gate.of(Map.of("ann", "secret")), CREATOR, new Random(1)));
    server =
        HttpServer.start(
            HttpServerOptions.plain(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InstantSource.system()),
            door);
    openfiles = new CommandLineHarness((_, _) -> access());
  }

  private VolumeAccess access() {
    return switch (way) {
      case LOCAL -> new LocalAccess(volume, CREATOR, new Random(2), () -> {});
      case NODE ->
          new NodeAccess(
              "http://127.0.0.1:" + server.address().getPort(),
              "main",
              Optional.of(UserEntry.of("ann", "secret")));
    };
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  public FileTree tree() {
    return volume.files();
  }

  @Test
  void theSeedsQuickStartWorks() {
    assertThat(done("--config", "x.toml", "write", "/hello.txt", "hello from OpenFiles")).isEmpty();
    assertThat(done("--config", "x.toml", "ls", "/")).isEqualTo("hello.txt\n");
    assertThat(done("--config", "x.toml", "cat", "/hello.txt")).isEqualTo("hello from OpenFiles");
    assertThat(done("--config", "x.toml", "flush")).startsWith("flushed: ");
  }

  @Test
  void textsAreWrittenAsTheyAre() throws Exception {
    String script = "#!/bin/sh\n\nOF=\"openfiles --config ./openfiles.toml\"\n$OF ls /\n";
    done("write", "/ops.sh", script);
    assertThat(done("cat", "/ops.sh")).isEqualTo(script);
    done("write", "é", "ü");
    assertThat(text("/é")).isEqualTo("ü");
    done("write", "/empty", "");
    assertThat(find("/empty").size()).isZero();
    done("write", "--", "/a/b/c", "-x");
    assertThat(text("/a/b/c")).isEqualTo("-x");
    done("write", "/at", "@" + folder.resolve("no-such-file"));
    assertThat(text("/at")).startsWith("@/");
  }

  @Test
  void standardInputAndOutputPassBytes() {
    byte[] bytes = TestBytes.random(1_000_001, 5);
    assertThat(openfiles.runWith(bytes, "write", "/f").status()).isZero();
    assertThat(openfiles.run("cat", "/f").out()).isEqualTo(bytes);
    assertThat(openfiles.runWith(bytes, "write", "/g", "-").status()).isZero();
    assertThat(openfiles.run("cat", "/g", "/f").out()).hasSize(2 * bytes.length);
  }

  @Test
  void filesAreCopiedInAndOut() throws Exception {
    byte[] bytes = TestBytes.random(300_000, 6);
    Path local = folder.resolve("local.bin");
    Files.write(local, bytes);
    done("put", local.toString(), "/in/");
    mkdir("/d");
    done("put", local.toString(), "/d");
    done("put", local.toString(), "/d/other");
    assertThat(names("/in")).containsExactly("local.bin");
    assertThat(names("/d")).containsExactlyInAnyOrder("local.bin", "other");
    done("get", "/d/other", folder.toString());
    done("get", "/d/local.bin", folder.resolve("back").toString());
    assertThat(folder.resolve("other")).hasBinaryContent(bytes);
    assertThat(folder.resolve("back")).hasBinaryContent(bytes);
    assertThat(refused("get", "/missing", folder.resolve("none").toString()))
        .contains("no such file or directory: /missing");
    assertThat(refused("put", folder.toString(), "/x")).contains("is a directory");
    try (var left = Files.list(folder)) {
      assertThat(left.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("local.bin", "other", "back");
    }
  }

  @Test
  void listShowsNamesOrDetails() throws Exception {
    file("/d", "12345");
    symlink("/l", "d");
    mkdir("/sub");
    assertThat(done("ls").lines()).containsExactlyInAnyOrder("d", "l", "sub");
    String details = done("ls", "-l");
    assertThat(details).containsPattern("-rw-r--r-- +1 +1000 +1000 +5 2026-[^ ]+Z d\n");
    assertThat(details).containsPattern("lrw-r--r-- .* l -> d\n");
    assertThat(details).containsPattern("drwxr-xr-x .* sub\n");
    assertThat(done("ls", "/d")).isEqualTo("d\n");
    assertThat(refused("ls", "/none")).isEqualTo("openfiles: no such file or directory: /none\n");
  }

  @Test
  void moreThanAPageIsListedWhole() throws Exception {
    for (int i = 0; i < 2100; i++) {
      create("/n" + i);
    }
    assertThat(done("ls").lines()).hasSize(2100).doesNotHaveDuplicates();
  }

  @Test
  void statTellsWhatIsKnown() throws Exception {
    file("/f", "12345");
    assertThat(done("stat", "/f"))
        .contains("path: /f\n", "kind: file\n", "size: 5\n", "mode: -rw-r--r-- (0644)\n")
        .contains("state: dirty\n");
    done("flush");
    assertThat(done("stat", "f")).contains("state: clean\n");
    assertThat(done("stat")).contains("kind: directory\n");
  }

  @Test
  void entriesAreMovedMadeAndRemoved() throws Exception {
    file("/f", "x");
    done("mkdir", "/d");
    done("mv", "/f", "/d");
    assertThat(text("/d/f")).isEqualTo("x");
    done("mv", "d/f", "/new/g");
    assertThat(text("/new/g")).isEqualTo("x");
    assertThat(refused("mkdir", "/d")).contains("one already");
    assertThat(refused("mkdir", "/x/y")).contains("no such file or directory");
    done("mkdir", "-p", "/x/y", "/d");
    assertThat(refused("rm", "/x")).contains("not empty");
    done("rm", "-r", "/x", "/new");
    done("rm", "/d");
    assertThat(names("/")).isEmpty();
    assertThat(refused("rm", "/x")).isEqualTo("openfiles: no such file or directory: /x\n");
    assertThat(refused("mv", "/x", "/y")).isEqualTo("openfiles: no such file or directory: /x\n");
  }

  @Test
  void expireTellsWhatWasDropped() {
    assertThat(done("expire")).isEqualTo("expired: 0 files, 0 bytes\n");
    assertThat(done("expire", "--days", "3")).isEqualTo("expired: 0 files, 0 bytes\n");
  }

  @Test
  void wrongPathsAreOneLineAndChangeNothing() throws Exception {
    for (String path : List.of("/a/../b", "/a//b", "/./a", "/" + "x".repeat(256))) {
      Result result = openfiles.run("write", path, "x");
      assertThat(result.status()).as(path).isEqualTo(1);
      assertThat(result.messages()).startsWith("openfiles: ").hasLineCount(1);
    }
    assertThat(names("/")).isEmpty();
    mkdir("/d");
    assertThat(refused("write", "/d", "x")).containsIgnoringCase("is a directory");
    assertThat(refused("cat", "/d")).containsIgnoringCase("is a directory");
  }

  @Test
  void wrongUseIsStatusTwoAndSaysWhatWouldBeRight() {
    Result unknown = openfiles.run("lss");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.messages()).contains("Did you mean").contains("ls");
    assertThat(openfiles.run("cat").status()).isEqualTo(2);
    assertThat(openfiles.run("mv", "/a").status()).isEqualTo(2);
    assertThat(openfiles.run("expire", "--days", "x").status()).isEqualTo(2);
  }

  private String done(String... arguments) {
    Result result = openfiles.run(arguments);
    assertThat(result.messages()).isEmpty();
    assertThat(result.status()).isZero();
    return result.text();
  }

  private String refused(String... arguments) {
    Result result = openfiles.run(arguments);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.messages()).startsWith("openfiles: ").hasLineCount(1);
    return result.messages();
  }
}
