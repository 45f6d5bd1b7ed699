package org.openfiles.door.s3.object;

import java.io.IOException;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.RangeException;
import org.openfiles.core.Slice;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.VersionIds;
import org.openfiles.http.ReadConditions;
import org.openfiles.http.Response;

/// HeadObject: the head of what GetObject would answer, without opening the object where its bytes
/// do not matter.
public final class HeadObject implements Endpoint {
  private final Access access;

  public HeadObject(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    VersionIds.requireNull(request.query());
    ResponseOverrides overrides = ResponseOverrides.of(request, access);
    ReadConditions conditions = ReadConditions.of(request.headers());
    ReadSelection selection = ReadSelection.of(request);
    ReadAnswer answer;
    try {
      answer = select(request, selection);
    } catch (RangeException e) {
      return ReadAnswer.unsatisfiable(e.info(), conditions, selection);
    }
    Response head = answer.head(request, conditions, overrides);
    return head.status() == 304
        ? head
        : head.withHeader("Content-Length", Long.toString(answer.slice().length()));
  }

  private static ReadAnswer select(S3Request request, ReadSelection selection) throws IOException {
    if (!selection.isWhole()) {
      try (ObjectReader reader =
          request.store().get(request.key(), selection.range(), Precondition.NONE)) {
        if (selection.holdsFor(reader.info())) {
          return new ReadAnswer(reader.info(), reader.slice(), selection);
        }
      }
    }
    ObjectInfo info = request.store().head(request.key());
    return new ReadAnswer(info, new Slice(0, info.size()), ReadSelection.all());
  }
}
