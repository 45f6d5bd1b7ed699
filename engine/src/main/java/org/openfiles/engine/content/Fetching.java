package org.openfiles.engine.content;

/// What the fetches of all contents share.
///
/// @param block what is fetched at least for a sequential read
/// @param scattered what is fetched at least for another
/// @param aheadMax how far ahead of a reader
/// @param direct from which size on an object is not simply kept
/// @param streamed the contents that were streamed lately
record Fetching(
    int block,
    int scattered,
    long aheadMax,
    long direct,
    ReadMemory memory,
    Counters counters,
    RecentIds streamed,
    Storing storing) {
  /// Long enough for the start of a request not to count.
  private static final int REQUEST_MAX = 4 << 20;

  /// How many contents that were streamed are remembered.
  private static final int STREAMED = 4096;

  static Fetching of(ContentOptions options, Counters counters) {
    return new Fetching(
        options.blockBytes(),
        Math.max(options.blockBytes() / 4, (int) Extent.UNIT),
        options.readAheadMax(),
        options.directReadBytes(),
        new ReadMemory(options.memoryBytes()),
        counters,
        new RecentIds(STREAMED),
        new Storing());
  }

  int requestMax() {
    return Math.max(block, REQUEST_MAX);
  }

  int request(long wanted, int unit) {
    long rounded = wanted / unit * unit;
    return Math.clamp(rounded, unit, requestMax());
  }

  void dropSuperfluous() {
    memory.superfluous().forEach(fetch -> fetch.owner().drop(fetch));
  }
}
