package org.openfiles.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Change;
import org.openfiles.core.ChangeFeed;
import org.openfiles.core.ETag;
import org.openfiles.core.Name;
import org.openfiles.core.TemporaryName;

/// The journal, as readers outside see it: without the steps that only the engine knows, and
/// without the names that files have while they are written.
final class JournalFeed implements ChangeFeed {
  private final Index index;

  JournalFeed(Index index) {
    this.index = index;
  }

  @Override
  public long newest() throws IOException {
    return index.read(Rows::newest);
  }

  @Override
  public long oldest() throws IOException {
    return Math.max(1, newest() - Index.JOURNAL_KEPT + 1);
  }

  @Override
  public Page after(long sequence, int limit) throws IOException {
    List<JournalRecord> records = index.read(rows -> rows.journal(sequence + 1, limit));
    List<Change> changes = new ArrayList<>();
    for (JournalRecord record : records) {
      change(record).ifPresent(changes::add);
    }
    return new Page(changes, records.isEmpty() ? sequence : records.getLast().sequence());
  }

  @Override
  public boolean await(long sequence, Duration patience) throws IOException, InterruptedException {
    return index.news.<IOException>await(() -> newest() > sequence, patience);
  }

  private static Optional<Change> change(JournalRecord record) {
    String detail = record.detail();
    return switch (record.action()) {
      case BEGIN -> Optional.empty();
      case CREATE -> of(record, Change.Kind.CREATED, "", "");
      case WRITE -> of(record, Change.Kind.WRITTEN, "", "");
      case CHANGE -> of(record, Change.Kind.CHANGED, "", "");
      case RENAME ->
          isTemporary(record.key())
              ? of(record.at(detail), Change.Kind.WRITTEN, "", "")
              : of(record, Change.Kind.RENAMED, detail, "");
      case REMOVE -> of(record, Change.Kind.REMOVED, "", "");
      case EXPORT -> of(record, Change.Kind.EXPORTED, "", detail);
      case APPEAR -> of(record, Change.Kind.APPEARED, "", detail);
      case IMPORT -> of(record, Change.Kind.IMPORTED, "", detail);
      case VANISH -> of(record, Change.Kind.VANISHED, "", "");
      case CONFLICT -> of(record, Change.Kind.CONFLICT, detail, "");
    };
  }

  private static Optional<Change> of(
      JournalRecord record, Change.Kind kind, String target, String version) {
    if (record.key().isEmpty() || isTemporary(record.key())) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            record.sequence(),
            Nanos.toInstant(record.time()),
            record.caller(),
            kind,
            "/" + record.key(),
            target.isEmpty() ? Optional.empty() : Optional.of("/" + target),
            version.isEmpty() ? Optional.empty() : Optional.of(new ETag(version))));
  }

  private static boolean isTemporary(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return Name.isLegal(name) && TemporaryName.isOne(new Name(name));
  }
}
