package org.openfiles.door.http;

import java.io.IOException;
import org.openfiles.http.Response;

/// Answers the requests of one route.
interface Endpoint {
  Response answer(FilesRequest request) throws IOException;
}
