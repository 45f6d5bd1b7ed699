package org.openfiles.folder;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;

/// What the verbs of one folder share.
final class Interior implements AutoCloseable {
  private final Directory root;
  private final SharedMemory memory;
  private final FolderOptions options;
  private final InstantSource clock;
  private final RandomNames names;
  private final Reserved reserved;
  private final Temporaries temporaries;
  private final SmallFiles documents;
  private final FileMetadata metadata;
  private final MetadataCache cache;
  private final KeyLocks locks = new KeyLocks();
  private final RemovalGate gate = new RemovalGate();
  private final Background background = new Background();
  private final Lookup lookup;
  private final Directories directories;
  private final Clearing clearing;
  private final Pruning pruning;
  private final Contents contents;
  private final Drafts drafts;
  private final Twins twins;

  Interior(
      Directory root,
      FolderOptions options,
      InstantSource clock,
      RandomGenerator random,
      SharedMemory memory) {
    this.root = root;
    this.memory = memory;
    this.options = options;
    this.clock = clock;
    this.names = new RandomNames(random);
    this.reserved = new Reserved(root);
    this.temporaries = new Temporaries(reserved.temporary(), names);
    this.documents = new SmallFiles(temporaries, options.fsync());
    this.metadata = new FileMetadata(options.metadata(), documents);
    this.cache = new MetadataCache(root, memory.metadata());
    this.lookup = new Lookup(root, reserved, metadata, cache);
    this.directories = new Directories(root, options.fsync());
    this.clearing = new Clearing(root, directories, locks, options.fsync());
    this.pruning = new Pruning(root, directories, metadata, locks);
    this.contents = new Contents(memory.lanes(), options.fsync());
    this.drafts = new Drafts(reserved, temporaries, metadata, options.fsync());
    this.twins = new Twins(lookup, temporaries, options.dedupe());
  }

  Directory root() {
    return root;
  }

  SharedMemory memory() {
    return memory;
  }

  FolderOptions options() {
    return options;
  }

  Instant now() {
    return clock.instant();
  }

  RandomNames names() {
    return names;
  }

  Reserved reserved() {
    return reserved;
  }

  Temporaries temporaries() {
    return temporaries;
  }

  /// Replaces documents of ours.
  SmallFiles documents() {
    return documents;
  }

  FileMetadata metadata() {
    return metadata;
  }

  MetadataCache cache() {
    return cache;
  }

  RemovalGate gate() {
    return gate;
  }

  Background background() {
    return background;
  }

  /// Holds the lock of a key for a change of its object, during which the folder is not removed.
  KeyLocks.Held hold(Key key) throws IOException {
    KeyLocks.Held inside = gate.enter();
    KeyLocks.Held lock = locks.hold(key);
    return () -> {
      lock.close();
      inside.close();
    };
  }

  Lookup lookup() {
    return lookup;
  }

  Directories directories() {
    return directories;
  }

  Clearing clearing() {
    return clearing;
  }

  Pruning pruning() {
    return pruning;
  }

  Contents contents() {
    return contents;
  }

  Drafts drafts() {
    return drafts;
  }

  Twins twins() {
    return twins;
  }

  /// Waits until the names in a directory are on the disk, where that is wanted.
  void sync(Directory directory) throws IOException {
    if (options.fsync()) {
      directory.sync();
    }
  }

  @Override
  public void close() throws IOException {
    try (root;
        reserved;
        temporaries) {
      background.close();
    }
  }
}
