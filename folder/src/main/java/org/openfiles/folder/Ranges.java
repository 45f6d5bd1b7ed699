package org.openfiles.folder;

import java.util.List;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartInfo;
import org.openfiles.core.RangeException;
import org.openfiles.core.Slice;

/// Which bytes a range means (RFC 9110, section 14.1.2).
final class Ranges {
  private Ranges() {}

  /// @param parts of the object; asked for only when the range is a part
  static Slice slice(ObjectInfo info, ByteRange range, List<PartInfo> parts) throws RangeException {
    long size = info.size();
    return switch (range) {
      case ByteRange.All _ -> new Slice(0, size);
      case ByteRange.Between between when between.first() < size ->
          new Slice(between.first(), Math.min(between.last(), size - 1) - between.first() + 1);
      case ByteRange.Last last when last.length() > 0 -> {
        long length = Math.min(last.length(), size);
        yield new Slice(size - length, length);
      }
      case ByteRange.Part part when parts.isEmpty() && part.number() == 1 -> new Slice(0, size);
      case ByteRange.Part part when part.number() >= 1 && part.number() <= parts.size() -> {
        long position = 0;
        for (PartInfo before : parts.subList(0, part.number() - 1)) {
          position += before.size();
        }
        yield new Slice(position, parts.get(part.number() - 1).size());
      }
      case ByteRange.Between _, ByteRange.Last _, ByteRange.Part _ ->
          throw new RangeException(info, range);
    };
  }
}
