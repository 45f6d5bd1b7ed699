package org.openfiles.server.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables that `${NAME}` in a text of a configuration stands for, so that secrets need not
/// stand in the file.
///
/// @param variables empty where such texts mean themselves
public record Environment(Optional<Map<String, String>> variables) {
  /// No text is changed.
  public static final Environment VERBATIM = new Environment(Optional.empty());

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  public static Environment of(Map<String, String> variables) {
    return new Environment(Optional.of(Map.copyOf(variables)));
  }

  /// The text with the values in place. The exception says what is wrong, without its place.
  String expand(String text) throws ConfigurationException {
    if (variables.isEmpty() || text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      String name = reference.group(1);
      String value = variables.get().get(name);
      if (value == null) {
        throw new ConfigurationException(
            "names the environment variable " + name + ", which is not set");
      }
      reference.appendReplacement(expanded, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(expanded).toString();
  }
}
