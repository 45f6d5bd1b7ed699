package org.openfiles.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openfiles.core.Change;

/// A change as a JSON object, and as a server-sent event.
final class ChangeDocument {
  private ChangeDocument() {}

  static Map<String, Object> of(Change change) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("sequence", change.sequence());
    members.put("time", change.time().toString());
    members.put("change", kind(change));
    members.put("path", change.path());
    change.target().ifPresent(target -> members.put("target", target));
    change.version().ifPresent(version -> members.put("object_etag", version.value()));
    if (!change.caller().door().isEmpty()) {
      members.put("door", change.caller().door());
    }
    if (!change.caller().principal().isEmpty()) {
      members.put("principal", change.caller().principal());
    }
    return members;
  }

  static byte[] event(Change change) {
    return "id: %d\nevent: %s\ndata: %s\n\n"
        .formatted(change.sequence(), kind(change), new String(Json.bytes(of(change)), UTF_8))
        .getBytes(UTF_8);
  }

  private static String kind(Change change) {
    return change.kind().name().toLowerCase(Locale.ROOT);
  }
}
