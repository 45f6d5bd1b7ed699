package org.openfiles.engine.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openfiles.lmdb.Cursor;
import org.openfiles.lmdb.Database;

/// What is done when a cache is opened: counting what is there, and removing what a crash has left
/// without an owner.
record Recovery(Database database, ContentTables tables, ContentFiles files, Space space) {
  void run() throws IOException {
    removeWhatWasRemoved();
    List<Long> strangers = new ArrayList<>();
    database.read(
        snapshot -> {
          files.forEach(
              id -> {
                if (!snapshot.contains(tables.contents(), ContentTables.key(id))) {
                  strangers.add(id);
                }
              });
          return null;
        });
    for (long id : strangers) {
      files.file(id).delete();
    }
  }

  private void removeWhatWasRemoved() throws IOException {
    List<Long> removed = new ArrayList<>();
    database.read(
        snapshot -> {
          try (Cursor cursor = snapshot.cursor(tables.contents())) {
            for (boolean more = cursor.first(); more; more = cursor.next()) {
              Header header = Header.of(cursor.value());
              if (header.removed()) {
                removed.add(ContentTables.id(cursor.key()));
              } else {
                space.count(header.clean(), header.dirty(), 0);
              }
            }
          }
          return null;
        });
    for (long id : removed) {
      files.file(id).delete();
      database.write(
          transaction -> {
            tables.delete(transaction, id);
            return null;
          });
    }
  }
}
