package org.openfiles.lmdb;

/// How a [Database] is opened.
///
/// @param mapBytes how far it can grow. This is address space, not memory and not disk, so it may
///   be far more than either; where the system refuses so much, half of it is tried, and so on.
/// @param tables how many tables can be opened; a transaction costs a few bytes for each
public record Options(long mapBytes, int tables, Durability durability) {
  /// When a change is reported as committed.
  public enum Durability {
    /// When it survives the loss of power.
    SYNCED,
    /// When it survives the end of the process. The loss of power may destroy the whole database:
    /// for tests, and for what can be made again.
    UNSYNCED
  }

  /// A terabyte for 16 tables, synced.
  public static final Options DEFAULT = new Options(1L << 40, 16, Durability.SYNCED);

  public Options {
    if (mapBytes < 1 << 16) {
      throw new IllegalArgumentException("a map has at least 64 KiB bytes=" + mapBytes);
    }
    if (mapBytes > 1L << 46) {
      throw new IllegalArgumentException("a map has at most 64 TiB bytes=" + mapBytes);
    }
    if (tables < 1) {
      throw new IllegalArgumentException("a database has at least one table tables=" + tables);
    }
  }

  public Options withMapBytes(long bytes) {
    return new Options(bytes, tables, durability);
  }

  public Options withTables(int count) {
    return new Options(mapBytes, count, durability);
  }

  public Options withDurability(Durability level) {
    return new Options(mapBytes, tables, level);
  }
}
