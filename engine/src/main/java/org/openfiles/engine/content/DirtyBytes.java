package org.openfiles.engine.content;

import java.util.List;
import org.openfiles.core.Slice;

/// What of a content has to be exported, as of a generation.
///
/// @param baseLimit behind it, what is not dirty is zeros, whatever the base has there
/// @param ranges in ascending order; they neither overlap nor touch
public record DirtyBytes(long generation, long baseLimit, List<Slice> ranges) {
  public DirtyBytes {
    ranges = List.copyOf(ranges);
  }
}
