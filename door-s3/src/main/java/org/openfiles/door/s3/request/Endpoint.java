package org.openfiles.door.s3.request;

import java.io.IOException;
import org.openfiles.http.Response;

/// Answers the requests of one [Operation]. They are authenticated, allowed, and of the volume that
/// they name; a fault is thrown, and becomes an error document.
@FunctionalInterface
public interface Endpoint {
  Response answer(S3Request request) throws IOException;
}
