package org.openfiles.server;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.openfiles.core.Durability;
import org.openfiles.core.ObjectStore;
import org.openfiles.core.Volume;
import org.openfiles.engine.BucketVolume;

/// A bucket of the engine under its name, as the doors for objects see it.
///
/// @param level where a change has to be before it is answered, unless a request says otherwise
record BucketAsVolume(String name, BucketVolume bucket, Durability level) implements Volume {
  @Override
  public Instant created() {
    return bucket.created();
  }

  @Override
  public ObjectStore objects() {
    return bucket.objects(level);
  }

  @Override
  public ObjectStore objects(Durability other) {
    return bucket.objects(other);
  }

  @Override
  public Optional<String> document(String document) throws IOException {
    return bucket.document(document);
  }

  @Override
  public void keep(String document, Optional<String> content) throws IOException {
    bucket.keep(document, content);
  }

  /// The bucket is closed by who opened it.
  @Override
  public void close() {}
}
