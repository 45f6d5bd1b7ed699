package org.openfiles.engine;

/// The row of [Work]: since when it is to be done, and when it is due.
///
/// @param sequence of the journal's record that made it, or that last added to it
/// @param since in nanoseconds since 1970, as all times of the index
/// @param at when it is due
/// @param attempts how often it failed
record Due(long sequence, long since, long at, int attempts) {
  static Due decode(byte[] row) {
    Decoder in = new Decoder(row);
    return new Due(in.number(), in.number(), in.number(), in.small());
  }

  byte[] encode() {
    return new Encoder().number(sequence).number(since).number(at).number(attempts).done();
  }
}
