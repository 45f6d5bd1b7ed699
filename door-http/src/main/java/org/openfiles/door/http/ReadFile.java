package org.openfiles.door.http;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileHandle;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.core.Slice;
import org.openfiles.http.Headers;
import org.openfiles.http.HttpDate;
import org.openfiles.http.ReadConditions;
import org.openfiles.http.Response;

/// `GET /v1/read`: the bytes of a file, or a part of them.
///
/// `Range` is HTTP's: a range that begins past the end is an error, 416. `offset` and `len` are
/// those of `pread()`: past the end there are no bytes.
final class ReadFile implements Endpoint {
  @Override
  public Response answer(FilesRequest request) throws IOException {
    FileHandle handle = request.tree().open(request.find().inode());
    try {
      Attributes file = request.tree().attributes(handle.inode());
      Response answer = answer(request, handle, file);
      if (answer.status() != 200 && answer.status() != 206) {
        handle.close();
      }
      return answer;
    } catch (IOException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  private static Response answer(FilesRequest request, FileHandle handle, Attributes file)
      throws IOException {
    String etag = FileVersion.of(file).value();
    Headers.Builder headers =
        Headers.builder()
            .add("ETag", FileVersion.of(file).quoted())
            .add("Last-Modified", HttpDate.format(file.modified()))
            .add("Accept-Ranges", "bytes");
    switch (ReadConditions.of(request.headers()).judge(etag, file.modified())) {
      case FAILED ->
          throw new PreconditionFailedException(request.path(), "it is another version: " + etag);
      case NOT_MODIFIED -> {
        return Response.of(304, headers.build());
      }
      case READ -> {}
    }
    // No type is known here; browsers must not guess one and run it.
    headers.add("Content-Type", "application/octet-stream");
    headers.add("X-Content-Type-Options", "nosniff");
    Optional<Slice> part = part(request, file.size());
    if (part.isPresent()) {
      return Response.of(200, headers.build(), HandleBody.of(handle, part.get()));
    }
    return new RangeAnswer(request, file, etag).of(handle, headers);
  }

  /// What `offset` and `len` ask for.
  private static Optional<Slice> part(FilesRequest request, long size) throws ProblemException {
    Optional<Long> offset = request.parameters().number("offset");
    Optional<Long> length = request.parameters().number("len");
    if (offset.isEmpty() && length.isEmpty()) {
      return Optional.empty();
    }
    if (request.headers().contains("Range")) {
      throw ProblemException.badRequest("give a Range header or offset and len, not both");
    }
    long from = Math.min(offset.orElse(0L), size);
    return Optional.of(new Slice(from, Math.min(length.orElse(Long.MAX_VALUE), size - from)));
  }
}
