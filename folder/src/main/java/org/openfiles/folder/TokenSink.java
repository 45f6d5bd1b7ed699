package org.openfiles.folder;

/// Takes the tokens of a directory, in any order.
///
/// A *token* is what a name contributes to a key: its component, and for a directory the slash. The
/// order of tokens by their bytes is the order of the keys.
@FunctionalInterface
interface TokenSink {
  /// The token is `buffer[from, to)`, followed by a slash where the kind is a directory; the buffer
  /// holds something else after the return.
  void accept(byte[] buffer, int from, int to, EntryKind kind);
}
