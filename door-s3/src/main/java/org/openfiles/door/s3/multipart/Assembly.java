package org.openfiles.door.s3.multipart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.Checksum.Scope;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.PartInfo;
import org.openfiles.door.s3.checksum.ChecksumNames;
import org.openfiles.door.s3.checksum.PartChecksums;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.S3Request;

/// The parts that an object is to be made of, held against those that were uploaded.
///
/// @param parts those that were uploaded, in the order that the client named them
record Assembly(List<PartInfo> parts, UploadAttributes attributes) {

  /// @throws S3Exception `InvalidPart` when one was never uploaded, or is another
  static Assembly of(List<NamedPart> named, List<PartInfo> uploaded, UploadAttributes attributes)
      throws S3Exception {
    Map<Integer, PartInfo> byNumber = new HashMap<>();
    for (PartInfo part : uploaded) {
      byNumber.put(part.number(), part);
    }
    List<PartInfo> parts = new ArrayList<>(named.size());
    for (NamedPart name : named) {
      requireChecksum(name, attributes);
      PartInfo part = byNumber.get(name.number());
      if (part == null || !name.names(part)) {
        throw S3Error.INVALID_PART
            .exception()
            .with("PartNumber", Integer.toString(name.number()))
            .with("ETag", name.etag().value());
      }
      name.verify(part);
      parts.add(part);
    }
    return new Assembly(List.copyOf(parts), attributes);
  }

  /// A checksum over the parts' checksums says nothing unless the client names each of these.
  private static void requireChecksum(NamedPart name, UploadAttributes attributes)
      throws S3Exception {
    if (attributes.scope() == Scope.COMPOSITE
        && attributes.algorithm().isPresent()
        && !name.has(attributes.algorithm().get())) {
      throw S3Error.INVALID_REQUEST.exception(
          "The upload was created using a "
              + attributes.algorithm().get().name().toLowerCase(Locale.ROOT)
              + " checksum. The complete request must include the checksum for each part. It was"
              + " missing for part "
              + name.number()
              + " in the request.");
    }
  }

  /// Every part but the last has a least size.
  Assembly requireSizes(long bytesMin) throws S3Exception {
    for (PartInfo part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < bytesMin) {
        throw S3Error.ENTITY_TOO_SMALL
            .exception("Your proposed upload is smaller than the minimum allowed size")
            .with("ProposedSize", Long.toString(part.size()))
            .with("MinSizeAllowed", Long.toString(bytesMin))
            .with("PartNumber", Integer.toString(part.number()))
            .with("ETag", part.etag().value());
      }
    }
    return this;
  }

  /// The header `x-amz-mp-object-size` says how large the object must come out.
  Assembly requireSize(S3Request request) throws S3Exception {
    Optional<String> header = request.header("x-amz-mp-object-size");
    if (header.isEmpty()) {
      return this;
    }
    long size = 0;
    for (PartInfo part : parts) {
      size += part.size();
    }
    if (!isNumber(header.get())) {
      throw S3Error.INVALID_REQUEST.exception(
          header.get().startsWith("-")
              ? "Value for x-amz-mp-object-size header is less than zero: '" + header.get() + "'"
              : "Value for x-amz-mp-object-size header is invalid: '" + header.get() + "'");
    }
    if (!header.get().equals(Long.toString(size))) {
      throw S3Error.INVALID_REQUEST.exception(
          "The provided 'x-amz-mp-object-size' header value "
              + header.get()
              + " does not match what was computed: "
              + size);
    }
    return this;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// The checksums of the object: what its upload was begun with, verified against what the request
  /// says that it must be.
  List<Checksum> checksums(S3Request request) throws S3Exception {
    requireType(request);
    Optional<Checksum> computed =
        attributes.algorithm().isEmpty()
            ? Optional.empty()
            : PartChecksums.of(attributes.algorithm().get(), attributes.scope(), parts);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      Optional<String> expected = request.header(ChecksumNames.header(algorithm));
      if (expected.isPresent()) {
        requireMatch(algorithm, expected.get(), computed);
      }
    }
    return computed.stream().toList();
  }

  private void requireType(S3Request request) throws S3Exception {
    Optional<Scope> type = ChecksumText.requestedScope(request);
    if (type.isPresent() && type.get() != attributes.scope()) {
      throw S3Error.INVALID_REQUEST.exception(
          "The upload was created using the "
              + attributes.scope()
              + " checksum mode. The complete request must use the same checksum mode.");
    }
  }

  private void requireMatch(
      ChecksumAlgorithm algorithm, String expected, Optional<Checksum> computed)
      throws S3Exception {
    Optional<Checksum> value = ChecksumNames.parseObject(algorithm, expected);
    if (value.isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception(
          "Value for " + ChecksumNames.header(algorithm) + " header is invalid.");
    }
    Optional<Checksum> right =
        attributes.algorithm().equals(Optional.of(algorithm))
            ? computed
            : PartChecksums.of(algorithm, Scope.FULL_OBJECT, parts);
    if (right.isEmpty()) {
      throw S3Error.INVALID_REQUEST.exception(
          "The upload was not created using the " + algorithm + " checksum.");
    }
    if (!right.get().base64().equals(value.get().base64())) {
      throw S3Error.BAD_DIGEST.exception(
          "The " + algorithm + " you specified did not match the calculated checksum.");
    }
  }
}
