package org.openfiles.engine;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.core.ETag;
import org.openfiles.core.FileKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A sidecar as JSON; `docs/metadata.md` describes it. Properties that it doesn't know are passed
/// over, so that a later version may add some.
final class SidecarJson {
  static final String SCHEMA = "openfiles.sidecar.v1";

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MODE_MAX = 07777;
  private static final long ID_MAX = 0xFFFF_FFFFL;

  private String schema = "";
  private String key = "";
  private Optional<ETag> etag = Optional.empty();
  private Optional<FileKind> kind = Optional.empty();
  private long uid = -1;
  private long gid = -1;
  private int mode = -1;
  private Optional<Instant> modified = Optional.empty();
  private Optional<Instant> changed = Optional.empty();
  private String target = "";
  private final Map<String, byte[]> xattrs = new TreeMap<>();
  private String linkGroup = "";

  private SidecarJson() {}

  static byte[] write(Sidecar sidecar) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      json.writeStringProperty("key", sidecar.key());
      sidecar.etag().ifPresent(etag -> json.writeStringProperty("etag", etag.value()));
      json.writeStringProperty("kind", name(sidecar.kind()));
      json.writeNumberProperty("uid", Integer.toUnsignedLong(sidecar.uid()));
      json.writeNumberProperty("gid", Integer.toUnsignedLong(sidecar.gid()));
      json.writeStringProperty("mode", "%04o".formatted(sidecar.mode()));
      json.writeStringProperty("mtime", Nanos.toInstant(sidecar.modified()).toString());
      json.writeStringProperty("ctime", Nanos.toInstant(sidecar.changed()).toString());
      if (!sidecar.target().isEmpty()) {
        json.writeStringProperty("target", sidecar.target());
      }
      if (!sidecar.linkGroup().isEmpty()) {
        json.writeStringProperty("linkGroup", sidecar.linkGroup());
      }
      if (!sidecar.xattrs().isEmpty()) {
        json.writeObjectPropertyStart("xattrs");
        sidecar
            .xattrs()
            .forEach(
                (name, value) ->
                    json.writeStringProperty(name, Base64.getEncoder().encodeToString(value)));
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /// @throws IllegalArgumentException with the reason, where it is none of ours
  static Sidecar read(byte[] bytes) {
    SidecarJson reader = new SidecarJson();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a JSON object");
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        reader.property(name, json);
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time: " + e.getMessage(), e);
    }
    return reader.sidecar();
  }

  private void property(String name, JsonParser json) {
    switch (name) {
      case "schema" -> schema = text(json);
      case "key" -> key = text(json);
      case "etag" -> etag = Optional.of(new ETag(text(json)));
      case "kind" -> kind = Optional.of(kind(text(json)));
      case "uid" -> uid = number(json);
      case "gid" -> gid = number(json);
      case "mode" -> mode = Integer.parseInt(text(json), 8);
      case "mtime" -> modified = Optional.of(Instant.parse(text(json)));
      case "ctime" -> changed = Optional.of(Instant.parse(text(json)));
      case "target" -> target = text(json);
      case "linkGroup" -> linkGroup = text(json);
      case "xattrs" -> xattrs(json);
      default -> json.skipChildren();
    }
  }

  private static String text(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException("not a string: " + json.currentName());
    }
    return json.getString();
  }

  private static long number(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new IllegalArgumentException("not a number: " + json.currentName());
    }
    return json.getLongValue();
  }

  private void xattrs(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("not an object: xattrs");
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      xattrs.put(name, Base64.getDecoder().decode(text(json)));
    }
  }

  private Sidecar sidecar() {
    if (!schema.equals(SCHEMA)) {
      throw new IllegalArgumentException("the schema is '" + schema + "', not " + SCHEMA);
    }
    if (key.isEmpty() && kind.isPresent() && kind.get() != FileKind.DIRECTORY) {
      throw new IllegalArgumentException("no key");
    }
    if (kind.isEmpty() || modified.isEmpty() || changed.isEmpty()) {
      throw new IllegalArgumentException("kind, mtime and ctime are required");
    }
    if (mode < 0 || mode > MODE_MAX || uid < 0 || uid > ID_MAX || gid < 0 || gid > ID_MAX) {
      throw new IllegalArgumentException("no mode or owner: %o %d %d".formatted(mode, uid, gid));
    }
    return new Sidecar(
        key,
        etag,
        kind.get(),
        (int) uid,
        (int) gid,
        mode,
        Nanos.of(modified.get()),
        Nanos.of(changed.get()),
        target,
        xattrs,
        linkGroup);
  }

  static String name(FileKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when no kind is called so
  static FileKind kind(String name) {
    for (FileKind kind : FileKind.values()) {
      if (name(kind).equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of file: " + name);
  }
}
