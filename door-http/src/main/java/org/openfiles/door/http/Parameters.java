package org.openfiles.door.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openfiles.http.PercentCode;

/// The parameters of a query string, decoded once. One that appears twice is refused.
record Parameters(Map<String, String> values) {

  static Parameters parse(String raw) throws ProblemException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (values.put(name, value) != null) {
        throw ProblemException.badRequest("the parameter " + name + " is given twice");
      }
    }
    return new Parameters(values);
  }

  private static String decode(String encoded) throws ProblemException {
    return PercentCode.decodeForm(encoded)
        .orElseThrow(() -> ProblemException.badRequest("a broken escape in the query"));
  }

  /// Refuses what the route doesn't know.
  void requireKnown(Set<String> known) throws ProblemException {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw ProblemException.badRequest(
            "unknown parameter %s; this route knows %s".formatted(name, new TreeSet<>(known)));
      }
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// `?name`, `?name=true` or `?name=1`.
  boolean flag(String name) throws ProblemException {
    return switch (values.getOrDefault(name, "false")) {
      case "", "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw ProblemException.badRequest(name + " has to be true or false");
    };
  }

  /// A whole number, not negative.
  Optional<Long> number(String name) throws ProblemException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.get().matches("[0-9]{1,18}")) {
      throw ProblemException.badRequest(name + " has to be a whole number, not " + text.get());
    }
    return Optional.of(Long.parseLong(text.get()));
  }
}
