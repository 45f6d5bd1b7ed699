package org.openfiles.store.azure;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Entries of a listing, ascending by their UTF-8 bytes, fetched as they are asked for.
interface Run {
  /// The next entry, without taking it; null at the end.
  @Nullable Found peek() throws IOException;

  void take();

  /// Drops entries that begin with a prefix, where the next one does. Others may still come.
  void skip(String prefix) throws IOException;
}
