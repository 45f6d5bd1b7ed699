package org.openfiles.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openfiles.core.Volume;
import org.openfiles.core.Volumes;

/// The folders and the buckets of a node, by name. New volumes are folders; a bucket is the
/// configuration's alone.
final class NodeVolumes implements Volumes {
  private final Volumes folders;
  private final Map<String, Volume> buckets = new TreeMap<>();

  /// @param folders closed with this; the buckets are not
  NodeVolumes(Volumes folders, Collection<? extends Volume> buckets) {
    this.folders = folders;
    buckets.forEach(bucket -> this.buckets.put(bucket.name(), bucket));
  }

  @Override
  public List<Volume> all() throws IOException {
    List<Volume> all = new ArrayList<>(buckets.values());
    folders.all().stream().filter(each -> !buckets.containsKey(each.name())).forEach(all::add);
    all.sort(Comparator.comparing(Volume::name));
    return all;
  }

  @Override
  public Optional<Volume> find(String name) throws IOException {
    Volume bucket = buckets.get(name);
    return bucket == null ? folders.find(name) : Optional.of(bucket);
  }

  @Override
  public Volume create(String name) throws IOException {
    if (buckets.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    return folders.create(name);
  }

  @Override
  public void delete(String name) throws IOException {
    if (buckets.containsKey(name)) {
      throw new AccessDeniedException(name, null, "the configuration says that it is served");
    }
    folders.delete(name);
  }

  @Override
  public void close() throws IOException {
    folders.close();
  }
}
