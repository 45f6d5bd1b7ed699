package org.openfiles.lmdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How to take back what one change has written, in the order of writing.
final class UndoLog {
  private final List<Entry> entries = new ArrayList<>();

  private interface Entry {
    void apply(Batch batch) throws IOException;
  }

  void added(int table, byte[] key) {
    byte[] kept = key.clone();
    entries.add(batch -> batch.restore(table, kept, null));
  }

  void replaced(int table, byte[] key, byte[] before) {
    byte[] kept = key.clone();
    entries.add(batch -> batch.restore(table, kept, before));
  }

  void forgetLast() {
    entries.removeLast();
  }

  void apply(Batch batch) throws IOException {
    for (Entry entry : entries.reversed()) {
      entry.apply(batch);
    }
  }
}
