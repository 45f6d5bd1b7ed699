package org.openfiles.interop;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Writes, copies, uploads in parts and deletes under keys of its own until the server dies, and
/// remembers what each key must hold afterwards: what was acknowledged last, or else what was being
/// written when the server died.
final class CrashWriter {
  private static final int KEYS = 6;
  private static final int PART_BYTES = 5 << 20;

  /// What a key may hold; empty for no object.
  record Held(Optional<String> digest) {
    static final Held NOTHING = new Held(Optional.empty());

    static Held of(byte[] bytes) {
      return new Held(Optional.of(Content.sha256(bytes)));
    }
  }

  private final String prefix;
  private final SplittableRandom random;
  private final Map<String, Held> acknowledged = new HashMap<>();
  private final Map<String, byte[]> bytes = new HashMap<>();
  private Optional<String> underway = Optional.empty();
  private Held attempted = Held.NOTHING;
  private int acknowledgements;

  CrashWriter(String prefix, SplittableRandom random) {
    this.prefix = prefix;
    this.random = random;
  }

  int acknowledgements() {
    return acknowledgements;
  }

  String prefix() {
    return prefix;
  }

  /// Works until a call is cut off, or a store behind the server does not answer.
  void workUntilCutOff(CrashClient client) throws InterruptedException {
    try {
      while (true) {
        step(client);
      }
    } catch (IOException _) {
      // What was underway may or may not have happened.
    }
  }

  private void step(CrashClient client) throws IOException, InterruptedException {
    String key = prefix + random.nextInt(KEYS);
    String source = prefix + "0";
    int kind = random.nextInt(20);
    if (kind == 0) {
      byte[] first = content(PART_BYTES);
      byte[] second = content(random.nextInt(1, 100_000));
      byte[] whole = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, whole, first.length, second.length);
      begin(key, Held.of(whole));
      end(key, client.multipart(key, List.of(first, second)), 200, whole);
    } else if (kind < 4) {
      begin(key, Held.NOTHING);
      end(key, client.delete(key), 204, null);
    } else if (kind < 8 && bytes.containsKey(source) && !key.equals(source)) {
      byte[] copied = bytes.get(source);
      begin(key, Held.of(copied));
      end(key, client.copy(source, key), 200, copied);
    } else {
      byte[] content = content(random.nextInt(0, 200_000));
      begin(key, Held.of(content));
      end(key, client.put(key, content), 200, content);
    }
  }

  private byte[] content(int length) {
    byte[] content = new byte[length];
    random.nextBytes(content);
    return content;
  }

  private void begin(String key, Held wanted) {
    underway = Optional.of(key);
    attempted = wanted;
  }

  private void end(String key, HttpResponse<byte[]> answer, int wanted, byte @Nullable [] content)
      throws IOException {
    if (answer.statusCode() == 503) {
      throw new IOException("the store behind the volume does not answer");
    }
    if (answer.statusCode() != wanted) {
      throw new AssertionError(
          key
              + " was answered "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    acknowledgements++;
    acknowledged.put(key, attempted);
    if (content == null) {
      bytes.remove(key);
    } else {
      bytes.put(key, content);
    }
    underway = Optional.empty();
  }

  /// Compares every key with what it may hold, and goes on from what it does hold.
  void verify(CrashClient client, List<String> listed) throws IOException, InterruptedException {
    for (int i = 0; i < KEYS; i++) {
      String key = prefix + i;
      HttpResponse<byte[]> answer = client.get(key);
      Held held =
          switch (answer.statusCode()) {
            case 200 -> Held.of(answer.body());
            case 404 -> Held.NOTHING;
            default -> throw new AssertionError(key + " is answered " + answer.statusCode());
          };
      Held promised = acknowledged.getOrDefault(key, Held.NOTHING);
      boolean mayBeNew = underway.filter(key::equals).isPresent() && held.equals(attempted);
      if (!held.equals(promised) && !mayBeNew) {
        throw new AssertionError(
            "%s holds %s, acknowledged was %s, underway %s"
                .formatted(key, held, promised, underway.map(each -> each + "=" + attempted)));
      }
      if (listed.contains(key) != held.digest().isPresent()) {
        throw new AssertionError(key + " is listed: " + listed.contains(key) + ", held: " + held);
      }
      acknowledged.put(key, held);
      if (answer.statusCode() == 200) {
        bytes.put(key, answer.body());
      } else {
        bytes.remove(key);
      }
    }
    underway = Optional.empty();
  }
}
