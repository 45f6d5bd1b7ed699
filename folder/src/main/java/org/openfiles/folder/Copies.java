package org.openfiles.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.FileSlice;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.RunningChecksum;
import org.openfiles.core.Slice;
import org.openfiles.posix.Fd;

/// Copies what is stored already: by sharing blocks where the file system can, else inside the
/// kernel, else through memory. What is known of the source is not computed again.
final class Copies {
  private static final int BUFFER_BYTES = 128 << 10;

  private final HashLanes lanes;

  Copies(HashLanes lanes) {
    this.lanes = lanes;
  }

  Written copy(ObjectReader source, Fd target, Set<ChecksumAlgorithm> wanted) throws IOException {
    long length = source.slice().length();
    long copied =
        source instanceof FolderReader file ? share(file, target) : transfer(source, target);
    if (copied != length) {
      throw new CorruptDataException(
          source.info().key().value(), "ends at " + copied + " instead of " + length);
    }
    Map<ChecksumAlgorithm, Checksum> known = known(source);
    Set<ChecksumAlgorithm> missing = EnumSet.of(ChecksumAlgorithm.MD5);
    missing.addAll(wanted);
    missing.removeAll(known.keySet());
    known.putAll(compute(target, length, missing));
    List<Checksum> kept = new ArrayList<>();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      if (wanted.contains(algorithm)) {
        kept.add(of(known, algorithm));
      }
    }
    return new Written(length, of(known, ChecksumAlgorithm.MD5), kept);
  }

  private static long share(FolderReader source, Fd target) throws IOException {
    Slice slice = source.slice();
    long copied =
        isWhole(source) && target.cloneFrom(source.descriptor())
            ? slice.length()
            : target.copyRange(source.descriptor(), slice.position(), 0, slice.length());
    source.requireUnchanged();
    return copied;
  }

  private static long transfer(ObjectReader source, Fd target) throws IOException {
    Optional<FileSlice> file = source.file();
    if (file.isEmpty()) {
      return stream(source, target);
    }
    try (FileChannel from = file.get().channel();
        FileChannel to = target.channel(StandardOpenOption.WRITE)) {
      Slice slice = file.get().slice();
      long done = 0;
      while (done < slice.length()) {
        long moved = from.transferTo(slice.position() + done, slice.length() - done, to);
        if (moved <= 0) {
          break;
        }
        done += moved;
      }
      return done;
    }
  }

  private static long stream(ObjectReader source, Fd target) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long done = 0;
    while (source.read(buffer.clear()) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        done += target.write(buffer, done);
      }
    }
    return done;
  }

  /// What is known of the bytes that were copied, which is nothing when they are a piece.
  private static Map<ChecksumAlgorithm, Checksum> known(ObjectReader source) {
    Map<ChecksumAlgorithm, Checksum> known = new EnumMap<>(ChecksumAlgorithm.class);
    if (!isWhole(source)) {
      return known;
    }
    for (Checksum checksum : source.info().checksums()) {
      if (checksum.scope() == Checksum.Scope.FULL_OBJECT) {
        known.put(checksum.algorithm(), checksum);
      }
    }
    if (source instanceof FolderReader file) {
      file.document()
          .facts()
          .flatMap(Copies::md5)
          .ifPresent(md5 -> known.put(md5.algorithm(), md5));
    }
    return known;
  }

  /// The etag of what was written whole is the MD5 of its bytes.
  private static Optional<Checksum> md5(Facts facts) {
    return facts.partCount() > 0 ? Optional.empty() : EtagDigests.md5(facts.etag());
  }

  private Map<ChecksumAlgorithm, Checksum> compute(
      Fd file, long length, Set<ChecksumAlgorithm> algorithms) throws IOException {
    Map<ChecksumAlgorithm, Checksum> computed = new EnumMap<>(ChecksumAlgorithm.class);
    if (algorithms.isEmpty()) {
      return computed;
    }
    boolean wantsMd5 = algorithms.contains(ChecksumAlgorithm.MD5);
    List<RunningChecksum> others =
        algorithms.stream()
            .filter(algorithm -> algorithm != ChecksumAlgorithm.MD5)
            .map(RunningChecksum::of)
            .toList();
    try (Md5 md5 = new Md5(lanes)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      long position = 0;
      while (position < length && file.read(buffer.clear(), position) > 0) {
        buffer.flip();
        position += buffer.remaining();
        if (wantsMd5) {
          md5.update(buffer);
        }
        for (RunningChecksum other : others) {
          other.update(buffer);
        }
      }
      if (wantsMd5) {
        computed.put(ChecksumAlgorithm.MD5, md5.finish());
      }
    }
    for (RunningChecksum other : others) {
      computed.put(other.algorithm(), other.finish());
    }
    return computed;
  }

  private static boolean isWhole(ObjectReader source) {
    return source.slice().position() == 0 && source.slice().length() == source.info().size();
  }

  private static Checksum of(
      Map<ChecksumAlgorithm, Checksum> checksums, ChecksumAlgorithm algorithm) {
    Checksum checksum = checksums.get(algorithm);
    if (checksum == null) {
      throw new IllegalStateException("neither known nor computed: " + algorithm);
    }
    return checksum;
  }
}
