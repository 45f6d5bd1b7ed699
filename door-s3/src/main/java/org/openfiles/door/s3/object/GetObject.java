package org.openfiles.door.s3.object;

import java.io.IOException;
import org.openfiles.core.ByteRange;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.RangeException;
import org.openfiles.door.s3.request.Access;
import org.openfiles.door.s3.request.Endpoint;
import org.openfiles.door.s3.request.S3Request;
import org.openfiles.door.s3.request.VersionIds;
import org.openfiles.http.ReadConditions;
import org.openfiles.http.Response;

/// GetObject: conditions are judged before the range, and both against the one version whose bytes
/// are sent.
public final class GetObject implements Endpoint {
  private final Access access;

  public GetObject(Access access) {
    this.access = access;
  }

  @Override
  public Response answer(S3Request request) throws IOException {
    VersionIds.requireNull(request.query());
    ResponseOverrides overrides = ResponseOverrides.of(request, access);
    ReadSelection selection = ReadSelection.of(request);
    ReadConditions conditions = ReadConditions.of(request.headers());
    ObjectReader reader;
    try {
      reader = open(request, selection.range());
    } catch (RangeException e) {
      return ReadAnswer.unsatisfiable(e.info(), conditions, selection);
    }
    try {
      ObjectInfo info = reader.info();
      if (!selection.holdsFor(info)) {
        reader.close();
        selection = ReadSelection.all();
        reader = open(request, ByteRange.ALL);
      }
      ReadAnswer answer = new ReadAnswer(reader.info(), reader.slice(), selection);
      Response head = answer.head(request, conditions, overrides);
      if (head.status() == 304) {
        reader.close();
        return head;
      }
      return head.withBody(ObjectBody.of(reader));
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static ObjectReader open(S3Request request, ByteRange range) throws IOException {
    return request.store().get(request.key(), range, Precondition.NONE);
  }
}
