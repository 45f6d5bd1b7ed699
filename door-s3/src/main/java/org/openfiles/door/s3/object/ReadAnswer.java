package org.openfiles.door.s3.object;

import java.io.IOException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.PartInfo;
import org.openfiles.core.Slice;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.door.s3.request.ChecksumText;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.http.Headers;
import org.openfiles.http.ReadConditions;
import org.openfiles.http.Response;

/// The answer to a GET or HEAD of one version: its status and headers.
///
/// @param slice which bytes were selected
record ReadAnswer(ObjectInfo info, Slice slice, ReadSelection selection) {

  /// The head of the answer, a 304 when the conditions say so.
  Response head(S3Request request, ReadConditions conditions, ResponseOverrides overrides)
      throws IOException {
    if (judge(info, conditions) == ReadConditions.Verdict.NOT_MODIFIED) {
      return Response.of(304, ObjectHeaders.notModified(info));
    }
    if (selection.isNothing()) {
      throw outOfRange();
    }
    Headers.Builder headers = ObjectHeaders.of(info);
    if (selection.isPart() && info.partCount() > 0) {
      headers.add("x-amz-mp-parts-count", Integer.toString(info.partCount()));
    }
    if (request.header("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED")) {
      addChecksums(headers, request);
    }
    overrides.apply(headers);
    if (selection.isWhole()) {
      return Response.of(200, headers.build());
    }
    if (slice.length() > 0) {
      headers.add("Content-Range", contentRange());
    }
    return Response.of(slice.length() > 0 ? 206 : 200, headers.build());
  }

  /// The answer when the selected bytes do not exist: the conditions come first even so.
  static Response unsatisfiable(ObjectInfo info, ReadConditions conditions, ReadSelection selection)
      throws S3Exception {
    if (judge(info, conditions) == ReadConditions.Verdict.NOT_MODIFIED) {
      return Response.of(304, ObjectHeaders.notModified(info));
    }
    ReadAnswer answer = new ReadAnswer(info, new Slice(0, 0), selection);
    if (selection.isPart()) {
      throw S3Error.INVALID_PART_NUMBER
          .exception()
          .with("ActualPartCount", Integer.toString(Math.max(1, info.partCount())));
    }
    throw answer.outOfRange();
  }

  private static ReadConditions.Verdict judge(ObjectInfo info, ReadConditions conditions)
      throws S3Exception {
    ReadConditions.Verdict verdict = conditions.judge(info.etag().value(), info.lastModified());
    if (verdict == ReadConditions.Verdict.FAILED) {
      throw S3Error.PRECONDITION_FAILED
          .exception()
          .with("Condition", conditions.ifMatch().isPresent() ? "If-Match" : "If-Unmodified-Since");
    }
    return verdict;
  }

  private S3Exception outOfRange() {
    return S3Error.INVALID_RANGE.exception().with("ActualObjectSize", Long.toString(info.size()));
  }

  private String contentRange() {
    long last = slice.position() + slice.length() - 1;
    return "bytes " + slice.position() + "-" + last + "/" + info.size();
  }

  /// The checksums that the bytes of the answer can be verified with.
  private void addChecksums(Headers.Builder headers, S3Request request) throws IOException {
    if (slice.length() == info.size() && (!selection.isPart() || info.partCount() == 0)) {
      ChecksumText.add(headers, info.checksums(), info.partCount());
    } else if (selection.isPart()) {
      for (PartInfo part : request.multipartStore().parts(request.key())) {
        if (selection.selects(part.number()) && part.size() == slice.length()) {
          ChecksumText.addPart(headers, part.checksums());
          // What the object's own checksum is of: S3 says so even where it sends a part's.
          ChecksumText.addType(headers, info.checksums());
        }
      }
    }
  }
}
