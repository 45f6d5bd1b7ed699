package org.openfiles.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.Content;
import org.openfiles.core.Key;
import org.openfiles.core.ListPage;
import org.openfiles.core.ListRequest;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.core.StoreFeatures;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// A store whose every request goes through one method. A reader that is copied from must be the
/// inner store's own, which is why readers that a subclass wraps are [WrappedReader]s.
abstract class WrappedStore implements MultipartStore {

  /// One request to the inner store.
  interface Request<T> {
    T make() throws IOException;
  }

  private final MultipartStore inner;

  WrappedStore(MultipartStore inner) {
    this.inner = inner;
  }

  /// @param name the key, or the prefix of a listing
  abstract <T> T around(Verb verb, String name, Request<T> request) throws IOException;

  @Override
  public final ObjectInfo head(Key key) throws IOException {
    return around(Verb.HEAD, key.value(), () -> inner.head(key));
  }

  @Override
  public final ObjectReader get(Key key, ByteRange range, Precondition precondition)
      throws IOException {
    return around(Verb.GET, key.value(), () -> inner.get(key, range, precondition));
  }

  @Override
  public final ObjectReader source(Key key, ByteRange range, Precondition precondition)
      throws IOException {
    return around(Verb.SOURCE, key.value(), () -> inner.source(key, range, precondition));
  }

  @Override
  public final ObjectInfo put(PutRequest request) throws IOException {
    PutRequest plain =
        new PutRequest(
            request.key(),
            WrappedReader.unwrap(request.content()),
            request.metadata(),
            request.precondition(),
            request.md5(),
            request.checksums());
    return around(Verb.PUT, request.key().value(), () -> inner.put(plain));
  }

  @Override
  public final void delete(Key key, Precondition precondition) throws IOException {
    around(
        Verb.DELETE,
        key.value(),
        () -> {
          inner.delete(key, precondition);
          return key;
        });
  }

  @Override
  public final ListPage list(ListRequest request) throws IOException {
    return around(Verb.LIST, request.prefix(), () -> inner.list(request));
  }

  @Override
  public final ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException {
    return around(Verb.UPDATE, key.value(), () -> inner.update(key, change));
  }

  @Override
  public final StoreFeatures features() throws IOException {
    return inner.features();
  }

  @Override
  public final Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes)
      throws IOException {
    return around(Verb.START, key.value(), () -> inner.start(key, metadata, attributes));
  }

  @Override
  public final Upload upload(Key key, UploadId id) throws IOException {
    return around(Verb.UPLOAD, key.value(), () -> inner.upload(key, id));
  }

  @Override
  public final PartInfo putPart(
      Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    Content plain = WrappedReader.unwrap(content);
    return around(Verb.PUT_PART, key.value(), () -> inner.putPart(key, id, number, plain, md5));
  }

  @Override
  public final List<PartInfo> parts(Key key, UploadId id) throws IOException {
    return around(Verb.PARTS, key.value(), () -> inner.parts(key, id));
  }

  @Override
  public final List<Upload> uploads(String prefix) throws IOException {
    return around(Verb.UPLOADS, prefix, () -> inner.uploads(prefix));
  }

  @Override
  public final ObjectInfo complete(CompleteRequest request) throws IOException {
    return around(Verb.COMPLETE, request.key().value(), () -> inner.complete(request));
  }

  @Override
  public final void abort(Key key, UploadId id) throws IOException {
    around(
        Verb.ABORT,
        key.value(),
        () -> {
          inner.abort(key, id);
          return key;
        });
  }

  @Override
  public final List<PartInfo> parts(Key key) throws IOException {
    return around(Verb.OBJECT_PARTS, key.value(), () -> inner.parts(key));
  }

  @Override
  public final void close() throws IOException {
    inner.close();
  }
}
