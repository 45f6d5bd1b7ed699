package org.openfiles.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One table of a configuration file, read strictly: every key must be asked for, of the right
/// type, or [#close] refuses the file with the line and the nearest name that would have been
/// right.
final class Table implements AutoCloseable {
  private final SourceText source;
  private final Environment environment;
  private final String path;
  private final Map<?, ?> values;
  private final TreeSet<String> known = new TreeSet<>();

  Table(SourceText source, Environment environment, String path, Map<?, ?> values) {
    this.source = source;
    this.environment = environment;
    this.path = path;
    this.values = values;
  }

  Optional<String> text(String key) throws ConfigurationException {
    Optional<String> text = take(key, String.class, "a text in quotes");
    return text.isEmpty() ? text : Optional.of(expanded(key, text.get()));
  }

  String requiredText(String key) throws ConfigurationException {
    String value = text(key).orElseThrow(() -> missing(key));
    if (value.isBlank()) {
      throw at(key, "must not be empty");
    }
    return value;
  }

  Optional<Boolean> flag(String key) throws ConfigurationException {
    return take(key, Boolean.class, "true or false");
  }

  Optional<Integer> integer(String key, int least, int most) throws ConfigurationException {
    Optional<Number> number = take(key, Number.class, "a whole number");
    if (number.isEmpty()) {
      return Optional.empty();
    }
    Number value = number.get();
    if (value instanceof Double || value.longValue() < least || value.longValue() > most) {
      throw at(key, "must be a whole number from " + least + " to " + most + ", not " + value);
    }
    return Optional.of(value.intValue());
  }

  /// A whole number that may be larger than an `int`.
  Optional<Long> whole(String key, long least, long most) throws ConfigurationException {
    Optional<Number> number = take(key, Number.class, "a whole number");
    if (number.isEmpty()) {
      return Optional.empty();
    }
    boolean whole = number.get() instanceof Integer || number.get() instanceof Long;
    if (!whole || number.get().longValue() < least || number.get().longValue() > most) {
      String range =
          most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
      throw at(key, "must be a whole number " + range + ", not " + number.get());
    }
    return Optional.of(number.get().longValue());
  }

  List<String> texts(String key) throws ConfigurationException {
    List<String> texts = new ArrayList<>();
    for (Object element : take(key, List.class, "a list of texts").orElse(List.of())) {
      if (!(element instanceof String text)) {
        throw at(key, "must be a list of texts");
      }
      texts.add(expanded(key, text));
    }
    return texts;
  }

  Optional<Table> table(String key) throws ConfigurationException {
    return take(key, Map.class, "a table")
        .map(map -> new Table(source, environment, join(key), map));
  }

  List<Table> tables(String key) throws ConfigurationException {
    List<Table> tables = new ArrayList<>();
    for (Object element : take(key, List.class, "a list of tables").orElse(List.of())) {
      if (!(element instanceof Map<?, ?> map)) {
        throw at(key, "must be a list of tables");
      }
      tables.add(new Table(source, environment, join(key) + "[" + tables.size() + "]", map));
    }
    return tables;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// A table that was left out.
  Table empty(String key) {
    return new Table(source, environment, join(key), Map.of());
  }

  /// A fault of the value of one key, with its place.
  ConfigurationException at(String key, String problem) {
    return new ConfigurationException(source.place(path, key) + ": `" + key + "` " + problem);
  }

  ConfigurationException missing(String key) {
    String where = path.isEmpty() ? "" : " in " + path;
    return new ConfigurationException(source.name() + ": `" + key + "` is missing" + where);
  }

  /// Refuses what was not asked for.
  @Override
  public void close() throws ConfigurationException {
    for (Object key : values.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        String hint =
            NearestName.of(name, known).map(n -> " (did you mean `" + n + "`?)").orElse("");
        throw new ConfigurationException(
            source.place(path, name) + ": unknown key `" + name + "`" + hint);
      }
    }
  }

  private String expanded(String key, String text) throws ConfigurationException {
    try {
      return environment.expand(text);
    } catch (ConfigurationException e) {
      throw at(key, e.problem());
    }
  }

  private <T> Optional<T> take(String key, Class<T> type, String wanted)
      throws ConfigurationException {
    known.add(key);
    @Nullable Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw at(key, "must be " + wanted);
    }
    return Optional.of(type.cast(value));
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
