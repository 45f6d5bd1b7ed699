package org.openfiles.store.azure;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// Uploads under way: each is a record below `.openfiles/uploads/record/`, and a blob per part
/// below `.openfiles/uploads/part/`, so that uploads of one key never meet before they end.
final class Uploads {
  private static final String RECORDS = BlobNames.RESERVED + "uploads/record/";
  private static final String PARTS = BlobNames.RESERVED + "uploads/part/";

  private final AzureContainer container;
  private final InstantSource clock;
  private final Nonces nonces;

  /// A part, and the blob that it lies in.
  record Part(PartInfo info, Source source) {}

  Uploads(AzureContainer container, InstantSource clock, Nonces nonces) {
    this.container = container;
    this.clock = clock;
    this.nonces = nonces;
  }

  static String record(UploadId id) {
    return RECORDS + id.value();
  }

  static String part(UploadId id, int number) {
    return PARTS + id.value() + "/" + String.format("%05d", number);
  }

  Upload start(Key key, ObjectMetadata metadata, Map<String, String> attributes)
      throws IOException {
    BlobNames.of(key);
    MetadataCodec.encode(
        Description.of(metadata, List.of()),
        Headers.keepable(metadata.headers(), Headers.Md5Bytes.NONE));
    Upload upload =
        new Upload(
            new UploadId(Nonces.hex(nonces.next())),
            key,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            metadata,
            attributes);
    BinaryData document = BinaryData.fromString(UploadDocument.json(upload));
    AzureFaults.translated(
        key.value(), () -> container.blob(record(upload.id())).upload(document, true));
    return upload;
  }

  Upload open(Key key, UploadId id) throws IOException {
    return find(id)
        .filter(upload -> upload.key().equals(key))
        .orElseThrow(() -> new UnknownUploadException(key, id));
  }

  /// Every upload, ascending by key, then by start. Each record is a request of its own.
  List<Upload> all(String prefix) throws IOException {
    List<UploadId> ids = new ArrayList<>();
    for (BlobItem item : items(RECORDS)) {
      ids.add(new UploadId(item.getName().substring(RECORDS.length())));
    }
    return AtOnce.map(ids, this::find).stream()
        .flatMap(Optional::stream)
        .filter(upload -> upload.key().value().startsWith(prefix))
        .sorted(Comparator.comparing(Upload::key).thenComparing(Upload::started))
        .toList();
  }

  private Optional<Upload> find(UploadId id) throws IOException {
    if (!Nonces.isHex(id.value())) {
      return Optional.empty();
    }
    try {
      String json =
          AzureFaults.translated(
              record(id), () -> container.blob(record(id)).downloadContent().toString());
      return UploadDocument.parse(id, json);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Every part, ascending by number.
  List<Part> parts(Key key, UploadId id) throws IOException {
    String prefix = PARTS + id.value() + "/";
    List<Part> parts = new ArrayList<>();
    for (BlobItem item : items(prefix)) {
      BlobVersion version = BlobVersion.of(key, item);
      int number = Integer.parseInt(item.getName().substring(prefix.length()));
      PartInfo info =
          new PartInfo(
              number,
              version.info().size(),
              version.info().etag(),
              version.info().lastModified(),
              version.info().checksums());
      parts.add(new Part(info, Source.of(container, item.getName(), version)));
    }
    return parts;
  }

  /// Forgets an upload: its parts, then its record, then what came in between.
  void drop(UploadId id, BlobRequestConditions held) throws IOException {
    deleteParts(id);
    delete(record(id), held);
    deleteParts(id);
  }

  void deletePart(UploadId id, int number) throws IOException {
    delete(part(id, number), new BlobRequestConditions());
  }

  private void deleteParts(UploadId id) throws IOException {
    List<String> names = items(PARTS + id.value() + "/").stream().map(BlobItem::getName).toList();
    AtOnce.map(names, name -> delete(name, new BlobRequestConditions()));
  }

  private String delete(String name, BlobRequestConditions conditions) throws IOException {
    try {
      AzureFaults.translated(
          name, () -> container.blob(name).deleteWithResponse(null, conditions, null, null));
    } catch (NoSuchFileException _) {
      // Somebody else has done it.
    }
    return name;
  }

  private List<BlobItem> items(String prefix) throws IOException {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(prefix)
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    return AzureFaults.translated(
        prefix, () -> container.container().listBlobs(options, null).stream().toList());
  }
}
