package org.openfiles.door.s3.bucket;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.core.Volumes;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.tagging.BucketTagging;
import org.openfiles.http.Headers;
import org.openfiles.http.Response;

/// CreateBucket: a new, empty volume that belongs to the sender.
public final class CreateBucket implements Endpoint {
  /// The one region where creating one's own bucket again succeeds ("CreateBucket", errors).
  private static final String FORGIVING_REGION = "us-east-1";

  private final Volumes volumes;
  private final Access access;
  private final String region;

  public CreateBucket(Volumes volumes, Access access, String region) {
    this.volumes = volumes;
    this.access = access;
    this.region = region;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    String name = BucketName.require(request.address().bucket());
    refuseObjectLock(request);
    BucketConfiguration wanted = BucketConfiguration.read(request.document());
    wanted.requireRegion(region);
    Access.Admission admission = access.admit(request);
    if (request.volume().isPresent()) {
      return existing(request, request.volume().get());
    }
    Volume volume;
    try {
      volume = volumes.create(name);
    } catch (FileAlreadyExistsException e) {
      // Somebody else was faster, or the place is taken by what is no volume.
      Optional<Volume> other = volumes.find(name);
      if (other.isEmpty()) {
        throw e;
      }
      return existing(request, other.get());
    }
    admission.created(volume);
    BucketTagging.keep(volume, wanted.tags());
    return created(name);
  }

  private Response existing(S3Request request, Volume volume) throws IOException {
    Owner owner = access.owner(volume);
    if (request.user().isPresent() && !request.user().get().id().equals(owner.id())) {
      throw S3Error.BUCKET_ALREADY_EXISTS.exception().with("BucketName", volume.name());
    }
    if (!region.equals(FORGIVING_REGION)) {
      throw S3Error.BUCKET_ALREADY_OWNED_BY_YOU.exception().with("BucketName", volume.name());
    }
    return created(volume.name());
  }

  private static Response created(String name) {
    return Response.of(
        200, Headers.of("Location", "/" + name, "x-amz-bucket-arn", Arn.ofBucket(name)));
  }

  private static void refuseObjectLock(S3Request request) throws S3Exception {
    if (request.header("x-amz-bucket-object-lock-enabled").orElse("").equalsIgnoreCase("true")) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          "Object Lock is not implemented: x-amz-bucket-object-lock-enabled");
    }
  }
}
