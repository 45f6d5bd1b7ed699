package org.openfiles.door.s3.multipart;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Checksum.Scope;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.Upload;
import org.openfiles.door.s3.checksum.ChecksumNames;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.Owner;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.xml.XmlWriter;

/// What an upload was begun with, beside the metadata of the object to be.
///
/// @param algorithm the checksum that every part must have; empty when the client asked for none
/// @param scope what the checksum of the object will be taken over
record UploadAttributes(Optional<ChecksumAlgorithm> algorithm, Scope scope, Owner initiator) {
  private static final String ALGORITHM = "checksum-algorithm";
  private static final String SCOPE = "checksum-type";
  private static final String INITIATOR = "initiator";
  private static final String INITIATOR_NAME = "initiator-name";

  /// Those that CreateMultipartUpload asks for.
  static UploadAttributes of(S3Request request, Owner initiator) throws S3Exception {
    Optional<ChecksumAlgorithm> algorithm = ChecksumText.requested(request);
    Optional<Scope> type = ChecksumText.requestedScope(request);
    if (algorithm.isEmpty()) {
      if (type.isPresent()) {
        throw S3Error.INVALID_REQUEST.exception(
            "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                + " header.");
      }
      return new UploadAttributes(algorithm, Scope.FULL_OBJECT, initiator);
    }
    return new UploadAttributes(
        algorithm, ChecksumNames.scope(algorithm.get(), type.map(Scope::name)), initiator);
  }

  static UploadAttributes of(Upload upload) {
    Map<String, String> kept = upload.attributes();
    String id = kept.getOrDefault(INITIATOR, "");
    return new UploadAttributes(
        Optional.ofNullable(kept.get(ALGORITHM)).map(ChecksumAlgorithm::valueOf),
        Scope.valueOf(kept.getOrDefault(SCOPE, Scope.FULL_OBJECT.name())),
        new Owner(id, kept.getOrDefault(INITIATOR_NAME, id)));
  }

  /// As a store keeps them.
  Map<String, String> toMap() {
    Map<String, String> kept = new HashMap<>();
    algorithm.ifPresent(
        known -> {
          kept.put(ALGORITHM, known.name());
          kept.put(SCOPE, scope.name());
        });
    kept.put(INITIATOR, initiator.id());
    kept.put(INITIATOR_NAME, initiator.displayName());
    return kept;
  }

  /// Writes the algorithm and the type, where there are any.
  void writeTo(XmlWriter xml) {
    algorithm.ifPresent(
        known ->
            xml.element("ChecksumAlgorithm", known.name()).element("ChecksumType", scope.name()));
  }
}
