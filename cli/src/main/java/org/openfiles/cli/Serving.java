package org.openfiles.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.Node;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.NodeConfiguration;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Runs a node in the foreground: says how to reach it, and stops it cleanly on Ctrl-C or SIGTERM.
final class Serving {
  private Serving() {}

  static int until(NodeConfiguration configuration, @Nullable CommandSpec spec)
      throws ConfigurationException, IOException, InterruptedException {
    CommandLine command = Objects.requireNonNull(spec, "picocli sets it").commandLine();
    PrintWriter out = command.getOut();
    PrintWriter err = command.getErr();
    configuration.warnings().forEach(warning -> err.println("openfiles: warning: " + warning));
    err.flush();
    Node node = Node.start(configuration);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  stopped.countDown();
                },
                "shutdown"));
    Greeting.print(out, configuration, node);
    stopped.await();
    return 0;
  }
}
