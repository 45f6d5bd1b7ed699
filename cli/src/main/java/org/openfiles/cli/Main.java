package org.openfiles.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `openfiles` command.
@Command(
    name = "openfiles",
    description = "Your folders become S3 buckets.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ServeCommand.class, Gos3rveCommand.class, WarmUpCommand.class},
    footer = {"", "Start with: openfiles serve FOLDER"})
public final class Main implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commandLine().execute(Gos3rveCommand.inOurForm(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::wrongUse)
        .setExecutionExceptionHandler(Main::failed);
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
    if (fault instanceof IOException) {
      command.getErr().println("openfiles: " + fault.getMessage());
      return ExitCode.FAILED;
    }
    throw fault;
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
