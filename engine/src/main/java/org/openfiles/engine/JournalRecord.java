package org.openfiles.engine;

import org.openfiles.core.Caller;

/// What happened to a volume, through whatever door.
///
/// @param time in nanoseconds since 1970
/// @param key where it happened; for a directory with its slash
/// @param detail for a rename the new key, for a conflict where the local version went, for an
///   export the new etag
record JournalRecord(
    long sequence, long time, Caller caller, Action action, long node, String key, String detail) {
  /// What was done.
  enum Action {
    CREATE,
    /// The first of some writes is about to happen.
    BEGIN,
    /// What was written is there, whole.
    WRITE,
    CHANGE,
    RENAME,
    REMOVE,
    EXPORT,
    APPEAR,
    IMPORT,
    VANISH,
    CONFLICT
  }

  /// The same of another key.
  JournalRecord at(String other) {
    return new JournalRecord(sequence, time, caller, action, node, other, detail);
  }

  static JournalRecord decode(long sequence, byte[] row) {
    Decoder in = new Decoder(row);
    return new JournalRecord(
        sequence,
        in.number(),
        new Caller(in.text(), in.text()),
        Action.valueOf(in.text()),
        in.number(),
        in.text(),
        in.text());
  }

  byte[] encode() {
    return new Encoder()
        .number(time)
        .text(caller.principal())
        .text(caller.door())
        .text(action.name())
        .number(node)
        .text(key)
        .text(detail)
        .done();
  }
}
