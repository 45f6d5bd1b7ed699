package org.openfiles.folder;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Takes what one scan finds: all of it, if that is little; if it becomes more, the first tokens of
/// the wanted range, and all of it still while memory allows.
final class ScanSink implements TokenSink, AutoCloseable {
  private final TokenRange range;
  private final Semaphore large;
  private @Nullable AllTokens all;
  private @Nullable FirstTokens first;
  private boolean holdsLarge;

  /// @param large is acquired before much is collected
  ScanSink(TokenRange range, long bytesMax, Semaphore large) {
    this.range = range;
    this.large = large;
    this.all = new AllTokens(bytesMax);
  }

  @Override
  public void accept(byte[] buffer, int from, int to, EntryKind kind) {
    if (first == null && all != null && all.size() == TokenCache.SORTED_AT_ONCE) {
      first = replayed(all);
      holdsLarge = large.tryAcquire();
      if (!holdsLarge) {
        all = null;
      }
    }
    if (all != null && !all.add(buffer, from, to, kind)) {
      if (first == null) {
        first = replayed(all);
      }
      all = null;
    }
    if (first != null) {
      first.accept(buffer, from, to, kind);
    }
  }

  private FirstTokens replayed(AllTokens collected) {
    FirstTokens tokens = new FirstTokens(range);
    collected.replay(tokens);
    return tokens;
  }

  /// Everything, unless it was too much.
  Optional<AllTokens> all() {
    return Optional.ofNullable(all);
  }

  /// The first tokens of the range, unless everything was little.
  Optional<FirstTokens> first() {
    return Optional.ofNullable(first);
  }

  /// Everything, with the duty to release `large`.
  AllTokens handOver() {
    if (all == null || !holdsLarge) {
      throw new IllegalStateException("nothing large was collected");
    }
    holdsLarge = false;
    return all;
  }

  @Override
  public void close() {
    if (holdsLarge) {
      large.release();
    }
  }
}
