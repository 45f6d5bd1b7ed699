package org.openfiles.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The fields of a message: an immutable multi-map, in order, whose names ignore case.
///
/// On the wire a value is bytes. A received value is read as UTF-8 where it is valid UTF-8, else as
/// ISO-8859-1 (so both spellings of `é` read alike); a sent value is written as UTF-8. Control
/// characters, and so line breaks, are refused in values, and anything but a token in names.
public final class Headers {
  public static final Headers EMPTY = new Headers(new String[0]);

  private final String[] pairs;

  private Headers(String[] pairs) {
    this.pairs = pairs;
  }

  /// Of names and values in turn.
  public static Headers of(String... namesAndValues) {
    Builder builder = builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  public static Builder builder() {
    return new Builder(new ArrayList<>(16));
  }

  /// A builder that starts with these.
  public Builder toBuilder() {
    Builder builder = new Builder(new ArrayList<>(pairs.length + 8));
    builder.pairs.addAll(Arrays.asList(pairs));
    return builder;
  }

  /// Of names and values that the parser has checked already; the array is not copied.
  static Headers trusted(String[] pairs) {
    return pairs.length == 0 ? EMPTY : new Headers(pairs);
  }

  public Optional<String> first(String name) {
    return Optional.ofNullable(firstOrNull(name));
  }

  @Nullable String firstOrNull(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equalsIgnoreCase(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /// Every value of that name, in order; lists inside a value are not split.
  public List<String> all(String name) {
    List<String> values = List.of();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equalsIgnoreCase(name)) {
        values = appended(values, pairs[i + 1]);
      }
    }
    return values;
  }

  /// Most fields come at most once, which costs no array.
  private static List<String> appended(List<String> values, String value) {
    if (values.isEmpty()) {
      return List.of(value);
    }
    List<String> more = new ArrayList<>(values);
    more.add(value);
    return more;
  }

  public boolean contains(String name) {
    return firstOrNull(name) != null;
  }

  /// Every name once, in the spelling that came first, ordered without regard to case.
  public Set<String> names() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < pairs.length; i += 2) {
      names.add(pairs[i]);
    }
    return names;
  }

  /// Each field in order, its name as it was spelled.
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (int i = 0; i < pairs.length; i += 2) {
      action.accept(pairs[i], pairs[i + 1]);
    }
  }

  /// How many fields there are.
  public int size() {
    return pairs.length / 2;
  }

  String name(int index) {
    return pairs[2 * index];
  }

  String value(int index) {
    return pairs[2 * index + 1];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Headers headers && Arrays.equals(pairs, headers.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  /// Collects fields.
  public static final class Builder {
    private final List<String> pairs;

    private Builder(List<String> pairs) {
      this.pairs = pairs;
    }

    /// Appends a field.
    ///
    /// @throws IllegalArgumentException when the name is no token or the value has control
    ///   characters
    public Builder add(String name, String value) {
      HeaderSyntax.requireName(name);
      HeaderSyntax.requireValue(name, value);
      pairs.add(name);
      pairs.add(value);
      return this;
    }

    public Builder addAll(Headers headers) {
      pairs.addAll(Arrays.asList(headers.pairs));
      return this;
    }

    /// Puts a field in place of all of that name.
    ///
    /// @throws IllegalArgumentException when the name is no token or the value has control
    ///   characters
    public Builder set(String name, String value) {
      return remove(name).add(name, value);
    }

    public Builder remove(String name) {
      for (int i = pairs.size() - 2; i >= 0; i -= 2) {
        if (pairs.get(i).equalsIgnoreCase(name)) {
          pairs.subList(i, i + 2).clear();
        }
      }
      return this;
    }

    public Headers build() {
      return trusted(pairs.toArray(String[]::new));
    }
  }
}
