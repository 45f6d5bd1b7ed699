package org.openfiles.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openfiles.server.Node;
import org.openfiles.server.config.ConfigurationException;
import org.openfiles.server.config.NodeConfiguration;
import picocli.CommandLine.Model.CommandSpec;

/// Runs a node in the foreground: says how to reach it, and stops it cleanly on Ctrl-C or SIGTERM.
final class Serving {
  private Serving() {}

  static int until(NodeConfiguration configuration, @Nullable CommandSpec spec)
      throws ConfigurationException, IOException, InterruptedException {
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    PrintWriter err =
        spec == null ? new PrintWriter(System.err, true) : spec.commandLine().getErr();
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
