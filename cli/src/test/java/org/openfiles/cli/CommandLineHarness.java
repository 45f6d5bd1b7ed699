package org.openfiles.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Runs commands in this process, and takes what they say.
final class CommandLineHarness {
  private final TreeAccess access;

  CommandLineHarness(TreeAccess access) {
    this.access = access;
  }

  /// What a command did.
  record Result(int status, ByteArrayOutputStream output, String messages) {
    byte[] out() {
      return output.toByteArray();
    }

    String text() {
      return output.toString(StandardCharsets.UTF_8);
    }
  }

  Result run(String... arguments) {
    return runWith(new byte[0], arguments);
  }

  Result runWith(byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter messages = new StringWriter();
    CommandLine command =
        Main.commandLine(access, new Streams(new ByteArrayInputStream(input), out));
    command.setErr(new PrintWriter(messages));
    int status = command.execute(arguments);
    return new Result(status, out, messages.toString());
  }
}
