package org.openfiles.door.s3.request;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.Durability;
import org.openfiles.core.Key;
import org.openfiles.core.MultipartStore;
import org.openfiles.core.ObjectStore;
import org.openfiles.core.Volume;
import org.openfiles.door.s3.auth.Payload;
import org.openfiles.door.s3.auth.User;
import org.openfiles.door.s3.checksum.RequestedChecksum;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.Headers;
import org.openfiles.http.Request;

/// One request of the S3 API: what it names, who sent it, and its verified bytes.
///
/// @param id told to the client and written to every log
/// @param hostId which server answers, likewise told to the client
/// @param headers those sent, and those that a presigned URL carries as parameters
/// @param user empty when it is anonymous
/// @param volume the bucket that it names, where it exists
public record S3Request(
    Request http,
    String id,
    String hostId,
    Operation operation,
    Address address,
    Query query,
    Headers headers,
    Optional<User> user,
    Payload payload,
    Optional<Volume> volume) {

  public Optional<String> header(String name) {
    return headers.first(name);
  }

  public Volume requireVolume() throws S3Exception {
    if (volume.isEmpty()) {
      throw S3Error.NO_SUCH_BUCKET.exception().with("BucketName", address.bucket());
    }
    return volume.get();
  }

  /// The objects of the bucket; what changes them is answered when it is where the request wants
  /// it.
  public ObjectStore store() throws S3Exception {
    Volume bucket = requireVolume();
    Optional<Durability> level = Acknowledgement.of(headers);
    return level.isPresent() ? bucket.objects(level.get()) : bucket.objects();
  }

  public MultipartStore multipartStore() throws S3Exception {
    if (store() instanceof MultipartStore store) {
      return store;
    }
    throw S3Error.NOT_IMPLEMENTED.exception("This bucket takes no multipart uploads");
  }

  public Key key() {
    return new Key(address.key());
  }

  /// The body as a document, verified.
  public byte[] document() throws IOException {
    return RequestDocument.read(this, RequestedChecksum.of(headers));
  }

  /// The body as a document, where checksum headers are not about it.
  public byte[] documentApartFromChecksums() throws IOException {
    return RequestDocument.read(this, RequestedChecksum.NONE);
  }
}
