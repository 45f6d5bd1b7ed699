package org.openfiles.lmdb;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Something to find out from one state of a [Database].
@FunctionalInterface
public interface Query<T extends @Nullable Object> {
  T run(Snapshot snapshot) throws IOException;
}
