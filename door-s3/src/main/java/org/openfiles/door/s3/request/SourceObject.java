package org.openfiles.door.s3.request;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.Volume;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.http.ReadConditions;

/// Opens what the header `x-amz-copy-source` of a request names.
public final class SourceObject {
  private final Volumes volumes;
  private final Access access;

  public SourceObject(Volumes volumes, Access access) {
    this.volumes = volumes;
    this.access = access;
  }

  /// The source, once its owner, its access and its conditions have been looked at. The caller
  /// closes it.
  public ObjectReader open(S3Request request, CopySource source, ByteRange range)
      throws IOException {
    Volume volume = find(source);
    ExpectedOwner.check(request.header("x-amz-source-expected-bucket-owner"), access.owner(volume));
    access.check(request, Operation.GET_OBJECT, Optional.of(volume), source.key().value());
    ObjectReader reader = volume.objects().get(source.key(), range, Precondition.NONE);
    if (ReadConditions.of(request.headers(), "x-amz-copy-source-")
            .judge(reader.info().etag().value(), reader.info().lastModified())
        != ReadConditions.Verdict.READ) {
      reader.close();
      throw S3Error.PRECONDITION_FAILED.exception();
    }
    return reader;
  }

  private Volume find(CopySource source) throws IOException {
    Optional<Volume> volume = volumes.find(source.bucket());
    if (volume.isEmpty()) {
      throw S3Error.NO_SUCH_BUCKET.exception().with("BucketName", source.bucket());
    }
    return volume.get();
  }
}
