package org.openfiles.store.azure;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ETag;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectMetadata;

/// A description as the metadata of a blob.
///
/// User metadata stands there under its own names, for other tools to see, where Azure takes names
/// and values as they are; everything else is JSON in the one entry [#ENTRY]. An object without
/// anything of the kind has no such entry.
final class MetadataCodec {
  /// The name that no user metadata goes by.
  static final String ENTRY = "openfiles";

  /// How much metadata Azure keeps with a blob (Set Blob Metadata, remarks), names and values.
  static final int BYTES_MAX = 8192;

  private MetadataCodec() {}

  /// @param kept the headers that Azure keeps by itself
  static Map<String, String> encode(Description description, Headers kept) {
    ObjectMetadata metadata = description.metadata();
    Map<String, String> entries = new TreeMap<>();
    Map<String, String> odd = new TreeMap<>();
    metadata
        .user()
        .forEach((name, value) -> (isPlain(name, value) ? entries : odd).put(name, value));

    Map<String, Object> members = new TreeMap<>();
    if (!kept.values().equals(metadata.headers())) {
      members.put("headers", metadata.headers());
    }
    putUnlessEmpty(members, "user", odd);
    putUnlessEmpty(members, "tags", metadata.tags());
    putUnlessEmpty(members, "properties", metadata.properties());
    if (!description.checksums().isEmpty()) {
      members.put("checksums", description.checksums().stream().map(MetadataCodec::text).toList());
    }
    if (description.partCount() > 0) {
      members.put("parts", description.partCount());
    }
    description
        .made()
        .ifPresent(made -> members.put("made", List.of(made.upload(), made.digest())));
    description
        .origin()
        .ifPresent(
            origin ->
                members.put(
                    "origin",
                    List.of(
                        origin.etag().value(),
                        origin.lastModified().toString(),
                        origin.key().value())));
    if (!members.isEmpty()) {
      entries.put(ENTRY, AsciiText.json(new JsonMap(members).json()));
    }
    return fitting(entries);
  }

  /// @param kept the headers that Azure keeps by itself
  static Description decode(Map<String, String> entries, Headers kept) {
    Map<String, String> user = new TreeMap<>();
    entries.forEach((name, value) -> user.put(name.toLowerCase(Locale.ROOT), value));
    Optional<JsonMap> ours = Optional.ofNullable(user.get(ENTRY)).flatMap(JsonMap::parse);
    if (ours.isEmpty()) {
      return Description.of(
          ObjectMetadata.EMPTY.withHeaders(kept.values()).withUser(user), List.of());
    }
    JsonMap json = ours.get();
    user.remove(ENTRY);
    user.putAll(json.map("user").orElse(Map.of()));
    return new Description(
        new ObjectMetadata(
            json.map("headers").orElse(kept.values()),
            user,
            json.map("tags").orElse(Map.of()),
            json.map("properties").orElse(Map.of())),
        checksums(json.texts("checksums")),
        json.number("parts"),
        made(json.texts("made")),
        origin(json.texts("origin")));
  }

  private static boolean isPlain(String name, String value) {
    return AsciiText.isMetadataName(name) && !name.equals(ENTRY) && AsciiText.isHeaderValue(value);
  }

  private static void putUnlessEmpty(
      Map<String, Object> members, String name, Map<String, String> map) {
    if (!map.isEmpty()) {
      members.put(name, map);
    }
  }

  private static Map<String, String> fitting(Map<String, String> entries) {
    int bytes =
        entries.entrySet().stream()
            .mapToInt(e -> e.getKey().length() + e.getValue().length())
            .sum();
    if (bytes > BYTES_MAX) {
      throw new IllegalArgumentException(
          "azure keeps at most " + BYTES_MAX + " bytes of metadata with an object: bytes=" + bytes);
    }
    return entries;
  }

  private static String text(Checksum checksum) {
    return checksum.algorithm() + " " + checksum.scope() + " " + checksum.base64();
  }

  private static List<Checksum> checksums(List<String> texts) {
    List<Checksum> checksums = new ArrayList<>();
    for (String text : texts) {
      String[] words = text.split(" ", 3);
      try {
        checksums.add(
            new Checksum(
                ChecksumAlgorithm.valueOf(words[0]), words[2], Checksum.Scope.valueOf(words[1])));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
        // An algorithm that a later release knows is none that this one could tell of.
      }
    }
    return checksums;
  }

  private static Optional<Made> made(List<String> texts) {
    return texts.size() == 2 ? Optional.of(new Made(texts.get(0), texts.get(1))) : Optional.empty();
  }

  private static Optional<Origin> origin(List<String> texts) {
    if (texts.size() != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Origin(new ETag(texts.get(0)), Instant.parse(texts.get(1)), new Key(texts.get(2))));
    } catch (IllegalArgumentException | DateTimeException _) {
      // Not by us: the blob is then what Azure says that it is.
      return Optional.empty();
    }
  }
}
