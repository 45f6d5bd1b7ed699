package org.openfiles.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A multipart upload under way in memory. Guarded by the lock of its store.
final class MemoryUpload {

  /// A part with its bytes.
  record Part(PartInfo info, MemoryContent content) {}

  private final Upload upload;
  private final NavigableMap<Integer, Part> parts = new TreeMap<>();

  MemoryUpload(Upload upload) {
    this.upload = upload;
  }

  Upload upload() {
    return upload;
  }

  PartInfo put(int number, MemoryContent content, Instant now) {
    PartInfo info = new PartInfo(number, content.size(), content.etag(), now, content.checksums());
    parts.put(number, new Part(info, content));
    return info;
  }

  List<PartInfo> parts() {
    return parts.values().stream().map(Part::info).toList();
  }

  /// The object that the named parts make.
  MemoryObject assemble(CompleteRequest request, Instant now) throws PartMismatchException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RunningChecksum etags = RunningChecksum.of(ChecksumAlgorithm.MD5);
    List<PartInfo> made = new ArrayList<>();
    for (CompleteRequest.PartReference reference : request.parts()) {
      Part part = parts.get(reference.number());
      if (part == null || !part.info.etag().equals(reference.etag())) {
        throw new PartMismatchException(
            request.key().value(),
            "no such part: number=" + reference.number() + " etag=" + reference.etag().value());
      }
      bytes.writeBytes(part.content.bytes().array());
      etags.update(ByteBuffer.wrap(part.content.md5().bytes()));
      made.add(renumbered(part.info, made.size() + 1));
    }
    String digest = HexFormat.of().formatHex(etags.finish().bytes());
    ObjectInfo info =
        new ObjectInfo(
            request.key(),
            bytes.size(),
            new ETag(digest + "-" + made.size()),
            now,
            upload.metadata(),
            request.checksums(),
            made.size());
    return new MemoryObject(
        info,
        new MemoryObject.Bytes(bytes.toByteArray()),
        made,
        Optional.of(MemoryObject.Made.by(request)));
  }

  /// Parts of an object are counted from 1, whatever numbers they were uploaded with: readers go
  /// through them by counting.
  private static PartInfo renumbered(PartInfo part, int number) {
    return new PartInfo(number, part.size(), part.etag(), part.lastModified(), part.checksums());
  }
}
