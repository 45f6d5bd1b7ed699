package org.openfiles.folder;

import java.util.HashMap;
import java.util.Map;
import org.openfiles.core.Key;
import org.openfiles.core.Upload;
import org.openfiles.core.UploadId;
import tools.jackson.core.JsonParser;

/// The file that says what an upload is for.
final class UploadDocument {
  private String key = "";
  private long started;
  private final Map<String, Map<String, String>> maps = new HashMap<>();

  private UploadDocument() {}

  static byte[] write(Upload upload) {
    return DocumentWriter.json(
        json -> {
          json.writeStringProperty("key", upload.key().value());
          json.writeNumberProperty("started", Nanos.of(upload.started()));
          DocumentWriter.metadata(json, upload.metadata());
          DocumentWriter.map(json, "attributes", upload.attributes());
        });
  }

  static Upload read(UploadId id, byte[] bytes) throws MalformedDocumentException {
    UploadDocument document = new UploadDocument();
    DocumentReader.eachProperty(bytes, document::property);
    if (document.key.isEmpty()) {
      throw new MalformedDocumentException("an upload without a key", null);
    }
    return new Upload(
        id,
        new Key(document.key),
        Nanos.instant(document.started),
        DocumentReader.metadata(document.maps),
        document.maps.getOrDefault("attributes", Map.of()));
  }

  private void property(String name, JsonParser json) {
    switch (name) {
      case "key" -> key = json.getString();
      case "started" -> started = json.getLongValue();
      case "headers", "user", "tags", "properties", "attributes" ->
          maps.put(name, DocumentReader.map(json));
      default -> json.skipChildren();
    }
  }
}
