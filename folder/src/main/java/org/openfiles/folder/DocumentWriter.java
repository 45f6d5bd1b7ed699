package org.openfiles.folder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.Checksum;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes documents as compact JSON; `docs/folder-format.md` describes it.
final class DocumentWriter {
  /// Stands in the attribute when the document is in a sidecar.
  static final byte[] SPILLED = "{\"v\":1,\"spilled\":true}".getBytes(StandardCharsets.UTF_8);

  private static final JsonFactory JSON = new JsonFactory();

  private DocumentWriter() {}

  interface Body {
    void write(JsonGenerator json);
  }

  static byte[] write(Document document) {
    return write(document, Optional.empty());
  }

  /// @param key whose object it belongs to, for a sidecar
  static byte[] write(Document document, Optional<Key> key) {
    return json(
        json -> {
          key.ifPresent(name -> json.writeStringProperty("key", name.value()));
          document.facts().ifPresent(facts -> facts(json, facts));
          metadata(json, document.metadata());
        });
  }

  /// The parts alone, for the sidecar that they are kept apart in.
  static byte[] write(List<PartInfo> parts, Optional<Key> key) {
    return json(
        json -> {
          key.ifPresent(name -> json.writeStringProperty("key", name.value()));
          parts(json, parts);
        });
  }

  /// A JSON object with its version and a body.
  static byte[] json(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("v", 1);
      body.write(json);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  static void metadata(JsonGenerator json, ObjectMetadata metadata) {
    map(json, "headers", metadata.headers());
    map(json, "user", metadata.user());
    map(json, "tags", metadata.tags());
    map(json, "properties", metadata.properties());
  }

  static void map(JsonGenerator json, String name, Map<String, String> map) {
    if (map.isEmpty()) {
      return;
    }
    json.writeName(name);
    json.writeStartObject();
    map.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private static void facts(JsonGenerator json, Facts facts) {
    json.writeStringProperty("etag", facts.etag().value());
    Identity identity = facts.identity();
    json.writeNumberProperty("size", identity.size());
    json.writeNumberProperty("inode", identity.inode());
    json.writeNumberProperty("mtime", identity.modifiedNanos());
    if (identity.alsoModifiedNanos() != identity.modifiedNanos()) {
      json.writeNumberProperty("mtimeAlso", identity.alsoModifiedNanos());
    }
    checksums(json, facts.checksums());
    if (facts.partCount() > 0) {
      json.writeNumberProperty("partCount", facts.partCount());
      parts(json, facts.parts());
    }
    facts.upload().ifPresent(id -> json.writeStringProperty("upload", id.value()));
  }

  private static void parts(JsonGenerator json, List<PartInfo> parts) {
    if (parts.isEmpty()) {
      return;
    }
    json.writeName("parts");
    json.writeStartArray();
    for (PartInfo part : parts) {
      json.writeStartObject();
      json.writeNumberProperty("number", part.number());
      json.writeNumberProperty("size", part.size());
      json.writeStringProperty("etag", part.etag().value());
      json.writeNumberProperty("mtime", Nanos.of(part.lastModified()));
      checksums(json, part.checksums());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void checksums(JsonGenerator json, List<Checksum> checksums) {
    if (checksums.isEmpty()) {
      return;
    }
    json.writeName("checksums");
    json.writeStartArray();
    for (Checksum checksum : checksums) {
      json.writeStartArray();
      json.writeString(checksum.algorithm().name());
      json.writeString(checksum.base64());
      json.writeString(checksum.scope().name());
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
