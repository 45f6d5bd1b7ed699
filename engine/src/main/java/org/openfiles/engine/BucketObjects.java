package org.openfiles.engine;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.CompleteRequest;
import org.openfiles.core.Content;
import org.openfiles.core.Durability;
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
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// A bucket as objects: what the store has, overlaid by what it does not have yet. It shows at
/// every instant what the tree of the same volume shows.
///
/// @param level where a change has to be before it is answered
record BucketObjects(
    ObjectReads reads,
    ObjectWrites writes,
    ObjectListing listing,
    ObjectUploads uploads,
    Durability level)
    implements MultipartStore {

  BucketObjects acknowledging(Durability other) {
    return new BucketObjects(reads, writes, listing, uploads, other);
  }

  @Override
  public ObjectInfo head(Key key) throws IOException {
    return reads.head(key);
  }

  @Override
  public ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException {
    return reads.get(key, range, precondition);
  }

  @Override
  public ObjectInfo put(PutRequest request) throws IOException {
    return writes.put(request, level);
  }

  @Override
  public void delete(Key key, Precondition precondition) throws IOException {
    writes.delete(key, precondition, level);
  }

  @Override
  public ListPage list(ListRequest request) throws IOException {
    return listing.list(request);
  }

  @Override
  public ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException {
    return writes.update(key, change, level);
  }

  @Override
  public Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes)
      throws IOException {
    return uploads.start(key, metadata, attributes);
  }

  @Override
  public Upload upload(Key key, UploadId id) throws IOException {
    return uploads.upload(key, id);
  }

  @Override
  public PartInfo putPart(Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    return uploads.putPart(key, id, number, content, md5);
  }

  @Override
  public List<PartInfo> parts(Key key, UploadId id) throws IOException {
    return uploads.parts(key, id);
  }

  @Override
  public List<Upload> uploads(String prefix) throws IOException {
    return uploads.uploads(prefix);
  }

  @Override
  public ObjectInfo complete(CompleteRequest request) throws IOException {
    return uploads.complete(request);
  }

  @Override
  public void abort(Key key, UploadId id) throws IOException {
    uploads.abort(key, id);
  }

  @Override
  public List<PartInfo> parts(Key key) throws IOException {
    return reads.parts(key);
  }

  /// The volume is closed by its owner.
  @Override
  public void close() {}
}
