package org.openfiles.folder;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import org.openfiles.posix.Directory;

/// A folder of plain files as a store: one object is one file, byte for byte, at the path that is
/// its key. Nothing else than the files is needed to read it.
///
/// Other programs may change the folder at any time; what they make are objects as well. What this
/// store answers for is what goes through it: atomic, durable, and checked.
public final class FolderStore implements MultipartStore {
  private final Interior interior;
  private final Reads reads;
  private final Writer writer;
  private final Removal removal;
  private final Updates updates;
  private final Uploads uploads;
  private final Lister lister;
  private final Collector collector;

  /// @param root the folder, which the store closes
  /// @param random makes the names of temporary files and uploads, which nobody may guess
  public FolderStore(
      Directory root, FolderOptions options, InstantSource clock, RandomGenerator random) {
    this(new Interior(root, options, clock, random, SharedMemory.of(options, clock)));
  }

  FolderStore(Interior interior) {
    this.interior = interior;
    Markers markers = new Markers(interior);
    Publisher publisher = new Publisher(interior, markers);
    this.reads = new Reads(interior);
    this.writer = new Writer(interior, publisher, markers);
    this.removal = new Removal(interior, markers);
    this.updates = new Updates(interior, publisher, markers);
    this.uploads = new Uploads(interior, publisher);
    this.lister =
        new Lister(interior.root(), new ListedInfos(interior), interior.memory().tokens());
    this.collector = new Collector(interior);
  }

  @Override
  public ObjectInfo head(Key key) throws IOException {
    return Faults.translated(key.value(), () -> reads.head(key));
  }

  @Override
  public ObjectReader get(Key key, ByteRange range, Precondition precondition) throws IOException {
    return Faults.translated(key.value(), () -> reads.get(key, range, precondition));
  }

  @Override
  public ObjectInfo put(PutRequest request) throws IOException {
    return Faults.translated(request.key().value(), () -> writer.put(request));
  }

  @Override
  public void delete(Key key, Precondition precondition) throws IOException {
    Faults.translated(
        key.value(),
        () -> {
          removal.delete(key, precondition);
          return key;
        });
  }

  @Override
  public ObjectInfo update(Key key, UnaryOperator<ObjectMetadata> change) throws IOException {
    return Faults.translated(key.value(), () -> updates.update(key, change));
  }

  @Override
  public List<PartInfo> parts(Key key) throws IOException {
    return Faults.translated(key.value(), () -> reads.parts(key));
  }

  @Override
  public void close() throws IOException {
    interior.close();
  }

  @Override
  public ListPage list(ListRequest request) throws IOException {
    return Faults.translated(request.prefix(), () -> lister.list(request));
  }

  @Override
  public Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes)
      throws IOException {
    return Faults.translated(key.value(), () -> uploads.start(key, metadata, attributes));
  }

  @Override
  public Upload upload(Key key, UploadId id) throws IOException {
    return Faults.translated(key.value(), () -> uploads.upload(key, id));
  }

  @Override
  public PartInfo putPart(Key key, UploadId id, int number, Content content, Optional<Checksum> md5)
      throws IOException {
    return Faults.translated(key.value(), () -> uploads.putPart(key, id, number, content, md5));
  }

  @Override
  public List<PartInfo> parts(Key key, UploadId id) throws IOException {
    return Faults.translated(key.value(), () -> uploads.parts(key, id));
  }

  @Override
  public List<Upload> uploads(String prefix) throws IOException {
    return Faults.translated(prefix, () -> uploads.uploads(prefix));
  }

  @Override
  public ObjectInfo complete(CompleteRequest request) throws IOException {
    return Faults.translated(request.key().value(), () -> uploads.complete(request));
  }

  @Override
  public void abort(Key key, UploadId id) throws IOException {
    Faults.translated(
        key.value(),
        () -> {
          uploads.abort(key, id);
          return id;
        });
  }

  /// Removes what nobody will come back for: temporaries of runs that ended, uploads to which
  /// nothing was added since an instant, and metadata of files that are gone. To be called now and
  /// then; takes the longer the more objects have their metadata in sidecars.
  public void collect(Instant olderThan) throws IOException {
    Faults.translated(
        "",
        () -> {
          collector.collect(olderThan);
          return olderThan;
        });
  }

  void collectAtStart(Instant olderThan) throws IOException {
    Faults.translated(
        "",
        () -> {
          collector.collectAtStart(olderThan);
          return olderThan;
        });
  }
}
