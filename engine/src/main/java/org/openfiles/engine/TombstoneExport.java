package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ETag;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;

/// Deletes at the store what was removed here, if it still is what was removed.
final class TombstoneExport {
  private final Index index;
  private final Editor editor;
  private final RemoteStore remote;
  private final Sidecars sidecars;
  private final EmptiedDirectories emptied;

  TombstoneExport(Index index, Editor editor, RemoteStore remote, Sidecars sidecars) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.sidecars = sidecars;
    this.emptied = new EmptiedDirectories(editor);
  }

  Entry.@Nullable Gone find(Work.OfTombstone work) throws IOException {
    return index.read(rows -> find(rows, work));
  }

  private static Entry.@Nullable Gone find(Rows rows, Work.OfTombstone work) throws IOException {
    return rows.entry(work.directory(), Latin.bytes(work.row())) instanceof Entry.Gone gone
        ? gone
        : null;
  }

  void export(Work.OfTombstone work) throws IOException {
    Entry.Gone gone = find(work);
    if (gone == null || gone.isPrefix()) {
      index.change(
          edit -> {
            if (find(edit, work) == null) {
              edit.done(work);
            }
            return null;
          });
      return;
    }
    if (gone.movedTo() != 0 && isStillThere(gone)) {
      if (index.read(rows -> rows.isPending(gone.movedTo()))) {
        throw new IOException("the object is to be moved first: " + gone.key());
      }
      // A conflict kept the file from moving, and its bytes may be nowhere else.
      index.change(edit -> giveBack(edit, work, gone));
      return;
    }
    boolean removed = delete(gone);
    if (removed) {
      index.departures.add(gone.key(), index.nextStamp());
    }
    index.change(
        edit -> {
          if (gone.equals(find(edit, work))) {
            edit.removeEntry(work.directory(), Latin.bytes(work.row()));
            emptied.keep(edit, work.directory());
            if (removed) {
              edit.journal(editor.now(), JournalRecord.Action.EXPORT, 0, gone.key(), "");
            } else {
              changedInStore(edit, work, gone);
            }
          }
          return null;
        });
  }

  /// What could not be moved stays, and is a file again with the next listing.
  private static boolean giveBack(Edit edit, Work.OfTombstone work, Entry.Gone gone)
      throws IOException {
    if (gone.equals(find(edit, work))) {
      edit.removeEntry(work.directory(), Latin.bytes(work.row()));
      relist(edit, work.directory());
    }
    return true;
  }

  private static void relist(Edit edit, long number) throws IOException {
    Node directory = edit.nodeOrNull(number);
    if (directory != null) {
      directory.listed = 0;
      edit.put(directory);
    }
  }

  private boolean isStillThere(Entry.Gone gone) throws IOException {
    Node node = index.read(rows -> rows.nodeOrNull(gone.movedTo()));
    return node != null
        && node.parent != 0
        && node.base.isPresent()
        && node.base.get().key().equals(gone.key());
  }

  /// Deletes what was removed, also where the store has got more of it than it could tell.
  private boolean delete(Entry.Gone gone) throws IOException {
    if (gone.etag().isPresent() && delete(gone.key(), gone.etag().get())) {
      return true;
    }
    if (gone.mark().isEmpty()) {
      return false;
    }
    ObjectInfo there;
    try {
      there = remote.head(gone.key());
    } catch (NoSuchFileException _) {
      return true;
    }
    if (ObjectDialects.mark(there.metadata()).equals(gone.mark())) {
      return delete(gone.key(), there.etag());
    }
    // Where no version was known, what is there was never ours to remove.
    return gone.etag().isEmpty();
  }

  /// Deletes this version; false when there is another one by now.
  boolean delete(String key, ETag etag) throws IOException {
    try {
      remote.store().delete(remote.key(key), new Precondition.Matches(etag));
    } catch (NoSuchFileException _) {
      // Somebody else did.
    } catch (PreconditionFailedException _) {
      return false;
    }
    sidecars.remove(key);
    return true;
  }

  /// The object stays, and is a file again with the next listing.
  private void changedInStore(Edit edit, Work.OfTombstone work, Entry.Gone gone)
      throws IOException {
    long sequence = edit.journal(editor.now(), JournalRecord.Action.CONFLICT, 0, gone.key(), "");
    edit.conflict(
        new Conflict(
            sequence,
            Nanos.toInstant(editor.now()),
            gone.key(),
            "",
            gone.etag().map(ETag::value).orElse(""),
            "",
            Conflict.Reason.DELETED_HERE));
    relist(edit, work.directory());
  }
}
