package org.openfiles.core;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A volume in memory.
public final class MemoryVolume implements Volume {
  private final String name;
  private final Instant created;
  private final MemoryStore objects;
  private final Map<String, String> documents = new HashMap<>();

  public MemoryVolume(String name, InstantSource clock, RandomGenerator ids) {
    this.name = name;
    this.created = clock.instant();
    this.objects = new MemoryStore(clock, ids);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Instant created() {
    return created;
  }

  @Override
  public MemoryStore objects() {
    return objects;
  }

  @Override
  public synchronized Optional<String> document(String document) {
    return Optional.ofNullable(documents.get(document));
  }

  @Override
  public synchronized void keep(String document, Optional<String> content) {
    if (content.isPresent()) {
      documents.put(document, content.get());
    } else {
      documents.remove(document);
    }
  }

  @Override
  public void close() {}
}
