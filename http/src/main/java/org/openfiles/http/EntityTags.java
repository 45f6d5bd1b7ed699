package org.openfiles.http;

import java.util.ArrayList;
import java.util.List;

/// The value of `If-Match` or `If-None-Match`: `*`, or a list of entity tags (RFC 9110 section
/// 13.1). Tags without their quotes are taken too.
public record EntityTags(boolean any, List<Tag> tags) {

  /// One tag of the list.
  public record Tag(String value, boolean weak) {}

  public EntityTags {
    tags = List.copyOf(tags);
  }

  public static EntityTags parse(String header) {
    String text = header.strip();
    if (text.equals("*") || text.equals("\"*\"")) {
      return new EntityTags(true, List.of());
    }
    List<Tag> tags = new ArrayList<>(1);
    int position = 0;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == ',' || c == ' ' || c == '\t') {
        position++;
        continue;
      }
      boolean weak = text.startsWith("W/", position);
      if (weak) {
        position += 2;
      }
      boolean quoted = position < text.length() && text.charAt(position) == '"';
      int end = text.indexOf(quoted ? '"' : ',', quoted ? position + 1 : position);
      if (end < 0) {
        end = text.length();
      }
      tags.add(new Tag(text.substring(quoted ? position + 1 : position, end).strip(), weak));
      position = end + 1;
    }
    return new EntityTags(false, tags);
  }

  /// Whether the list names this very version, given without quotes (strong comparison).
  public boolean match(String etag) {
    return any || tags.stream().anyMatch(tag -> !tag.weak() && tag.value().equals(etag));
  }

  /// Whether the list names this version or one as good (weak comparison).
  public boolean matchWeakly(String etag) {
    return any || tags.stream().anyMatch(tag -> tag.value().equals(etag));
  }
}
