package org.openfiles.engine;

/// The row of [Work]: since when it is to be done, and when it is due.
///
/// @param sequence of the journal's record that made it, or that last added to it
/// @param since in nanoseconds since 1970, as all times of the index
/// @param at when it is due
/// @param attempts how often it failed
record Due(long sequence, long since, long at, int attempts) {
  /// As [#at()]: only when somebody asks for it.
  static final long NEVER = Long.MAX_VALUE;

  /// How many times the rest that every change is given can be begun anew.
  private static final int RESTS_MAX = 4;

  /// The same work after one more change, which lets it rest anew. What is changed all the time is
  /// due all the same, and what failed does not come sooner by being changed.
  ///
  /// @param wanted when it would be due if this were the only change
  Due again(long newSequence, long now, long wanted) {
    long latest = since + RESTS_MAX * (wanted - now);
    long rested = Math.min(wanted, Math.max(latest, now));
    return new Due(
        newSequence, since, attempts > 0 && at != NEVER ? Math.max(at, rested) : rested, attempts);
  }

  static Due decode(byte[] row) {
    Decoder in = new Decoder(row);
    return new Due(in.number(), in.number(), in.number(), in.small());
  }

  byte[] encode() {
    return new Encoder().number(sequence).number(since).number(at).number(attempts).done();
  }
}
