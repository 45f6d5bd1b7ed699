package org.openfiles.folder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Many tokens in little memory: no object per token, and no block so large that the heap has to
/// make room for it. Written by one thread, then read by any.
final class TokenArena {
  private static final int BLOCK_BITS = 18;
  private static final int BLOCK_BYTES = 1 << BLOCK_BITS;

  /// Kind and length stand before the bytes.
  private static final int HEADER = 3;

  private final List<byte[]> blocks = new ArrayList<>();
  private byte[] block = new byte[1 << 10];
  private int used;

  TokenArena() {
    blocks.add(block);
  }

  /// Answers the address of the new token.
  int add(byte[] buffer, int from, int to, EntryKind kind) {
    int length = to - from + (kind.isDirectory() ? 1 : 0);
    makeRoom(HEADER + length);
    int at = used;
    block[at] = kind.number();
    block[at + 1] = (byte) (length >> 8);
    block[at + 2] = (byte) length;
    System.arraycopy(buffer, from, block, at + HEADER, to - from);
    used = at + HEADER + length;
    if (kind.isDirectory()) {
      block[used - 1] = '/';
    }
    return ((blocks.size() - 1) << BLOCK_BITS) | at;
  }

  private void makeRoom(int bytes) {
    if (used + bytes <= block.length) {
      return;
    }
    if (block.length < BLOCK_BYTES && blocks.size() == 1) {
      // Most directories are small, and their only block stays so.
      block = Arrays.copyOf(block, Math.min(BLOCK_BYTES, Math.max(2 * block.length, used + bytes)));
      blocks.set(0, block);
      makeRoom(bytes);
      return;
    }
    block = new byte[BLOCK_BYTES];
    blocks.add(block);
    used = 0;
  }

  EntryKind kind(int address) {
    return EntryKind.ofNumber(block(address)[offset(address)]);
  }

  byte[] token(int address) {
    int from = offset(address) + HEADER;
    return Arrays.copyOfRange(block(address), from, from + length(address));
  }

  /// Eight bytes from a depth on, as a number of the same order; zeros stand behind the end.
  long eightBytes(int address, int depth) {
    byte[] bytes = block(address);
    int at = offset(address) + HEADER + depth;
    int end = Math.min(at + Long.BYTES, offset(address) + HEADER + length(address));
    long value = 0;
    for (int i = at; i < at + Long.BYTES; i++) {
      value = (value << Byte.SIZE) | (i < end ? bytes[i] & 0xFF : 0);
    }
    return value;
  }

  int length(int address) {
    byte[] bytes = block(address);
    int at = offset(address);
    return ((bytes[at + 1] & 0xFF) << 8) | (bytes[at + 2] & 0xFF);
  }

  /// By token, then by kind.
  int compare(int left, int right) {
    int leftFrom = offset(left) + HEADER;
    int rightFrom = offset(right) + HEADER;
    int order =
        Arrays.compareUnsigned(
            block(left),
            leftFrom,
            leftFrom + length(left),
            block(right),
            rightFrom,
            rightFrom + length(right));
    return order != 0
        ? order
        : Byte.compare(block(left)[offset(left)], block(right)[offset(right)]);
  }

  int compare(int address, byte[] token) {
    int from = offset(address) + HEADER;
    return Arrays.compareUnsigned(
        block(address), from, from + length(address), token, 0, token.length);
  }

  /// How much memory it takes.
  long bytes() {
    long bytes = 0;
    for (byte[] each : blocks) {
      bytes += each.length;
    }
    return bytes;
  }

  private byte[] block(int address) {
    return blocks.get(address >>> BLOCK_BITS);
  }

  private static int offset(int address) {
    return address & (BLOCK_BYTES - 1);
  }
}
