package org.openfiles.folder;

import java.util.Arrays;

/// Sorts tokens of an arena by quicksort over eight bytes at a time, so that comparisons touch
/// arrays in sequence and the tokens themselves once per eight bytes. Names of one folder mostly
/// begin alike; a comparison of whole tokens would read the same beginnings over and over.
final class TokenSort {
  private static final int FEW = 12;

  private final TokenArena arena;
  private final int[] addresses;
  private final long[] chunks;

  private TokenSort(TokenArena arena, int[] addresses) {
    this.arena = arena;
    this.addresses = addresses;
    this.chunks = new long[addresses.length];
  }

  /// Sorts the addresses in place.
  static void sort(TokenArena arena, int[] addresses) {
    new TokenSort(arena, addresses).sortByChunk(0, addresses.length, 0);
  }

  /// All tokens of the range are equal in the bytes before `depth`.
  private void sortByChunk(int from, int to, int depth) {
    if (to - from <= FEW) {
      insert(from, to);
      return;
    }
    for (int i = from; i < to; i++) {
      // The sign bit is turned over so that signed comparison gives the unsigned order.
      chunks[i] = arena.eightBytes(addresses[i], depth) ^ Long.MIN_VALUE;
    }
    quicksort(from, to);
    for (int i = from; i < to; ) {
      int end = i + 1;
      while (end < to && chunks[end] == chunks[i]) {
        end++;
      }
      if (end - i > 1) {
        sortEqual(i, end, depth + Long.BYTES);
      }
      i = end;
    }
  }

  private void sortEqual(int from, int to, int depth) {
    for (int i = from; i < to; i++) {
      if (arena.length(addresses[i]) <= depth) {
        // An end and a NUL look alike in a chunk. Rare: such names are no plain ones.
        insertOrMerge(from, to);
        return;
      }
    }
    sortByChunk(from, to, depth);
  }

  private void insertOrMerge(int from, int to) {
    if (to - from <= FEW) {
      insert(from, to);
      return;
    }
    Integer[] boxed = new Integer[to - from];
    for (int i = from; i < to; i++) {
      boxed[i - from] = addresses[i];
    }
    Arrays.sort(boxed, arena::compare);
    for (int i = from; i < to; i++) {
      addresses[i] = boxed[i - from];
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int address = addresses[i];
      int at = i;
      while (at > from && arena.compare(addresses[at - 1], address) > 0) {
        addresses[at] = addresses[at - 1];
        at--;
      }
      addresses[at] = address;
    }
  }

  /// Three-way, so that many equal chunks cost nothing. The larger side is done by the loop: the
  /// depth of calls stays logarithmic.
  private void quicksort(int from, int to) {
    int low = from;
    int high = to;
    while (high - low > 1) {
      long pivot = median(chunks[low], chunks[(low + high) >>> 1], chunks[high - 1]);
      int less = low;
      int greater = high;
      for (int i = low; i < greater; ) {
        if (chunks[i] < pivot) {
          swap(less++, i++);
        } else if (chunks[i] > pivot) {
          swap(--greater, i);
        } else {
          i++;
        }
      }
      if (less - low < high - greater) {
        quicksort(low, less);
        low = greater;
      } else {
        quicksort(greater, high);
        high = less;
      }
    }
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private void swap(int left, int right) {
    long chunk = chunks[left];
    chunks[left] = chunks[right];
    chunks[right] = chunk;
    int address = addresses[left];
    addresses[left] = addresses[right];
    addresses[right] = address;
  }
}
