package org.openfiles.core;

import java.util.List;
import java.util.Optional;

/// One version of an object in memory. Immutable.
///
/// @param parts what it was uploaded in; empty when it was uploaded whole
/// @param made which completed upload made it
record MemoryObject(ObjectInfo info, Bytes bytes, List<PartInfo> parts, Optional<Made> made) {

  /// The completion of an upload, as it was asked for.
  record Made(UploadId id, List<CompleteRequest.PartReference> parts) {
    static Made by(CompleteRequest request) {
      return new Made(request.id(), request.parts());
    }
  }

  /// Bytes that nobody changes.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(byte[] array) {}

  MemoryObject {
    parts = List.copyOf(parts);
  }

  MemoryObject with(ObjectMetadata metadata) {
    ObjectInfo changed =
        new ObjectInfo(
            info.key(),
            info.size(),
            info.etag(),
            info.lastModified(),
            metadata,
            info.checksums(),
            info.partCount());
    return new MemoryObject(changed, bytes, parts, made);
  }

  /// RFC 9110, section 14.1.2, says which ranges there are.
  Slice slice(ByteRange range) throws RangeException {
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
