package org.openfiles.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as an installed command, with JDKs that are only a release file and a script.
class LauncherTest {
  @TempDir private Path folder;
  private Path launcher;

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    launcher = folder.resolve("an application/openfiles");
    Files.createDirectories(launcher.resolveSibling("lib"));
    Files.copy(Checkout.here().root().resolve("openfiles"), launcher);
  }

  @Test
  void aNamedJdkIsTaken() throws Exception {
    var jdk = jdk("a jdk", "25.0.3", "");
    assertThat(run(Map.of("OPENFILES_JAVA_HOME", jdk), "--jdk-home").out()).isEqualTo(jdk + "\n");
  }

  @Test
  void aNamedJdkThatIsTooOldIsRefusedInOneLine() throws Exception {
    var jdk = jdk("old", "17.0.15", "");
    var outcome = run(Map.of("OPENFILES_JAVA_HOME", jdk), "--jdk-home");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).hasLineCount(1).contains(jdk, "version 25 or newer");
  }

  @Test
  void javaHomeIsPassedOverWhenItIsTooOld() throws Exception {
    var old = jdk("old", "1.8.0_392", "");
    var found = jdk("sdkman/candidates/java/26-tem", "26", "");
    var environment = Map.of("JAVA_HOME", old, "SDKMAN_DIR", folder + "/sdkman");
    assertThat(run(environment, "--jdk-home").out()).isEqualTo(found + "\n");
  }

  @Test
  void theJavaOnThePathIsFollowedToItsJdk() throws Exception {
    var jdk = jdk("there", "25", "");
    var bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("there/bin/java"));
    Files.createSymbolicLink(bin.resolve("java"), Path.of("../link"));
    var path = bin + ":/usr/bin:/bin";
    assertThat(Path.of(run(Map.of("PATH", path), "--jdk-home").out().strip()).toRealPath())
        .isEqualTo(Path.of(jdk));
  }

  @Test
  void aJdkWithoutReleaseFileIsAsked() throws Exception {
    var jdk = jdk("silent", "", "echo 'openjdk version \"25.0.1\" 2026-01-01' >&2");
    assertThat(run(Map.of("OPENFILES_JAVA_HOME", jdk), "--jdk-home").out()).isEqualTo(jdk + "\n");
  }

  @Test
  void argumentsAndExitCodeArePassedOn() throws Exception {
    var jdk = jdk("jdk", "25", "printf '<%s>' \"$@\"; exit 3");
    var outcome = run(Map.of("OPENFILES_JAVA_HOME", jdk), "serve", "a b", "*", "");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.out())
        .contains("<-p><" + launcher.resolveSibling("lib") + ">")
        .endsWith("<-m><openfiles.cli/org.openfiles.cli.Main><serve><a b><*><>");
  }

  @Test
  void onlyShortCommandsDoWithoutTheOptimisingCompiler() throws Exception {
    var environment = Map.of("OPENFILES_JAVA_HOME", jdk("jdk", "25", "echo \"$@\""));
    assertThat(run(environment, "ls").out()).contains("-XX:TieredStopAtLevel=1");
    assertThat(run(environment, "serve").out()).doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(run(environment, "gos3rve").out()).doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void moreOptionsReachTheJvm() throws Exception {
    var jdk = jdk("jdk", "25", "printf '<%s>' \"$@\"");
    var environment = Map.of("OPENFILES_JAVA_HOME", jdk, "OPENFILES_JAVA_OPTS", "-Xmx64m -Da=*");
    assertThat(run(environment, "ls").out()).contains("<-Xmx64m><-Da=*><-m>");
  }

  @Test
  void aJvmThatMakesNoCacheIsNotAskedAgain() throws Exception {
    var environment = Map.of("OPENFILES_JAVA_HOME", jdk("jdk", "25", "echo \"$@\""));
    assertThat(run(environment, "ls").err()).contains("preparing fast starts");
    var second = run(environment, "ls");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).doesNotContain("-XX:AOTCache");
  }

  @Test
  void aCacheThatWasMadeIsUsedUntilTheJdkChanges() throws Exception {
    var makesOne =
        """
        for a in "$@"; do
          case $a in -XX:AOTCacheOutput=*) echo cache >"${a#*=}" ;; esac
        done
        echo "$@"
        """;
    var first = Map.of("OPENFILES_JAVA_HOME", jdk("jdk", "25", makesOne));
    assertThat(run(first, "ls").out()).contains("-XX:AOTCache=" + folder);
    assertThat(run(first, "ls").err()).isEmpty();
    var other = Map.of("OPENFILES_JAVA_HOME", jdk("other", "25", makesOne));
    assertThat(run(other, "ls").err()).contains("preparing fast starts");
  }

  @Test
  void aLinkToTheCommandFindsTheApplication() throws Exception {
    var jdk = jdk("jdk", "25", "echo \"$@\"");
    var link = Files.createSymbolicLink(folder.resolve("of"), Path.of("an application/openfiles"));
    var outcome = run(link, Map.of("OPENFILES_JAVA_HOME", jdk), "ls");
    assertThat(outcome.out()).contains("-p " + launcher.resolveSibling("lib"));
  }

  /// However often it is built again while a server runs.
  @Test
  void anApplicationThatRunsIsKept() throws Exception {
    var home = launcher.getParent();
    Files.createDirectories(home.resolve("app"));
    Files.createFile(home.resolve("app/pom.xml"));
    var pom = Files.createFile(home.resolve("pom.xml"));
    var built = home.resolve("app/target/quick/lib");
    var maven = script(folder.resolve("bin"), "mvn", "mkdir -p '" + built + "'");
    var jdk = jdk("jdk", "25", "case $* in *serve*) read -r end ;; esac");
    var environment =
        Map.of("OPENFILES_JAVA_HOME", jdk, "PATH", maven.getParent() + ":/usr/bin:/bin");
    run(environment, "ls");
    var first = applications();
    var server = start(launcher, environment, "serve");
    try {
      while (server
          .info()
          .commandLine()
          .filter(line -> line.contains(first.getFirst()))
          .isEmpty()) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 3; i++) {
        Files.writeString(pom, "change " + i);
        run(environment, "ls");
      }
      assertThat(applications()).hasSize(3).containsAll(first);
    } finally {
      server.getOutputStream().close();
      server.waitFor();
    }
    Files.writeString(pom, "last change");
    run(environment, "ls");
    assertThat(applications()).hasSize(2).doesNotContainAnyElementsOf(first);
  }

  private List<String> applications() throws IOException {
    try (var found = Files.list(launcher.resolveSibling("target/app"))) {
      return found
          .map(each -> each.getFileName().toString())
          .filter(n -> n.startsWith("app-"))
          .toList();
    }
  }

  private static Path script(Path bin, String name, String script) throws IOException {
    var file =
        Files.writeString(
            Files.createDirectories(bin).resolve(name), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// A JDK as far as the launcher looks: a release file, if it has a version, and commands.
  private String jdk(String name, String version, String script) throws IOException {
    var bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
    for (var command : List.of("java", "javac")) {
      script(bin, command, script);
    }
    if (!version.isEmpty()) {
      var release = "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n";
      Files.writeString(bin.resolveSibling("release"), release);
    }
    return bin.getParent().toString();
  }

  private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    return run(launcher, environment, arguments);
  }

  private Outcome run(Path command, Map<String, String> environment, String... arguments)
      throws Exception {
    var status = start(command, environment, arguments).waitFor();
    var out = folder.resolve("stdout");
    var err = folder.resolve("stderr");
    return new Outcome(status, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private Process start(Path command, Map<String, String> environment, String... arguments)
      throws IOException {
    var line = new ArrayList<>(List.of("/bin/sh", command.toString()));
    line.addAll(List.of(arguments));
    var out = folder.resolve("stdout");
    var err = folder.resolve("stderr");
    var process = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    process.environment().clear();
    process.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString()));
    process.environment().putAll(environment);
    return process.start();
  }
}
