package org.openfiles.lmdb;

/// One ordered map of a database: keys of 1 to 511 bytes in unsigned byte order, values of any
/// length.
///
/// A handle of the [Database] that answered it, good until that is closed, and of no other.
public final class Table {
  private final Database database;
  private final String name;
  private final int number;

  Table(Database database, String name, int number) {
    this.database = database;
    this.name = name;
    this.number = number;
  }

  public String name() {
    return name;
  }

  int number(Database user) {
    if (user != database) {
      throw new IllegalArgumentException("a table of another database name=" + name);
    }
    return number;
  }

  int number() {
    return number;
  }

  @Override
  public String toString() {
    return name;
  }
}
