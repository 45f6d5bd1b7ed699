package org.openfiles.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.core.Checksum;
import org.openfiles.core.ChecksumAlgorithm;
import org.openfiles.core.ETag;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;

/// What an inode is as an object, beside what its own row says: the metadata that no file has a
/// place for, and what is known of its bytes as a whole.
///
/// @param pending the metadata were given here, and the store does not have them yet
/// @param version the store's version that has them; empty for one that was never there
/// @param facts of the bytes as they are; empty when these were changed in part
record ObjectRow(
    boolean pending, Optional<ETag> version, ObjectMetadata metadata, Optional<Facts> facts) {
  private static final int PENDING = 1;

  private static final int VERSION = 2;
  private static final int FACTS = 4;

  /// What is true of the bytes until one of them changes.
  ///
  /// @param modified in nanoseconds since 1970
  record Facts(ETag etag, long modified, List<Checksum> checksums, int partCount) {
    Facts {
      checksums = List.copyOf(checksums);
    }

    static Facts of(ObjectInfo info) {
      return new Facts(
          info.etag(), Nanos.of(info.lastModified()), info.checksums(), info.partCount());
    }

    Instant time() {
      return Nanos.toInstant(modified);
    }
  }

  /// What the store says of a version.
  static ObjectRow of(ObjectInfo info) {
    return new ObjectRow(
        false,
        Optional.of(info.etag()),
        ObjectDialects.withoutMark(info.metadata()),
        Optional.of(Facts.of(info)));
  }

  /// Whether it is about an inode as it is.
  boolean holdsFor(Node node) {
    return pending || (version.isPresent() && version.equals(node.base.map(Version::etag)));
  }

  ObjectRow withoutFacts() {
    return new ObjectRow(pending, version, metadata, Optional.empty());
  }

  ObjectRow withFacts(Facts replacement) {
    return new ObjectRow(pending, version, metadata, Optional.of(replacement));
  }

  ObjectRow given(ObjectMetadata replacement) {
    return new ObjectRow(true, version, replacement, facts);
  }

  /// The store has the metadata, with a version.
  ObjectRow exported(ETag etag) {
    return new ObjectRow(false, Optional.of(etag), metadata, facts);
  }

  static ObjectRow decode(byte[] row) {
    Decoder in = new Decoder(row);
    int flags = in.small();
    Optional<ETag> version =
        (flags & VERSION) == 0 ? Optional.empty() : Optional.of(new ETag(in.text()));
    ObjectMetadata metadata = new ObjectMetadata(texts(in), texts(in), texts(in), texts(in));
    Optional<Facts> facts = (flags & FACTS) == 0 ? Optional.empty() : Optional.of(facts(in));
    return new ObjectRow((flags & PENDING) != 0, version, metadata, facts);
  }

  private static Facts facts(Decoder in) {
    ETag etag = new ETag(in.text());
    long modified = in.number();
    int partCount = in.small();
    List<Checksum> checksums = new ArrayList<>();
    for (int left = in.small(); left > 0; left--) {
      checksums.add(
          new Checksum(
              ChecksumAlgorithm.valueOf(in.text()), in.text(), Checksum.Scope.valueOf(in.text())));
    }
    return new Facts(etag, modified, checksums, partCount);
  }

  private static Map<String, String> texts(Decoder in) {
    Map<String, String> texts = new TreeMap<>();
    for (int left = in.small(); left > 0; left--) {
      texts.put(in.text(), in.text());
    }
    return texts;
  }

  byte[] encode() {
    Encoder out = new Encoder();
    out.number(
        (pending ? PENDING : 0)
            | (version.isPresent() ? VERSION : 0)
            | (facts.isPresent() ? FACTS : 0));
    version.ifPresent(etag -> out.text(etag.value()));
    for (Map<String, String> texts :
        List.of(metadata.headers(), metadata.user(), metadata.tags(), metadata.properties())) {
      out.number(texts.size());
      texts.forEach((name, value) -> out.text(name).text(value));
    }
    facts.ifPresent(known -> encode(out, known));
    return out.done();
  }

  private static void encode(Encoder out, Facts facts) {
    out.text(facts.etag().value()).number(facts.modified()).number(facts.partCount());
    out.number(facts.checksums().size());
    for (Checksum checksum : facts.checksums()) {
      out.text(checksum.algorithm().name()).text(checksum.base64()).text(checksum.scope().name());
    }
  }
}
