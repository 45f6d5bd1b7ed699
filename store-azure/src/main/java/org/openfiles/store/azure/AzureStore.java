package org.openfiles.store.azure;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
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
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// A container of Azure Blob Storage: each object is a block blob at its key, as any other tool
/// would write it.
///
/// All conditions are judged by Azure, together with the write. Only flat namespaces are served: an
/// account with a hierarchical one lists in another order and has directories of its own. Metadata
/// of more than 8 KiB is refused, and a blob that has snapshots isn't deleted.
public final class AzureStore implements MultipartStore {
  private static final int PARTS_MAX = 10_000;

  private final AzureContainer container;
  private final Blobs blobs;
  private final PartLists partLists;
  private final Reads reads;
  private final Writes writes;
  private final Areas areas;
  private final Uploads uploads;
  private final Completion completion;

  private AzureStore(
      AzureContainer container, InstantSource clock, RandomGenerator random, int blockBytes) {
    Nonces nonces = new Nonces(random);
    this.container = container;
    this.blobs = new Blobs(container);
    this.partLists = new PartLists(blobs);
    this.reads = new Reads(blobs, partLists);
    this.writes = new Writes(container, blobs, nonces, blockBytes);
    this.areas = new Areas(container);
    this.uploads = new Uploads(container, clock, nonces);
    this.completion = new Completion(container, blobs, uploads, writes);
  }

  /// Opens a container that exists.
  ///
  /// @param random makes the names of uploads and blocks, which nobody must guess
  public static AzureStore open(AzureOptions options, InstantSource clock, RandomGenerator random)
      throws IOException {
    AzureContainer container = new AzureContainer(options, clock);
    try {
      AzureStore store = new AzureStore(container, clock, random, options.blockBytes());
      store.list(new ListRequest("", "/", ListRequest.Start.BEGINNING, 1));
      return store;
    } catch (IOException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  @Override
  public ObjectInfo head(Key key) throws IOException {
    return reads.head(key).info();
  }

  @Override
  public ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException {
    return reads.get(key, range, precondition);
  }

  @Override
  public ObjectInfo put(PutRequest request) throws IOException {
    return writes.put(request);
  }

  @Override
  public void delete(Key key, Precondition precondition) throws IOException {
    writes.delete(key, precondition);
  }

  @Override
  public ListPage list(ListRequest request) throws IOException {
    return Listing.page(areas, request);
  }

  @Override
  public ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException {
    return writes.update(key, change);
  }

  @Override
  public Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes)
      throws IOException {
    return uploads.start(key, metadata, attributes);
  }

  @Override
  public Upload upload(Key key, UploadId id) throws IOException {
    return uploads.open(key, id);
  }

  @Override
  public PartInfo putPart(Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    if (number < 1 || number > PARTS_MAX) {
      throw new IllegalArgumentException("parts are numbered from 1 to 10,000: number=" + number);
    }
    uploads.open(key, id);
    ObjectInfo info =
        writes.put(
            Uploads.part(id, number),
            new PutRequest(key, content, ObjectMetadata.EMPTY, Precondition.NONE, md5, Set.of()));
    try {
      uploads.open(key, id);
    } catch (UnknownUploadException e) {
      // It ended meanwhile, and nobody would ever look for this part.
      uploads.deletePart(id, number);
      throw e;
    }
    return new PartInfo(number, info.size(), info.etag(), info.lastModified(), info.checksums());
  }

  @Override
  public List<PartInfo> parts(Key key, UploadId id) throws IOException {
    uploads.open(key, id);
    return uploads.parts(key, id).stream().map(Uploads.Part::info).toList();
  }

  @Override
  public List<Upload> uploads(String prefix) throws IOException {
    return uploads.all(prefix);
  }

  @Override
  public ObjectInfo complete(CompleteRequest request) throws IOException {
    return completion.complete(request);
  }

  @Override
  public void abort(Key key, UploadId id) throws IOException {
    completion.abort(key, id);
  }

  @Override
  public List<PartInfo> parts(Key key) throws IOException {
    String name = BlobNames.of(key);
    while (true) {
      try {
        return partLists.of(key, name, blobs.head(key, name));
      } catch (MovedException _) {
        // Replaced between two requests: what is there now is looked at in its turn.
      }
    }
  }

  @Override
  public void close() {
    container.close();
  }
}
