package org.openfiles.folder;

import java.util.Arrays;

/// Which tokens of a directory are wanted next.
///
/// @param from the first is not less than this
/// @param prefix all begin with this, which has no slash
/// @param count how many at the most
@SuppressWarnings("ArrayRecordComponent") // never compared
record TokenRange(byte[] from, byte[] prefix, int count) {

  boolean holds(byte[] token) {
    return Arrays.compareUnsigned(token, from) >= 0 && KeyBytes.startsWith(token, prefix);
  }

  /// A quick look at a token whose slash is not in the buffer: false only where it is not held.
  boolean mayHold(byte[] buffer, int start, int end, EntryKind kind) {
    if (!KeyBytes.startsWith(buffer, start, end, prefix)) {
      return false;
    }
    return Arrays.compareUnsigned(buffer, start, end, from, 0, from.length) >= 0
        || (kind.isDirectory()
            && end - start < from.length
            && Arrays.equals(buffer, start, end, from, 0, end - start));
  }
}
