package org.openfiles.door.s3;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Operation;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;

/// The simplest rule: a bucket is its owner's, and one that no user made is every user's.
final class OwnerAccess implements Access {
  /// Under which name a volume keeps the user that made it: the id, a line feed, the display name.
  private static final String DOCUMENT = "s3.owner";

  private final S3DoorSettings settings;

  OwnerAccess(S3DoorSettings settings) {
    this.settings = settings;
  }

  @Override
  public void check(S3Request request, Operation operation, Optional<Volume> volume, String key)
      throws IOException {
    if (isOpen() || (request.user().isPresent() && (volume.isEmpty() || owns(request, volume.get())))) {
      return;
    }
    if (operation == Operation.CREATE_BUCKET && request.user().isPresent()) {
      // Whose it is already decides how CreateBucket is refused.
      return;
    }
    throw S3Error.ACCESS_DENIED.exception();
  }

  @Override
  public boolean isOpen() {
    return settings.anonymous() == S3DoorSettings.Anonymous.EVERYTHING;
  }

  @Override
  public boolean shows(S3Request request, Volume volume) throws IOException {
    return isOpen() || owns(request, volume);
  }

  private static boolean owns(S3Request request, Volume volume) throws IOException {
    Optional<Owner> owner = kept(volume);
    return owner.isEmpty()
        || (request.user().isPresent() && request.user().get().id().equals(owner.get().id()));
  }

  @Override
  public Owner owner(Volume volume) throws IOException {
    return kept(volume).orElse(settings.owner());
  }

  private static Optional<Owner> kept(Volume volume) throws IOException {
    return volume
        .document(DOCUMENT)
        .map(
            text -> {
              int end = text.indexOf('\n');
              return end < 0
                  ? new Owner(text, text)
                  : new Owner(text.substring(0, end), text.substring(end + 1));
            });
  }

  @Override
  public Admission admit(S3Request creation) throws IOException {
    requireOwnersOnly(creation);
    String ownership = creation.header("x-amz-object-ownership").orElse("BucketOwnerEnforced");
    if (!ownership.equals("BucketOwnerEnforced")) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          "Object ownership is not implemented: x-amz-object-ownership: " + ownership);
    }
    return volume -> {
      if (creation.user().isPresent()) {
        Owner owner = Owner.of(creation.user().get());
        volume.keep(DOCUMENT, Optional.of(owner.id() + "\n" + owner.displayName()));
      }
    };
  }

  @Override
  public Map<String, String> objectProperties(S3Request request) throws IOException {
    requireOwnersOnly(request);
    return Map.of();
  }

  /// Accepts the access lists that grant nothing to anybody but the owner.
  private static void requireOwnersOnly(S3Request request) throws S3Exception {
    String acl = request.header("x-amz-acl").orElse("private");
    if (!acl.equals("private") && !acl.equals("bucket-owner-full-control")) {
      throw S3Error.NOT_IMPLEMENTED.exception("Access lists are not implemented: x-amz-acl: " + acl);
    }
    for (String name : request.headers().names()) {
      if (name.regionMatches(true, 0, "x-amz-grant-", 0, "x-amz-grant-".length())) {
        throw S3Error.NOT_IMPLEMENTED.exception("Access lists are not implemented: " + name);
      }
    }
  }
}
