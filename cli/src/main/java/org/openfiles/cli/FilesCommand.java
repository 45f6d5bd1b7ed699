package org.openfiles.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.config.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// A command on the files of a volume. What it is to do is [#run].
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class FilesCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Main main;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "the configuration (default ./openfiles.toml)")
  private @Nullable Path config;

  @Option(
      names = "--volume",
      paramLabel = "NAME",
      description = "which volume, where there are several")
  private @Nullable String volume;

  /// Does it, and says with which status the command ends.
  abstract int run(VolumeAccess files) throws IOException;

  @Override
  public final Integer call() throws ConfigurationException, IOException {
    try (VolumeAccess files =
        main()
            .access()
            .open(
                Optional.ofNullable(config == null ? main().config() : config),
                Optional.ofNullable(volume == null ? main().volume() : volume))) {
      return run(files);
    }
  }

  final Streams streams() {
    return main().streams();
  }

  /// A line on standard output.
  final void print(String line) throws IOException {
    streams().out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private Main main() {
    return Objects.requireNonNull(main, "picocli sets it");
  }

  /// A path of the volume; the leading slash may be left out.
  static String absolute(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  /// Where something of that name goes when it is put there: into a directory, or in its place.
  static String destination(VolumeAccess files, String target, String name) throws IOException {
    String path = absolute(target);
    if (path.endsWith("/")) {
      return path + name;
    }
    try {
      return files.stat(path).isDirectory() ? path + "/" + name : path;
    } catch (NoSuchFileException _) {
      return path;
    }
  }

  /// The last name of a path.
  static String nameOf(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return plain.substring(plain.lastIndexOf('/') + 1);
  }
}
