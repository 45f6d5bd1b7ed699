package org.openfiles.engine;

import java.time.Instant;

/// A file and its object were changed at the same time, and one of them had to give way.
///
/// @param key where both were
/// @param kept where the version that gave way is now, as a key; empty where nothing had to be kept
/// @param local the etag of the version that the change here was made to; empty for a new file
/// @param remote the etag of what the store has; empty where it has nothing
/// @param policy who had to give way
public record Conflict(
    long sequence,
    Instant time,
    String key,
    String kept,
    String local,
    String remote,
    Reason reason,
    ConflictRule.Policy policy) {
  /// The extended attribute of a kept version that says all this, so that it is understood where it
  /// lies.
  public static final String ATTRIBUTE = "user.openfiles.conflict";

  /// How it came to it.
  public enum Reason {
    /// Both were changed.
    CHANGED,
    /// Both were made, at the same place.
    CREATED,
    /// The file was changed, the object deleted.
    DELETED_IN_STORE,
    /// The file was deleted, the object changed.
    DELETED_HERE
  }

  static Conflict decode(long sequence, byte[] row) {
    Decoder in = new Decoder(row);
    return new Conflict(
        sequence,
        Nanos.toInstant(in.number()),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        Reason.valueOf(in.text()),
        in.isAtEnd() ? ConflictRule.Policy.STORE_WINS : ConflictRule.Policy.valueOf(in.text()));
  }

  byte[] encode() {
    return new Encoder()
        .number(Nanos.of(time))
        .text(key)
        .text(kept)
        .text(local)
        .text(remote)
        .text(reason.name())
        .text(policy.name())
        .done();
  }

  /// As the value of [#ATTRIBUTE].
  String json() {
    return "{\"time\":%s,\"key\":%s,\"local\":%s,\"remote\":%s,\"reason\":%s,\"policy\":%s}"
        .formatted(
            quoted(time.toString()),
            quoted(key),
            quoted(local),
            quoted(remote),
            quoted(reason.name()),
            quoted(policy.name()));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
