package org.openfiles.folder;

import java.util.Arrays;

/// Collects every token of a directory, up to a bound of memory.
final class AllTokens {
  private final long bytesMax;
  private final TokenArena arena = new TokenArena();
  private int[] addresses = new int[16];
  private int size;

  AllTokens(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// As [TokenSink#accept]; false where that would be too much.
  boolean add(byte[] buffer, int from, int to, EntryKind kind) {
    if (size == addresses.length) {
      if (arena.bytes() + 6L * size > bytesMax) {
        return false;
      }
      addresses = Arrays.copyOf(addresses, size + (size >> 1));
    }
    addresses[size++] = arena.add(buffer, from, to, kind);
    return true;
  }

  int size() {
    return size;
  }

  /// Shows all tokens to a sink.
  void replay(TokenSink sink) {
    for (int i = 0; i < size; i++) {
      EntryKind kind = arena.kind(addresses[i]);
      byte[] token = arena.token(addresses[i]);
      sink.accept(token, 0, token.length - (kind.isDirectory() ? 1 : 0), kind);
    }
  }

  /// All in order. Ends the collecting.
  SortedTokens sorted() {
    int[] sorted = Arrays.copyOf(addresses, size);
    addresses = new int[0];
    TokenSort.sort(arena, sorted);
    return new SortedTokens(arena, sorted, true);
  }
}
