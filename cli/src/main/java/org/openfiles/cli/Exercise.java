package org.openfiles.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

/// What clients ask of a node all day, again and again.
final class Exercise {
  private static final byte[] NOTHING = {};
  private static final int SIZE = 4096;

  private final String endpoint;
  private final String bucket;
  private final String authorization;

  Exercise(String endpoint, String bucket, UserEntry user) {
    this.endpoint = endpoint;
    this.bucket = bucket;
    String pair = user.accessKey() + ":" + user.secretKey();
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  void repeat(Duration time) throws IOException {
    String object = endpoint + "/" + bucket + "/a/b.txt";
    String listing = endpoint + "/" + bucket + "?list-type=2";
    byte[] content = new byte[SIZE];
    byte[] presigned =
        request(
            "POST",
            endpoint + "/_admin/presign?bucket=" + bucket + "&key=a/b.txt&method=GET&expires=900",
            NOTHING);
    String signed = new String(presigned, StandardCharsets.UTF_8).strip();
    long end = System.nanoTime() + time.toNanos();
    do {
      request("PUT", object, content);
      request("HEAD", object, NOTHING);
      request("GET", listing, NOTHING);
      for (int i = 0; i < 10; i++) {
        request("GET", object, NOTHING);
        request("GET", signed, NOTHING, Optional.empty());
      }
    } while (System.nanoTime() < end);
    request("DELETE", object, NOTHING);
  }

  private byte[] request(String method, String address, byte[] body) throws IOException {
    return request(method, address, body, Optional.of(authorization));
  }

  private static byte[] request(
      String method, String address, byte[] body, Optional<String> credentials) throws IOException {
    var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    connection.setRequestMethod(method);
    credentials.ifPresent(value -> connection.setRequestProperty("Authorization", value));
    if (body.length > 0) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    if (connection.getResponseCode() >= 300) {
      throw new IOException(method + " " + address + ": " + connection.getResponseCode());
    }
    return connection.getInputStream().readAllBytes();
  }
}
