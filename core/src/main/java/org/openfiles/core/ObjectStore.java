package org.openfiles.core;

import java.io.IOException;
import java.util.function.UnaryOperator;

/// One bucket: a flat space of keys. Blocking, thread-safe, and the same on both sides of the
/// system: adapters implement it, doors serve it.
///
/// A key that has no object is a [java.nio.file.NoSuchFileException] from every verb but
/// [#delete(Key, Precondition)]; every verb may throw [UnavailableException].
public interface ObjectStore extends AutoCloseable {
  ObjectInfo head(Key key) throws IOException;

  /// Opens the object's present version.
  ///
  /// @throws RangeException when the range begins past the end, or there's no such part
  /// @throws PreconditionFailedException when the precondition does not hold
  ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException;

  /// Like [#get], for a version that is to be copied from ([Content.Stored]) rather than read: a
  /// store that copies by itself asks for the bytes only when they are read after all, which is a
  /// [PreconditionFailedException] when the version is gone by then.
  default ObjectReader source(Key key, ByteRange range, Precondition precondition)
      throws IOException {
    return get(key, range, precondition);
  }

  /// Writes a whole object, atomically: a reader sees what was there before or all of this. When it
  /// returns, the object survives a crash.
  ObjectInfo put(PutRequest request) throws IOException;

  /// Removes the object. Without a precondition, removing nothing succeeds; with one, an absent
  /// object is a [java.nio.file.NoSuchFileException].
  void delete(Key key, Precondition precondition) throws IOException;

  ListPage list(ListRequest request) throws IOException;

  /// Changes what is kept beside the bytes, and neither these nor the etag nor the time.
  ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException;

  /// What the store's other end can do; asking it may take requests.
  default StoreFeatures features() throws IOException {
    return StoreFeatures.ALL;
  }

  @Override
  void close() throws IOException;
}
