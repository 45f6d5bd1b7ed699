package org.openfiles.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

/// What clients ask of a node all day, again and again, on several connections at once.
final class Exercise {
  /// The JVM compiles what it sees often, and only what it compiled well does it keep as such.
  private static final int REQUESTS = 60_000;

  private static final int CONNECTIONS = 8;
  private static final int READS = 40;
  private static final int LARGE_EVERY = 20;
  private static final byte[] NOTHING = {};
  private static final byte[] SMALL = new byte[4096];
  private static final byte[] LARGE = new byte[1 << 20];

  private final URI endpoint;
  private final String bucket;
  private final String authorization;
  private final AtomicInteger sent = new AtomicInteger();

  Exercise(String endpoint, String bucket, UserEntry user) {
    this.endpoint = URI.create(endpoint);
    this.bucket = "/" + bucket;
    String pair = user.accessKey() + ":" + user.secretKey();
    this.authorization =
        "Authorization: Basic "
            + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /// Ends when that much was asked, or after that time: on a busy machine it is less.
  void repeat(Duration timeMax) throws IOException {
    long end = System.nanoTime() + timeMax.toNanos();
    List<Callable<String>> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      String key = bucket + "/a/" + i + ".txt";
      clients.add(
          () -> {
            repeat(key, end);
            return key;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (Future<String> client : threads.invokeAll(clients)) {
        client.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IOException("the exercise failed", e);
    }
  }

  private void repeat(String object, long end) throws IOException {
    try (ExerciseClient client = new ExerciseClient(endpoint)) {
      byte[] put = client.request("PUT", object, authorization, SMALL);
      byte[] head = client.request("HEAD", object, authorization, NOTHING);
      byte[] get = client.request("GET", object, authorization, NOTHING);
      byte[] presigned = client.request("GET", presigned(client, object), "", NOTHING);
      byte[] list = client.request("GET", bucket + "?list-type=2", authorization, NOTHING);
      byte[] large = client.request("PUT", object + "-large", authorization, LARGE);
      for (int round = 0; sent.get() < REQUESTS && System.nanoTime() < end; round++) {
        if (round % LARGE_EVERY == 0) {
          client.send(large);
        }
        client.send(put);
        client.send(head);
        client.send(list);
        for (int i = 0; i < READS; i += 2) {
          client.send(get);
          client.send(presigned);
        }
        sent.addAndGet(READS);
      }
      client.send(client.request("DELETE", object, authorization, NOTHING));
    }
  }

  /// The target of a signed URL of the object.
  private String presigned(ExerciseClient client, String object) throws IOException {
    String key = object.substring(bucket.length() + 1);
    String target =
        "/_admin/presign?bucket=%s&key=%s&method=GET&expires=900"
            .formatted(bucket.substring(1), key);
    String url =
        new String(
            client.send(client.request("POST", target, authorization, NOTHING)),
            StandardCharsets.UTF_8);
    URI signed = URI.create(url.strip());
    return signed.getRawPath() + "?" + signed.getRawQuery();
  }
}
