package org.openfiles.cli;

import java.io.PrintWriter;
import java.util.List;
import org.openfiles.server.Node;
import org.openfiles.server.config.BucketConfiguration;
import org.openfiles.server.config.NodeConfiguration;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

/// What a node prints when it is ready: where it listens, what it serves, and commands to paste.
final class Greeting {
  private Greeting() {}

  static void print(PrintWriter out, NodeConfiguration configuration, Node node) {
    node.s3().ifPresent(endpoint -> printS3(out, configuration, endpoint));
    node.files().ifPresent(endpoint -> printFiles(out, configuration, endpoint));
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private static void printFiles(
      PrintWriter out, NodeConfiguration configuration, String endpoint) {
    List<BucketConfiguration> volumes = configuration.files().volumes();
    out.println("Files on " + endpoint);
    volumes.forEach(volume -> out.println("  " + volume.name() + ", cached in " + volume.cache()));
    out.println();
    String query = volumes.size() == 1 ? "" : "?volume=" + volumes.getFirst().name();
    out.println("Try, in another terminal:");
    out.println("  curl -T FILE '" + endpoint + "/v1/write/hello.txt" + query + "'");
    out.println("  curl '" + endpoint + "/v1/list" + query + "'");
    out.println();
  }

  private static void printS3(PrintWriter out, NodeConfiguration configuration, String endpoint) {
    out.println("S3 on " + endpoint);
    configuration
        .folders()
        .forEach(folder -> out.println("  s3://" + folder.name() + " is " + folder.path()));
    configuration
        .buckets()
        .ifPresent(folder -> out.println("  every folder in " + folder + " is a bucket"));
    out.println();
    String bucket =
        configuration.folders().isEmpty() ? "my-bucket" : configuration.folders().getFirst().name();
    if (configuration.users().isEmpty()) {
      out.println(
          "No authentication: who reaches this address may read and write everything. Try:");
    } else {
      UserEntry user = configuration.users().getFirst();
      // Only keys that OpenFiles made are shown: those that somebody chose stay where they are.
      boolean shown = user.file().isPresent();
      user.file().ifPresent(file -> out.println("Keys, made once and kept in " + file + ":"));
      out.println("  export AWS_ACCESS_KEY_ID=" + user.accessKey());
      out.println("  export AWS_SECRET_ACCESS_KEY=" + (shown ? user.secretKey() : "'...'"));
      out.println("  export AWS_DEFAULT_REGION=" + configuration.listener().region());
      out.println();
      out.println("Try, in another terminal, after these exports:");
    }
    String aws = configuration.users().isEmpty() ? "aws --no-sign-request" : "aws";
    String curl =
        configuration.users().isEmpty()
            ? "curl"
            : "curl --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"";
    aws += " --endpoint-url " + endpoint + " s3 ";
    if (configuration.folders().isEmpty()) {
      out.println("  " + aws + "mb s3://" + bucket);
    }
    out.println("  echo hello | " + aws + "cp - s3://" + bucket + "/hello.txt");
    out.println("  " + curl + " " + endpoint + "/" + bucket + "/hello.txt");
    out.println();
  }
}
