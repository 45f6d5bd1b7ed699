package org.openfiles.door.s3.multipart;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Content;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.PartInfo;
import org.openfiles.core.RangeException;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.CopySource;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.IsoDate;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.SlowAnswer;
import org.openfiles.door.s3.request.SourceObject;
import org.openfiles.door.s3.request.UploadLimit;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Response;

/// UploadPartCopy: a part whose bytes are those of an object, or a range of them.
public final class UploadPartCopy implements Endpoint {
  private final SourceObject sources;
  private final UploadLimit limit;
  private final SlowAnswer slowly;

  public UploadPartCopy(SourceObject sources, UploadLimit limit, SlowAnswer slowly) {
    this.sources = sources;
    this.limit = limit;
    this.slowly = slowly;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    PartAddress part = PartAddress.of(request);
    CopySource source = CopySource.parse(request.header("x-amz-copy-source").orElseThrow());
    Optional<ByteRange.Between> range = CopyRange.of(request);
    UploadAttributes attributes =
        UploadAttributes.of(request.multipartStore().upload(request.key(), part.upload()));
    ObjectReader reader = open(request, source, range);
    try {
      requireSmall(reader);
      return slowly.of(
          request,
          () -> {
            try (reader) {
              return copy(request, part, attributes, reader);
            }
          });
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private ObjectReader open(S3Request request, CopySource source, Optional<ByteRange.Between> range)
      throws IOException {
    ByteRange bytes = range.isPresent() ? range.get() : ByteRange.ALL;
    ObjectReader reader;
    try {
      reader = sources.open(request, source, bytes);
    } catch (RangeException e) {
      throw CopyRange.outside(request, e.info().size());
    }
    // A range of a copy is never cut to what there is.
    if (range.isPresent() && range.get().last() >= reader.info().size()) {
      reader.close();
      throw CopyRange.outside(request, reader.info().size());
    }
    return reader;
  }

  private void requireSmall(ObjectReader reader) throws S3Exception {
    if (reader.slice().length() > limit.bytesMax()) {
      throw S3Error.INVALID_REQUEST.exception(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + limit.bytesMax());
    }
  }

  private static XmlWriter copy(
      S3Request request, PartAddress part, UploadAttributes attributes, ObjectReader reader)
      throws IOException {
    Content content =
        attributes.algorithm().isPresent()
            ? new ChecksummedCopy(reader, attributes.algorithm().get())
            : new Content.Stored(reader);
    PartInfo info =
        request
            .multipartStore()
            .putPart(request.key(), part.upload(), part.number(), content, Optional.empty());
    XmlWriter xml =
        XmlWriter.s3("CopyPartResult")
            .element("LastModified", IsoDate.format(info.lastModified()))
            .element("ETag", info.etag().quoted());
    ChecksumText.writePart(xml, info.checksums());
    return xml;
  }
}
