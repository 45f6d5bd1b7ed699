package org.openfiles.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ErrorKind;
import org.openfiles.core.FileKind;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.RangeException;
import org.openfiles.core.Slice;
import org.openfiles.engine.ShownObjects.Shown;

/// Objects of a volume, read: what waits for its export from here, the rest as exactly the version
/// that the index knows, through the content cache.
final class ObjectReads {
  private static final int ATTEMPTS = 4;

  private final Index index;
  private final RemoteStore remote;
  private final KeyLook look;
  private final KeyMerge merge;
  private final ShownObjects shown;
  private final OpenFiles files;

  ObjectReads(
      Index index,
      RemoteStore remote,
      KeyLook look,
      KeyMerge merge,
      ShownObjects shown,
      OpenFiles files) {
    this.index = index;
    this.remote = remote;
    this.look = look;
    this.merge = merge;
    this.shown = shown;
    this.files = files;
  }

  ObjectInfo head(Key key) throws IOException {
    return find(key).info();
  }

  /// The object at a key with all that is known of it.
  Shown find(Key key) throws IOException {
    if (ShownObjects.isHidden(key.value())) {
      throw new NoSuchFileException(key.value());
    }
    look.freshen(key.value());
    return found(key);
  }

  private Shown found(Key key) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Optional<Shown> found = index.read(rows -> shown.find(rows, key.value()));
      if (found.isEmpty()) {
        throw new NoSuchFileException(key.value());
      }
      if (found.get().complete() || attempt == ATTEMPTS) {
        return found.get();
      }
      if (!learn(key, found.get().node())) {
        return found.get();
      }
    }
  }

  /// Asks the store for the metadata of the version that an object is, or was changed from. False
  /// when that is gone although the object waits for its export.
  private boolean learn(Key key, Node node) throws IOException {
    Version base = node.base.orElseThrow();
    long stamp = index.stamp();
    Optional<ObjectInfo> there;
    try {
      there = Optional.of(remote.head(base.key()));
    } catch (NoSuchFileException _) {
      there = Optional.empty();
    }
    Optional<ObjectInfo> info = there;
    return index.change(
        edit -> {
          Node now = edit.nodeOrNull(node.number);
          if (now == null || !now.base.equals(node.base)) {
            return true;
          }
          if (info.isPresent() && info.get().etag().equals(base.etag())) {
            ObjectRow row = ObjectRow.of(info.get());
            edit.put(now, now.bytesChanged ? row.withoutFacts() : row);
            return true;
          }
          if (edit.isPending(now.number)) {
            return false;
          }
          merge.object(edit, key.value(), info, stamp);
          return true;
        });
  }

  ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException {
    var _ = find(key);
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<ObjectReader> reader = open(key, range, precondition);
        if (reader.isPresent()) {
          return reader.get();
        }
      } catch (StaleException e) {
        if (attempt == ATTEMPTS) {
          throw e.fault;
        }
        look.ask(key.value());
      }
    }
  }

  /// The store has another version than the index.
  private static final class StaleException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient IOException fault;

    StaleException(IOException fault) {
      super(fault);
      this.fault = fault;
    }
  }

  /// Empty when it was changed in between.
  private Optional<ObjectReader> open(Key key, ByteRange range, Precondition precondition)
      throws IOException, StaleException {
    Shown found = found(key);
    if (found.node().kind != FileKind.FILE) {
      check(key, precondition, Optional.of(found));
      Slice slice = slice(found, range);
      return Optional.of(new SmallReader(found.info(), slice, ShownObjects.bytes(found.node())));
    }
    OpenFile file = files.open(found.node().number);
    boolean opened = false;
    try {
      long generation = file.state().generation();
      Shown now = found(key);
      if (now.node().content != file.contentId || file.state().generation() != generation) {
        return Optional.empty();
      }
      check(key, precondition, Optional.of(now));
      ObjectReader reader = pinned(file, now, slice(now, range), generation);
      opened = true;
      return Optional.of(reader);
    } finally {
      if (!opened) {
        files.release(file);
      }
    }
  }

  private ObjectReader pinned(OpenFile file, Shown shown, Slice slice, long generation)
      throws IOException, StaleException {
    try {
      return PinnedReader.open(files, file, shown.info(), slice, generation);
    } catch (IOException e) {
      switch (ErrorKind.of(e)) {
        case PRECONDITION_FAILED, NOT_FOUND, CORRUPT -> throw new StaleException(e);
        default -> throw e;
      }
    }
  }

  /// The parts that an object was uploaded in; empty when it was put whole.
  List<PartInfo> parts(Key key) throws IOException {
    Shown found = find(key);
    return found.info().partCount() == 0 || found.node().base.isEmpty()
        ? List.of()
        : remote.store().parts(remote.key(found.node().base.get().key()));
  }

  /// @param found what shows at the key
  static void check(Key key, Precondition precondition, Optional<Shown> found) throws IOException {
    boolean holds =
        switch (precondition) {
          case Precondition.None() -> true;
          case Precondition.Absent() -> found.isEmpty();
          case Precondition.Exists() -> require(key, found) != null;
          case Precondition.Matches(var etag) -> require(key, found).info().etag().equals(etag);
        };
    if (!holds) {
      throw new PreconditionFailedException(key.value(), "not so: " + precondition);
    }
  }

  private static Shown require(Key key, Optional<Shown> found) throws NoSuchFileException {
    return found.orElseThrow(() -> new NoSuchFileException(key.value()));
  }

  /// RFC 9110, section 14.1.2, says which ranges there are.
  private Slice slice(Shown found, ByteRange range) throws IOException {
    ObjectInfo info = found.info();
    long size = info.size();
    return switch (range) {
      case ByteRange.All() -> new Slice(0, size);
      case ByteRange.Between(long first, long last) when first < size ->
          new Slice(first, Math.min(last, size - 1) - first + 1);
      case ByteRange.Last(long length) when length > 0 -> {
        long shorter = Math.min(length, size);
        yield new Slice(size - shorter, shorter);
      }
      case ByteRange.Part(int number) when number == 1 && info.partCount() == 0 ->
          new Slice(0, size);
      case ByteRange.Part(int number) when number >= 1 && number <= info.partCount() ->
          part(parts(info.key()), number);
      case ByteRange.Between _, ByteRange.Last _, ByteRange.Part _ ->
          throw new RangeException(info, range);
    };
  }

  private static Slice part(List<PartInfo> parts, int number) {
    long position = 0;
    for (PartInfo before : parts.subList(0, number - 1)) {
      position += before.size();
    }
    return new Slice(position, parts.get(number - 1).size());
  }
}
