package org.openfiles.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.config.Gos3rve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Serves as gos3rve did: its flags, its defaults, a new bucket is a new folder.
@Command(
    name = "gos3rve",
    description = "Serve a folder of buckets with gos3rve's flags and config.xml.",
    sortOptions = false)
final class Gos3rveCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "-config",
      paramLabel = "FILE",
      description = "configuration file (default ./config.xml, if there is one)")
  private @Nullable Path config;

  @Option(
      names = "-dir_buckets",
      paramLabel = "DIR",
      description = "folder of the buckets (default ./buckets/)")
  private @Nullable String buckets;

  @Option(names = "-dir_uploads", paramLabel = "DIR", description = "accepted, not used")
  private @Nullable String uploads;

  @Option(names = "-key_id", paramLabel = "KEY", description = "access key (default: generated)")
  private @Nullable String keyId;

  @Option(names = "-key_val", paramLabel = "KEY", description = "secret key (default: generated)")
  private @Nullable String keyValue;

  @Option(names = "-p", paramLabel = "PORT", description = "port to listen on (default 8080)")
  private @Nullable String port;

  @Option(names = "-region", paramLabel = "NAME", description = "S3 region (default us-east-1)")
  private @Nullable String region;

  @Option(names = "-user_id", paramLabel = "ID", description = "owner id to show")
  private @Nullable String userId;

  @Option(names = "-user_name", paramLabel = "NAME", description = "owner name to show")
  private @Nullable String userName;

  @SuppressWarnings("unused") // picocli acts on it
  @Option(names = "-help", usageHelp = true, description = "show this help")
  private boolean help;

  @Override
  public Integer call() throws Exception {
    Map<String, String> given = new HashMap<>();
    put(given, "dir_buckets", buckets);
    put(given, "dir_uploads", uploads);
    put(given, "key_id", keyId);
    put(given, "key_val", keyValue);
    put(given, "p", port);
    put(given, "region", region);
    put(given, "user_id", userId);
    put(given, "user_name", userName);
    Gos3rve settings = new Gos3rve(given);
    Path file = config == null ? Path.of("./config.xml") : config;
    if (config != null || Files.exists(file)) {
      settings = settings.withFile(file);
    }
    return Serving.until(settings.configuration(ThisProcess.credentials()), spec);
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  /// The arguments with Go's other spellings of a flag (`--p`, `-p=1`) put into the one that is
  /// declared here.
  static String[] inOurForm(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("gos3rve")) {
      return arguments;
    }
    List<String> words = new ArrayList<>(List.of("gos3rve"));
    for (int i = 1; i < arguments.length; i++) {
      String word = arguments[i].startsWith("--") ? arguments[i].substring(1) : arguments[i];
      int equals = word.startsWith("-") ? word.indexOf('=') : -1;
      if (equals > 0) {
        words.add(word.substring(0, equals));
        words.add(word.substring(equals + 1));
      } else {
        words.add(word);
      }
    }
    return words.toArray(String[]::new);
  }
}
