package org.openfiles.door.s3.request;

import java.util.List;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.door.s3.checksum.ChecksumNames;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.xml.XmlWriter;
import org.openfiles.http.Headers;

/// Checksums in the headers and documents of answers, and the one that a request asks for.
public final class ChecksumText {
  private ChecksumText() {}

  /// Adds a header for each, and one for what they were taken over.
  public static void add(Headers.Builder headers, List<Checksum> checksums, int partCount) {
    for (Checksum checksum : checksums) {
      headers.add(ChecksumNames.header(checksum.algorithm()), value(checksum, partCount));
    }
    addType(headers, checksums);
  }

  /// Adds the header for what the checksums were taken over.
  public static void addType(Headers.Builder headers, List<Checksum> checksums) {
    if (!checksums.isEmpty()) {
      headers.add("x-amz-checksum-type", checksums.getFirst().scope().name());
    }
  }

  /// Adds a header for each checksum of a part.
  public static void addPart(Headers.Builder headers, List<Checksum> checksums) {
    for (Checksum checksum : checksums) {
      headers.add(ChecksumNames.header(checksum.algorithm()), checksum.base64());
    }
  }

  /// Writes an element for each, and one for what they were taken over.
  public static void write(XmlWriter xml, List<Checksum> checksums, int partCount) {
    for (Checksum checksum : checksums) {
      xml.element(ChecksumNames.element(checksum.algorithm()), value(checksum, partCount));
    }
    if (!checksums.isEmpty()) {
      xml.element("ChecksumType", checksums.getFirst().scope().name());
    }
  }

  /// Writes an element for each checksum of a part.
  public static void writePart(XmlWriter xml, List<Checksum> checksums) {
    for (Checksum checksum : checksums) {
      xml.element(ChecksumNames.element(checksum.algorithm()), checksum.base64());
    }
  }

  /// The algorithm that the header `x-amz-checksum-algorithm` asks for.
  public static Optional<ChecksumAlgorithm> requested(S3Request request) throws S3Exception {
    Optional<String> name = request.header("x-amz-checksum-algorithm");
    return name.isEmpty() ? Optional.empty() : Optional.of(ChecksumNames.algorithm(name.get()));
  }

  /// What the header `x-amz-checksum-type` asks for.
  public static Optional<Checksum.Scope> requestedScope(S3Request request) throws S3Exception {
    Optional<String> type = request.header("x-amz-checksum-type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    for (Checksum.Scope scope : Checksum.Scope.values()) {
      if (scope.name().equalsIgnoreCase(type.get())) {
        return Optional.of(scope);
      }
    }
    throw S3Error.INVALID_REQUEST.exception("Value for x-amz-checksum-type header is invalid.");
  }

  /// A composite one says how many parts it was taken over.
  private static String value(Checksum checksum, int partCount) {
    return checksum.scope() == Checksum.Scope.COMPOSITE
        ? checksum.base64() + "-" + partCount
        : checksum.base64();
  }
}
