package org.openfiles.lmdb;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Something to be done to a [Database] whole or not at all: not at all when it throws.
///
/// It runs on the thread that commits, while others wait for it: it works on the transaction only,
/// and waits for nothing.
@FunctionalInterface
public interface Change<T extends @Nullable Object> {
  T run(Transaction transaction) throws IOException;
}
