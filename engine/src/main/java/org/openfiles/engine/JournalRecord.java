package org.openfiles.engine;

/// What happened to a volume, through whatever door.
///
/// @param time in nanoseconds since 1970
/// @param key where it happened; for a directory with its slash
/// @param detail for a rename the new key, for a conflict where the local version went
record JournalRecord(
    long sequence, long time, Action action, long node, String key, String detail) {
  /// What was done.
  enum Action {
    CREATE,
    WRITE,
    CHANGE,
    RENAME,
    REMOVE,
    EXPORT,
    IMPORT,
    CONFLICT
  }

  static JournalRecord decode(long sequence, byte[] row) {
    Decoder in = new Decoder(row);
    return new JournalRecord(
        sequence, in.number(), Action.valueOf(in.text()), in.number(), in.text(), in.text());
  }

  byte[] encode() {
    return new Encoder()
        .number(time)
        .text(action.name())
        .number(node)
        .text(key)
        .text(detail)
        .done();
  }
}
