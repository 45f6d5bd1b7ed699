package org.openfiles.door.http;

import java.util.Set;

/// A method and a word after `/v1/`, and what may follow.
///
/// @param parameters those of the query string, beside `volume`
record Route(String method, String verb, PathUse path, Set<String> parameters, Endpoint endpoint) {
  enum PathUse {
    /// The route has no path.
    NONE,
    /// Without a path it is about the root.
    OPTIONAL,
    REQUIRED
  }

  boolean accepts(String given) {
    return given.equals(method) || (given.equals("HEAD") && method.equals("GET"));
  }
}
