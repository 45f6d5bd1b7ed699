package org.openfiles.door.http;

import java.io.IOException;
import org.openfiles.core.Attributes;
import org.openfiles.http.Response;

/// `GET /v1/stat`: what is known of an entry.
final class StatEntry implements Endpoint {
  @Override
  public Response answer(FilesRequest request) throws IOException {
    Attributes entry = request.find();
    return Json.answer(200, EntryDocument.of(request.tree(), request.path(), entry));
  }
}
