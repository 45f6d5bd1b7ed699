package org.openfiles.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.PartInfo;
import org.openfiles.core.UploadId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads what [DocumentWriter] writes. Names that it doesn't know are skipped, so that a later
/// version may add some.
final class DocumentReader {
  private static final JsonFactory JSON = new JsonFactory();

  private boolean spilled;
  private @Nullable String key;
  private @Nullable String etag;
  private long size;
  private long inode;
  private long modified;
  private @Nullable Long alsoModified;
  private int partCount;
  private List<Checksum> checksums = List.of();
  private List<PartInfo> parts = List.of();
  private @Nullable String upload;
  private final Map<String, Map<String, String>> maps = new LinkedHashMap<>();

  private DocumentReader() {}

  /// The document; empty when it says that it is in a sidecar.
  static Optional<Document> read(byte[] bytes) throws MalformedDocumentException {
    DocumentReader reader = new DocumentReader();
    reader.parse(bytes);
    return reader.spilled ? Optional.empty() : Optional.of(reader.document());
  }

  /// The parts alone.
  static List<PartInfo> readParts(byte[] bytes) throws MalformedDocumentException {
    DocumentReader reader = new DocumentReader();
    reader.parse(bytes);
    return reader.parts;
  }

  /// The key that a sidecar says it belongs to.
  static Optional<Key> readKey(byte[] bytes) throws MalformedDocumentException {
    DocumentReader reader = new DocumentReader();
    reader.parse(bytes);
    return Optional.ofNullable(reader.key).map(Key::new);
  }

  private void parse(byte[] bytes) throws MalformedDocumentException {
    eachProperty(bytes, this::property);
  }

  interface Property {
    void read(String name, JsonParser json);
  }

  /// Shows every property of a JSON object; who is shown one has to consume its value.
  static void eachProperty(byte[] bytes, Property property) throws MalformedDocumentException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedDocumentException("not a JSON object", null);
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        property.read(name, json);
      }
      if (json.currentToken() != JsonToken.END_OBJECT) {
        throw new MalformedDocumentException("ends too early", null);
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw new MalformedDocumentException("not the metadata of an object", e);
    }
  }

  private void property(String name, JsonParser json) {
    switch (name) {
      case "spilled" -> spilled = json.getValueAsBoolean();
      case "key" -> key = json.getString();
      case "etag" -> etag = json.getString();
      case "size" -> size = json.getLongValue();
      case "inode" -> inode = json.getLongValue();
      case "mtime" -> modified = json.getLongValue();
      case "mtimeAlso" -> alsoModified = json.getLongValue();
      case "partCount" -> partCount = json.getIntValue();
      case "checksums" -> checksums = checksums(json);
      case "parts" -> parts = parts(json);
      case "upload" -> upload = json.getString();
      case "headers", "user", "tags", "properties" -> maps.put(name, map(json));
      default -> json.skipChildren();
    }
  }

  private Document document() {
    ObjectMetadata metadata = metadata(maps);
    if (etag == null) {
      return new Document(metadata, Optional.empty());
    }
    Identity identity =
        new Identity(size, inode, modified, alsoModified == null ? modified : alsoModified);
    Facts facts =
        new Facts(
            identity,
            new ETag(etag),
            checksums,
            partCount,
            parts,
            Optional.ofNullable(upload).map(UploadId::new));
    return new Document(metadata, Optional.of(facts));
  }

  static ObjectMetadata metadata(Map<String, Map<String, String>> maps) {
    return new ObjectMetadata(
        maps.getOrDefault("headers", Map.of()),
        maps.getOrDefault("user", Map.of()),
        maps.getOrDefault("tags", Map.of()),
        maps.getOrDefault("properties", Map.of()));
  }

  static Map<String, String> map(JsonParser json) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      map.put(name, json.getString());
    }
    return map;
  }

  private static List<Checksum> checksums(JsonParser json) {
    List<Checksum> checksums = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_ARRAY) {
      String algorithm = json.nextStringValue();
      String value = json.nextStringValue();
      String scope = json.nextStringValue();
      json.nextToken();
      checksums.add(
          new Checksum(ChecksumAlgorithm.valueOf(algorithm), value, Checksum.Scope.valueOf(scope)));
    }
    return checksums;
  }

  private static List<PartInfo> parts(JsonParser json) {
    List<PartInfo> parts = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      parts.add(part(json));
    }
    return parts;
  }

  private static PartInfo part(JsonParser json) {
    int number = 0;
    long size = 0;
    String etag = "";
    long modified = 0;
    List<Checksum> checksums = List.of();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "number" -> number = json.getIntValue();
        case "size" -> size = json.getLongValue();
        case "etag" -> etag = json.getString();
        case "mtime" -> modified = json.getLongValue();
        case "checksums" -> checksums = checksums(json);
        default -> json.skipChildren();
      }
    }
    return new PartInfo(number, size, new ETag(etag), Nanos.instant(modified), checksums);
  }
}
