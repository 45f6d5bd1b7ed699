package org.openfiles.core;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Volumes in memory: what a door is tested on.
public final class MemoryVolumes implements Volumes {
  private final InstantSource clock;
  private final RandomGenerator ids;
  private final Map<String, MemoryVolume> volumes = new TreeMap<>();

  public MemoryVolumes(InstantSource clock, RandomGenerator ids) {
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public synchronized List<Volume> all() {
    return List.copyOf(volumes.values());
  }

  @Override
  public synchronized Optional<Volume> find(String name) {
    return Optional.ofNullable(volumes.get(name));
  }

  @Override
  public synchronized MemoryVolume create(String name) throws IOException {
    if (volumes.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    MemoryVolume volume = new MemoryVolume(name, clock, ids);
    volumes.put(name, volume);
    return volume;
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    MemoryVolume volume = volumes.get(name);
    if (volume == null) {
      throw new NoSuchFileException(name);
    }
    ListRequest anything = new ListRequest("", "", ListRequest.Start.BEGINNING, 1);
    if (!volume.objects().list(anything).objects().isEmpty()) {
      throw new DirectoryNotEmptyException(name);
    }
    volumes.remove(name);
  }

  @Override
  public void close() {}
}
