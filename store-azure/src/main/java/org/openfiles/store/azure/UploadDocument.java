package org.openfiles.store.azure;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;

/// An upload under way, as the JSON text of its record.
final class UploadDocument {
  private UploadDocument() {}

  static String json(Upload upload) {
    ObjectMetadata metadata = upload.metadata();
    return new JsonMap(
            Map.of(
                "key", upload.key().value(),
                "started", upload.started().toString(),
                "headers", metadata.headers(),
                "user", metadata.user(),
                "tags", metadata.tags(),
                "properties", metadata.properties(),
                "attributes", upload.attributes()))
        .json();
  }

  /// The upload; empty when the text is none of ours.
  static Optional<Upload> parse(UploadId id, String json) {
    return JsonMap.parse(json).flatMap(map -> upload(id, map));
  }

  private static Optional<Upload> upload(UploadId id, JsonMap map) {
    Optional<String> key = map.text("key");
    Optional<Instant> started = map.text("started").flatMap(UploadDocument::instant);
    return key.isEmpty() || started.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Upload(
                id,
                new Key(key.get()),
                started.get(),
                new ObjectMetadata(
                    map.map("headers").orElse(Map.of()),
                    map.map("user").orElse(Map.of()),
                    map.map("tags").orElse(Map.of()),
                    map.map("properties").orElse(Map.of())),
                map.map("attributes").orElse(Map.of())));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
