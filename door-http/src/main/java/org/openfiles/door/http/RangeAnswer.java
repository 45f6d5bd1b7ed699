package org.openfiles.door.http;

import java.time.Instant;
import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Slice;
import org.openfiles.http.EntityTags;
import org.openfiles.http.Headers;
import org.openfiles.http.HttpDate;
import org.openfiles.http.RangeHeader;
import org.openfiles.http.Response;

/// The bytes that the `Range` header asks for (RFC 9110 section 14), or all of them.
record RangeAnswer(FilesRequest request, Attributes file, String etag) {

  Response of(FileHandle handle, Headers.Builder headers) throws ProblemException {
    Optional<RangeHeader> range =
        request.headers().first("Range").filter(_ -> isAboutThis()).flatMap(RangeHeader::parse);
    if (range.isEmpty()) {
      return Response.of(200, headers.build(), HandleBody.of(handle, new Slice(0, file.size())));
    }
    Slice slice = slice(range.get());
    long last = slice.position() + slice.length() - 1;
    headers.add("Content-Range", "bytes " + slice.position() + "-" + last + "/" + file.size());
    return Response.of(206, headers.build(), HandleBody.of(handle, slice));
  }

  /// Whether `If-Range` names this version; if not, all of it is sent.
  private boolean isAboutThis() {
    Optional<String> header = request.headers().first("If-Range");
    if (header.isEmpty()) {
      return true;
    }
    Optional<Instant> date = HttpDate.parse(header.get());
    return date.isPresent()
        ? date.get().getEpochSecond() == file.modified().getEpochSecond()
        : EntityTags.parse(header.get()).match(etag);
  }

  private Slice slice(RangeHeader range) throws ProblemException {
    long size = file.size();
    Slice slice =
        switch (range) {
          case RangeHeader.Between(long first, long last) ->
              new Slice(first, first >= size ? 0 : Math.min(last, size - 1) - first + 1);
          case RangeHeader.Last(long length) ->
              new Slice(size - Math.min(length, size), Math.min(length, size));
        };
    if (slice.length() == 0) {
      throw new ProblemException(
          ProblemType.BAD_RANGE,
          "the file has " + size + " bytes",
          Headers.of("Content-Range", "bytes */" + size));
    }
    return slice;
  }
}
