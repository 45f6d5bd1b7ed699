package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.ConflictException;
import org.openfiles.core.ETag;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;

/// Deletes at the store what was removed here, if it still is what was removed.
final class TombstoneExport {
  private final Index index;
  private final Editor editor;
  private final RemoteStore remote;
  private final LostAndFound lost;

  TombstoneExport(Index index, Editor editor, RemoteStore remote, LostAndFound lost) {
    this.index = index;
    this.editor = editor;
    this.remote = remote;
    this.lost = lost;
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
    if (!removed && editor.policy(gone.key()) == ConflictRule.Policy.FILES_WIN) {
      deleteTheirs(work, gone);
      return;
    }
    if (removed) {
      index.departures.add(gone.key(), index.nextStamp());
    }
    index.change(
        edit -> {
          if (gone.equals(find(edit, work))) {
            edit.removeEntry(work.directory(), Latin.bytes(work.row()));
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
      return true;
    } catch (NoSuchFileException _) {
      return true;
    } catch (PreconditionFailedException _) {
      return false;
    }
  }

  /// The object goes all the same, after it was copied to lost+found.
  private void deleteTheirs(Work.OfTombstone work, Entry.Gone gone) throws IOException {
    ObjectInfo there;
    try {
      there = remote.head(gone.key());
    } catch (NoSuchFileException _) {
      throw new ConflictException(gone.key(), "it was deleted in the store meanwhile");
    }
    Optional<Version> kept = lost.copy(remote.version(there), lost.key(gone.key(), editor.now()));
    if (kept.isEmpty() || !delete(gone.key(), there.etag())) {
      throw new ConflictException(gone.key(), "it is being changed in the store");
    }
    index.change(
        edit -> {
          if (gone.equals(find(edit, work))) {
            edit.removeEntry(work.directory(), Latin.bytes(work.row()));
          }
          Node node = lost.make(edit, kept.get());
          LostAndFound.describe(
              node, record(edit, gone, kept.get().key(), Optional.of(there.etag())));
          edit.put(node);
          return null;
        });
  }

  private Conflict record(Edit edit, Entry.Gone gone, String kept, Optional<ETag> there)
      throws IOException {
    return ConflictRecords.add(
        edit,
        editor.now(),
        0,
        gone.key(),
        kept,
        gone.etag(),
        there,
        Conflict.Reason.DELETED_HERE,
        editor.policy(gone.key()));
  }

  /// The object stays, and is a file again with the next listing.
  private void changedInStore(Edit edit, Work.OfTombstone work, Entry.Gone gone)
      throws IOException {
    var _ = record(edit, gone, "", Optional.empty());
    relist(edit, work.directory());
  }
}
