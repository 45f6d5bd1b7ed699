package org.openfiles.door.s3.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;
import org.openfiles.http.PercentCode;

/// The parameters of a query string, decoded, in order. A name that appears twice is refused: it
/// would mean one thing to whoever signed it and another to us.
public final class Query {
  private static final Query EMPTY = new Query(List.of(), List.of());

  private final List<String> names;
  private final List<String> values;

  private Query(List<String> names, List<String> values) {
    this.names = names;
    this.values = values;
  }

  public static Query parse(String raw) throws S3Exception {
    if (raw.isEmpty()) {
      return EMPTY;
    }
    List<String> names = new ArrayList<>(8);
    List<String> values = new ArrayList<>(8);
    for (int start = 0; start <= raw.length(); ) {
      int end = raw.indexOf('&', start);
      if (end < 0) {
        end = raw.length();
      }
      if (end > start) {
        int equals = raw.indexOf('=', start);
        boolean valued = equals >= 0 && equals < end;
        String name = decode(raw.substring(start, valued ? equals : end));
        if (names.contains(name)) {
          throw S3Error.INVALID_ARGUMENT.exception("A query parameter appears twice: " + name);
        }
        names.add(name);
        values.add(valued ? decode(raw.substring(equals + 1, end)) : "");
      }
      start = end + 1;
    }
    return new Query(names, values);
  }

  private static String decode(String encoded) throws S3Exception {
    return PercentCode.decodeForm(encoded).orElseThrow(() -> S3Error.INVALID_URI.exception());
  }

  public boolean has(String name) {
    return names.contains(name);
  }

  public Optional<String> first(String name) {
    int index = names.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values.get(index));
  }

  /// The value, where it is more than nothing.
  public Optional<String> nonEmpty(String name) {
    return first(name).filter(value -> !value.isEmpty());
  }

  public List<String> names() {
    return names;
  }
}
