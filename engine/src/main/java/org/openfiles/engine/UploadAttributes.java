package org.openfiles.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openfiles.core.UploadId;

/// What a door wants to remember of an upload until that ends: in the index, as most stores keep
/// nothing of the kind.
final class UploadAttributes {
  private final Index index;

  UploadAttributes(Index index) {
    this.index = index;
  }

  void keep(UploadId id, Map<String, String> attributes) throws IOException {
    if (attributes.isEmpty()) {
      return;
    }
    Encoder out = new Encoder().number(attributes.size());
    attributes.forEach((name, value) -> out.text(name).text(value));
    String document = Latin.text(out.done());
    index.change(
        edit -> {
          edit.keep(name(id), Optional.of(document));
          return null;
        });
  }

  Map<String, String> of(UploadId id) throws IOException {
    Optional<String> document = index.read(rows -> rows.document(name(id)));
    Map<String, String> attributes = new LinkedHashMap<>();
    if (document.isPresent()) {
      Decoder in = new Decoder(Latin.bytes(document.get()));
      for (int left = in.small(); left > 0; left--) {
        attributes.put(in.text(), in.text());
      }
    }
    return attributes;
  }

  void forget(UploadId id) throws IOException {
    if (index.read(rows -> rows.document(name(id))).isPresent()) {
      index.change(
          edit -> {
            edit.keep(name(id), Optional.empty());
            return null;
          });
    }
  }

  /// An identifier is whatever a client sends, and a name of a document is short.
  private static String name(UploadId id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.value().getBytes(StandardCharsets.UTF_8));
      return "upload/" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
