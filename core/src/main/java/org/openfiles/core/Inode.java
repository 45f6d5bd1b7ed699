package org.openfiles.core;

/// The number of a file, a directory or a link within one volume: it stays the same whatever the
/// file is called, and is never given to another one.
public record Inode(long number) {
  public static final Inode ROOT = new Inode(1);

  public Inode {
    if (number < 1) {
      throw new IllegalArgumentException("inodes are numbered from 1: " + number);
    }
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
