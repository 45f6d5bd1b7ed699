package org.openfiles.store.azure;

import org.openfiles.core.ByteRange;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.RangeException;
import org.openfiles.core.Slice;

/// Ranges of a size that is known.
final class Ranges {
  private Ranges() {}

  /// RFC 9110, section 14.1.2, says which there are. Parts are another matter.
  static Slice slice(ObjectInfo info, ByteRange range) throws RangeException {
    long size = info.size();
    return switch (range) {
      case ByteRange.All _ -> new Slice(0, size);
      case ByteRange.Between between when between.first() < size -> {
        long last = Math.min(between.last(), size - 1);
        yield new Slice(between.first(), last - between.first() + 1);
      }
      case ByteRange.Last last when last.length() > 0 -> {
        long length = Math.min(last.length(), size);
        yield new Slice(size - length, length);
      }
      case ByteRange.Between _, ByteRange.Last _, ByteRange.Part _ ->
          throw new RangeException(info, range);
    };
  }
}
