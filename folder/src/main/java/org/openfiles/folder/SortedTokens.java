package org.openfiles.folder;

/// Tokens of a directory in order. Immutable.
///
/// It is all of them, or a *window*: the first ones from some place on.
final class SortedTokens {
  static final SortedTokens NONE = new SortedTokens(new TokenArena(), new int[0], true);

  private static final int OBJECTS_BYTES = 200;

  private final TokenArena arena;
  private final int[] addresses;
  private final boolean complete;

  /// @param addresses in order; kept
  /// @param complete whether the directory has no further tokens behind these
  SortedTokens(TokenArena arena, int[] addresses, boolean complete) {
    this.arena = arena;
    this.addresses = addresses;
    this.complete = complete;
  }

  boolean isComplete() {
    return complete;
  }

  int size() {
    return addresses.length;
  }

  byte[] token(int index) {
    return arena.token(addresses[index]);
  }

  EntryKind kind(int index) {
    return arena.kind(addresses[index]);
  }

  /// The index of the first token that is not less.
  int lowerBound(byte[] token) {
    int low = 0;
    int high = addresses.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (arena.compare(addresses[middle], token) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// How much memory it takes.
  long bytes() {
    return arena.bytes() + 4L * addresses.length + OBJECTS_BYTES;
  }
}
