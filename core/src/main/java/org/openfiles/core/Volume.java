package org.openfiles.core;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// One namespace, as every door sees it.
public interface Volume extends AutoCloseable {
  String name();

  Instant created();

  /// The volume as a flat space of keys.
  ObjectStore objects();

  /// As [#objects()], where a change is answered when it is as safe as asked for. Where there is no
  /// store behind this node, every change is in it at once.
  default ObjectStore objects(Durability level) {
    return objects();
  }

  /// A document about the volume as a whole that a door keeps with it (an access list, CORS rules).
  Optional<String> document(String name) throws IOException;

  /// Keeps a document in the place of the one of that name; an empty one removes it. Durable.
  void keep(String name, Optional<String> document) throws IOException;

  @Override
  void close() throws IOException;
}
