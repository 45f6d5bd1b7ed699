package org.openfiles.engine;

import java.io.IOException;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.Slice;

/// The store of a volume, by keys as the index has them: below the volume's prefix. The names that
/// are reserved at its root are not among them.
final class RemoteStore {
  static final String RESERVED = ".openfiles/";

  /// What is under way. Not below [#RESERVED], which a folder that is served as a bucket refuses.
  static final String WORK = ".openfiles-work/";

  private final MultipartStore store;
  private final String prefix;

  RemoteStore(MultipartStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  MultipartStore store() {
    return store;
  }

  String prefix() {
    return prefix;
  }

  Key key(String key) {
    return new Key(prefix + key);
  }

  /// A key of the index as the store has it; empty for the root of a volume without prefix.
  String full(String key) {
    return prefix + key;
  }

  /// A key of the store as the index has it.
  String local(String key) {
    return key.substring(prefix.length());
  }

  static boolean isReserved(String key) {
    return key.startsWith(RESERVED) || key.startsWith(WORK);
  }

  ObjectInfo head(String key) throws IOException {
    return store.head(key(key));
  }

  /// Opens bytes of exactly this version.
  ObjectReader open(Version base, long position, long length) throws IOException {
    ByteRange range =
        length >= base.size() && position == 0
            ? ByteRange.ALL
            : new ByteRange.Between(position, position + length - 1);
    return store.get(key(base.key()), range, new Precondition.Matches(base.etag()));
  }

  /// Something to copy from that is exactly this version.
  ObjectReader source(Version version) throws IOException {
    return store.source(
        key(version.key()), ByteRange.ALL, new Precondition.Matches(version.etag()));
  }

  /// As [#source(Version)], of a part.
  ObjectReader source(Version version, Slice slice) throws IOException {
    return store.source(
        key(version.key()),
        new ByteRange.Between(slice.position(), slice.position() + slice.length() - 1),
        new Precondition.Matches(version.etag()));
  }

  /// A start of this volume's as the store's.
  ListRequest.Start start(ListRequest.Start start) {
    return switch (start) {
      case ListRequest.Start.AfterKey(String key) ->
          key.isEmpty() ? start : new ListRequest.Start.AfterKey(prefix + key);
      case ListRequest.Start.AfterPrefix(String below) ->
          new ListRequest.Start.AfterPrefix(prefix + below);
    };
  }

  /// A start of the store's as this volume's.
  ListRequest.Start localStart(ListRequest.Start start) {
    return switch (start) {
      case ListRequest.Start.AfterKey(String key) -> new ListRequest.Start.AfterKey(local(key));
      case ListRequest.Start.AfterPrefix(String below) ->
          new ListRequest.Start.AfterPrefix(local(below));
    };
  }

  ListPage list(String below, String delimiter, ListRequest.Start start, int limit)
      throws IOException {
    return store.list(new ListRequest(prefix + below, delimiter, start, limit));
  }

  Version version(ObjectInfo info) {
    return new Version(
        local(info.key().value()), info.etag(), info.size(), Nanos.of(info.lastModified()));
  }
}
