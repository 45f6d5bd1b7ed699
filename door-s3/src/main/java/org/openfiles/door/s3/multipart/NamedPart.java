package org.openfiles.door.s3.multipart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.CompleteRequest.PartReference;
import org.openfiles.core.ETag;
import org.openfiles.core.PartInfo;
import org.openfiles.door.s3.checksum.ChecksumNames;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.xml.XmlElement;
import org.openfiles.door.s3.xml.XmlReader;

/// A part as CompleteMultipartUpload names it.
record NamedPart(int number, ETag etag, List<Checksum> checksums) {
  private static final int PARTS_MAX = 10_000;

  /// Reads the document of a request: at least one part, their numbers ascending.
  static List<NamedPart> read(byte[] document) throws S3Exception {
    XmlElement root = XmlReader.read(document, "CompleteMultipartUpload");
    List<NamedPart> parts = new ArrayList<>();
    for (XmlElement element : root.children("Part")) {
      parts.add(read(element));
    }
    if (parts.isEmpty() || parts.size() > PARTS_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    int previous = 0;
    for (NamedPart part : parts) {
      if (part.number <= previous) {
        throw S3Error.INVALID_PART_ORDER.exception();
      }
      previous = part.number;
    }
    return parts;
  }

  private static NamedPart read(XmlElement element) throws S3Exception {
    int number = number(element.requireText("PartNumber").strip());
    String etag = unquoted(element.requireText("ETag").strip());
    if (etag.isEmpty()) {
      throw S3Error.MALFORMED_XML.exception();
    }
    List<Checksum> checksums = new ArrayList<>(1);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      Optional<String> value = element.text(ChecksumNames.element(algorithm));
      if (value.isPresent()) {
        checksums.add(
            ChecksumNames.parse(algorithm, value.get().strip())
                .orElseThrow(() -> invalid(algorithm, value.get())));
      }
    }
    if (checksums.size() > 1) {
      throw invalid(checksums.getLast().algorithm(), checksums.getLast().base64());
    }
    return new NamedPart(number, new ETag(etag), List.copyOf(checksums));
  }

  private static S3Exception invalid(ChecksumAlgorithm algorithm, String value) {
    return S3Exception.argument(
        "Invalid Base64 or multiple checksums present in request",
        ChecksumNames.element(algorithm),
        value);
  }

  private static int number(String text) throws S3Exception {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new S3Exception(S3Error.MALFORMED_XML, S3Error.MALFORMED_XML.message(), e);
    }
    if (number < 1) {
      throw S3Exception.argument("PartNumber must be >= 1", "PartNumber", text);
    }
    return number;
  }

  private static String unquoted(String etag) {
    return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
        ? etag.substring(1, etag.length() - 1)
        : etag;
  }

  /// Whether it is that part, going by its etag.
  boolean names(PartInfo part) {
    return part.number() == number && part.etag().equals(etag);
  }

  /// Holds its checksums against those of the part.
  void verify(PartInfo part) throws S3Exception {
    for (Checksum checksum : checksums) {
      if (part.checksums().contains(checksum)) {
        continue;
      }
      boolean comparable =
          part.checksums().stream().anyMatch(kept -> kept.algorithm() == checksum.algorithm());
      throw comparable
          ? S3Error.INVALID_PART.exception().with("PartNumber", Integer.toString(number))
          : S3Error.BAD_DIGEST.exception(
              "The "
                  + checksum.algorithm().name().toLowerCase(Locale.ROOT)
                  + " you specified for part "
                  + number
                  + " did not match what we received.");
    }
  }

  boolean has(ChecksumAlgorithm algorithm) {
    return checksums.stream().anyMatch(checksum -> checksum.algorithm() == algorithm);
  }

  PartReference reference() {
    return new PartReference(number, etag);
  }
}
