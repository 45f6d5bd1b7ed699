package org.openfiles.store.azure;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A JSON object whose members are texts, numbers, lists of texts, and objects of texts. What has
/// another shape is absent: others may have written it.
record JsonMap(Map<String, Object> members) {

  static Optional<JsonMap> parse(String text) {
    try (JsonReader reader = JsonProviders.createReader(text)) {
      return reader.readUntyped() instanceof Map<?, ?> map
          ? Optional.of(new JsonMap(members(map)))
          : Optional.empty();
    } catch (IOException | RuntimeException _) {
      // Whatever somebody else keeps under our name is not ours.
      return Optional.empty();
    }
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = JsonProviders.createWriter(text)) {
      writer.writeUntyped(members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  Optional<String> text(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  int number(String name) {
    return members.get(name) instanceof Number number ? number.intValue() : 0;
  }

  List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  Optional<Map<String, String>> map(String name) {
    return members.get(name) instanceof Map<?, ?> map ? Optional.of(texts(map)) : Optional.empty();
  }

  private static Map<String, Object> members(Map<?, ?> map) {
    Map<String, Object> members = new TreeMap<>();
    map.forEach((name, value) -> put(members, String.valueOf(name), value));
    return members;
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  private static Map<String, String> texts(Map<?, ?> map) {
    Map<String, String> texts = new TreeMap<>();
    map.forEach(
        (name, value) -> {
          if (value instanceof String text) {
            texts.put(String.valueOf(name), text);
          }
        });
    return texts;
  }
}
