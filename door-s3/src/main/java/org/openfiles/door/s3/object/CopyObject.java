package org.openfiles.door.s3.object;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Content;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.CopySource;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.IsoDate;
import org.openfiles.door.s3.request.RedirectLocation;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.SlowAnswer;
import org.openfiles.door.s3.request.SourceObject;
import org.openfiles.door.s3.request.StorageClass;
import org.openfiles.door.s3.request.UploadLimit;
import org.openfiles.door.s3.request.WriteConditions;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// CopyObject: the bytes of one version of the source, with its metadata and tags or with those of
/// the request.
public final class CopyObject implements Endpoint {
  private final Access access;
  private final SourceObject sources;
  private final UploadLimit limit;
  private final SlowAnswer slowly;

  public CopyObject(Access access, SourceObject sources, UploadLimit limit, SlowAnswer slowly) {
    this.access = access;
    this.sources = sources;
    this.limit = limit;
    this.slowly = slowly;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    CopySource source = CopySource.parse(request.header("x-amz-copy-source").orElseThrow());
    Directives directives =
        new Directives(CopyDirective.of(request, "metadata"), CopyDirective.of(request, "tagging"));
    Precondition precondition = WriteConditions.of(request.headers());
    Set<ChecksumAlgorithm> checksums =
        ChecksumText.requested(request).<Set<ChecksumAlgorithm>>map(Set::of).orElse(Set.of());
    ObjectReader reader = sources.open(request, source, ByteRange.ALL);
    try {
      ObjectInfo info = reader.info();
      requireSmall(info);
      requireChange(request, source, directives, info);
      ObjectMetadata metadata = metadata(request, directives, info.metadata());
      return slowly.of(
          request,
          () -> {
            try (reader) {
              return copy(request, reader, metadata, precondition, checksums);
            }
          });
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private record Directives(CopyDirective metadata, CopyDirective tagging) {}

  private void requireSmall(ObjectInfo info) throws S3Exception {
    if (info.size() > limit.bytesMax()) {
      throw S3Error.INVALID_REQUEST.exception(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + limit.bytesMax());
    }
  }

  private static void requireChange(
      S3Request request, CopySource source, Directives directives, ObjectInfo info)
      throws S3Exception {
    String storageClass = request.header("x-amz-storage-class").orElse(StorageClass.STANDARD);
    if (source.bucket().equals(request.address().bucket())
        && source.key().equals(request.key())
        && directives.metadata() == CopyDirective.COPY
        && directives.tagging() == CopyDirective.COPY
        && storageClass.equals(StorageClass.of(info.metadata()))
        && request.header(RedirectLocation.HEADER).equals(RedirectLocation.of(info.metadata()))) {
      throw S3Error.INVALID_REQUEST.exception(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  private ObjectMetadata metadata(S3Request request, Directives directives, ObjectMetadata source)
      throws IOException {
    // Headers that are not used must be legal all the same.
    ObjectMetadata sent = NewMetadata.of(request, access);
    ObjectMetadata metadata =
        switch (directives.metadata()) {
          case COPY -> source.withProperties(sent.properties());
          case REPLACE -> sent;
        };
    Map<String, String> tags =
        switch (directives.tagging()) {
          case COPY -> source.tags();
          case REPLACE -> sent.tags();
        };
    return metadata.withTags(tags);
  }

  private static XmlWriter copy(
      S3Request request,
      ObjectReader reader,
      ObjectMetadata metadata,
      Precondition precondition,
      Set<ChecksumAlgorithm> checksums)
      throws IOException {
    ObjectInfo copy =
        request
            .store()
            .put(
                new PutRequest(
                    request.key(),
                    new Content.Stored(reader),
                    metadata,
                    precondition,
                    Optional.empty(),
                    checksums.isEmpty() ? algorithms(reader.info()) : checksums));
    XmlWriter xml =
        XmlWriter.s3("CopyObjectResult")
            .element("LastModified", IsoDate.format(copy.lastModified()))
            .element("ETag", copy.etag().quoted());
    ChecksumText.write(xml, copy.checksums(), copy.partCount());
    return xml;
  }

  /// A copy has the checksums that its source has.
  private static Set<ChecksumAlgorithm> algorithms(ObjectInfo source) {
    Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
    for (Checksum checksum : source.checksums()) {
      algorithms.add(checksum.algorithm());
    }
    return algorithms;
  }
}
