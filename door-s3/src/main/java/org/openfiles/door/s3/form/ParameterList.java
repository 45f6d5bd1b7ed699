package org.openfiles.door.s3.form;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openfiles.door.s3.error.S3Error;
import org.openfiles.door.s3.error.S3Exception;

/// A header value with parameters: `form-data; name="key"; filename="a\"b.txt"`.
///
/// @param parameters by their names in lower case
record ParameterList(String value, Map<String, String> parameters) {

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  static ParameterList parse(String header) throws S3Exception {
    int end = header.indexOf(';');
    if (end < 0) {
      return new ParameterList(header.strip(), Map.of());
    }
    Map<String, String> parameters = new HashMap<>();
    int at = end;
    while (at < header.length()) {
      int equals = header.indexOf('=', at + 1);
      if (equals < 0) {
        break;
      }
      String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder value = new StringBuilder();
      at = value(header, equals + 1, value);
      parameters.putIfAbsent(name, value.toString());
      if (at < header.length() && header.charAt(at) != ';') {
        throw S3Error.MALFORMED_POST_REQUEST.exception();
      }
    }
    return new ParameterList(header.substring(0, end).strip(), parameters);
  }

  /// Reads a token or a quoted string, and says where it and the blanks after it end.
  ///
  /// Browsers escape a quote as `%22` (HTML, "multipart/form-data") and other clients as `\"`; a
  /// backslash before anything else is itself, since it may be of a path on Windows.
  private static int value(String header, int from, StringBuilder target) throws S3Exception {
    int at = from;
    if (at >= header.length() || header.charAt(at) != '"') {
      int end = header.indexOf(';', at);
      end = end < 0 ? header.length() : end;
      target.append(header.substring(at, end).strip());
      return end;
    }
    at++;
    while (at < header.length() && header.charAt(at) != '"') {
      boolean escape =
          header.charAt(at) == '\\' && at + 1 < header.length() && header.charAt(at + 1) == '"';
      // The last quote ends the value: a path may end in a backslash.
      if (escape && header.indexOf('"', at + 2) >= 0) {
        at++;
      }
      target.append(header.charAt(at));
      at++;
    }
    if (at >= header.length()) {
      throw S3Error.MALFORMED_POST_REQUEST.exception();
    }
    at++;
    while (at < header.length() && header.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
