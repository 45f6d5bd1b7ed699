package org.openfiles.door.s3.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openfiles.door.s3.error.S3Exception;

/// The decoded parameters of a query; the first one of a name counts.
final class QueryParameters {
  private final Map<String, String> values = new HashMap<>();

  private QueryParameters() {}

  static QueryParameters parse(String rawQuery) throws S3Exception {
    QueryParameters parameters = new QueryParameters();
    int from = 0;
    while (from < rawQuery.length()) {
      int end = rawQuery.indexOf('&', from);
      if (end < 0) {
        end = rawQuery.length();
      }
      int equals = rawQuery.indexOf('=', from);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      String value = nameEnd == end ? "" : UriCoding.decode(rawQuery, nameEnd + 1, end);
      parameters.values.putIfAbsent(UriCoding.decode(rawQuery, from, nameEnd), value);
      from = end + 1;
    }
    return parameters;
  }

  Optional<String> first(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean contains(String name) {
    return values.containsKey(name);
  }
}
