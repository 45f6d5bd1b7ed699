package org.openfiles.door.s3.request;

import java.util.Optional;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;

/// Where a website is to send visitors of an object: kept and told. This door is no website, so it
/// sends nobody anywhere.
public final class RedirectLocation {
  public static final String HEADER = "x-amz-website-redirect-location";

  /// Under which name an object's metadata keeps it.
  public static final String PROPERTY = "s3.website-redirect-location";

  private RedirectLocation() {}

  /// What the header of a write asks for.
  public static Optional<String> read(Headers headers) throws S3Exception {
    Optional<String> location = headers.first(HEADER);
    if (location.isPresent()
        && !location.get().startsWith("/")
        && !location.get().startsWith("http://")
        && !location.get().startsWith("https://")) {
      throw S3Error.INVALID_REDIRECT_LOCATION.exception();
    }
    return location;
  }

  public static Optional<String> of(ObjectMetadata metadata) {
    return Optional.ofNullable(metadata.properties().get(PROPERTY));
  }
}
