package org.openfiles.door.s3.object;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.MetadataHeaders;
import org.openfiles.door.s3.request.S3Request;

/// The metadata that an object gets from the request that makes it.
public final class NewMetadata {
  private NewMetadata() {}

  /// Of PutObject, CopyObject and CreateMultipartUpload. An object without a type gets S3's, so
  /// that it is not taken for a file whose type is to be guessed.
  public static ObjectMetadata of(S3Request request, Access access) throws IOException {
    ObjectLock.refuse(request);
    ObjectMetadata metadata = MetadataHeaders.read(request.headers());
    if (!metadata.headers().containsKey("content-type")) {
      Map<String, String> headers = new HashMap<>(metadata.headers());
      headers.put("content-type", ContentTypes.DEFAULT);
      metadata = metadata.withHeaders(headers);
    }
    Map<String, String> added = access.objectProperties(request);
    if (added.isEmpty()) {
      return metadata;
    }
    Map<String, String> properties = new HashMap<>(metadata.properties());
    properties.putAll(added);
    return metadata.withProperties(properties);
  }
}
