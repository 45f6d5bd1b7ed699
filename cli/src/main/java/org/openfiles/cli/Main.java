package org.openfiles.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The `openfiles` command.
@Command(
    name = "openfiles",
    description = "Your folders become S3 buckets, and your buckets a file system.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      ListCommand.class,
      CatCommand.class,
      WriteCommand.class,
      PutCommand.class,
      GetCommand.class,
      StatCommand.class,
      RemoveCommand.class,
      MoveCommand.class,
      MakeDirectoryCommand.class,
      FlushCommand.class,
      ExpireCommand.class,
      Gos3rveCommand.class,
      WarmUpCommand.class
    },
    footer = {"", "Start with: openfiles serve FOLDER"})
public final class Main implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "the configuration (default ./openfiles.toml)")
  private @Nullable Path config;

  @Option(
      names = "--volume",
      paramLabel = "NAME",
      description = "which volume of it, where there are several")
  private @Nullable String volume;

  private final TreeAccess access;
  private final Streams streams;

  private Main(TreeAccess access, Streams streams) {
    this.access = access;
    this.streams = streams;
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commandLine(new ConfiguredAccess(), Streams.ofThisProcess())
        .execute(Gos3rveCommand.inOurForm(arguments));
  }

  /// @param access how commands on files get at a volume
  static CommandLine commandLine(TreeAccess access, Streams streams) {
    return new CommandLine(new Main(access, streams))
        .setExpandAtFiles(false) // a text to write may begin with @
        .setParameterExceptionHandler(Main::wrongUse)
        .setExecutionExceptionHandler(Main::failed);
  }

  TreeAccess access() {
    return access;
  }

  Streams streams() {
    return streams;
  }

  /// The configuration that was given before the command.
  @Nullable Path config() {
    return config;
  }

  /// The volume that was named before the command.
  @Nullable String volume() {
    return volume;
  }

  /// Without a command: the help.
  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  private static int wrongUse(CommandLine.ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("openfiles: " + fault.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(fault, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static int failed(Exception fault, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (fault instanceof ConfigurationException) {
      command.getErr().println("openfiles: " + fault.getMessage());
      return ExitCode.USAGE;
    }
    return switch (fault) {
      case IOException _, UnsupportedOperationException _, IllegalArgumentException _ -> {
        command.getErr().println("openfiles: " + FaultText.of(fault));
        yield ExitCode.FAILED;
      }
      default -> throw fault;
    };
  }

  /// The version that the build wrote into the jar.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"openfiles " + number()};
    }

    static String number() {
      return Main.class.getModule().getDescriptor() == null
          ? "development"
          : Main.class.getModule().getDescriptor().rawVersion().orElse("0.1.0");
    }
  }
}
