package org.openfiles.engine.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.openfiles.core.ByteRange;
import org.openfiles.core.Key;
import org.openfiles.core.ListRequest;
import org.openfiles.core.MemoryStore;
import org.openfiles.core.ObjectInfo;
import org.openfiles.core.ObjectMetadata;
import org.openfiles.core.ObjectReader;
import org.openfiles.core.Precondition;
import org.openfiles.core.PutRequest;
import org.openfiles.testkit.ArrivingBytes;
import org.openfiles.testkit.TappedStore;
import org.openfiles.testkit.TestBytes;
import org.openfiles.testkit.Verb;

/// The store of a volume, seen from the other side: what somebody else does to it, and which bytes
/// it was ever given.
final class Bucket implements TappedStore.Tap {
  final MemoryStore truth;
  private final Set<ByteBuffer> everHeld = new HashSet<>();
  private final Set<String> unsure = ConcurrentHashMap.newKeySet();

  Bucket(InstantSource clock) {
    this.truth = new MemoryStore(clock, new Random(1));
  }

  @Override
  public void before(Verb verb, String name) {
    if (Boolean.getBoolean("model.trace")) {
      System.out.println("      > " + verb + " " + name);
    }
  }

  @Override
  public void after(Verb verb, String name) throws IOException {
    if (Boolean.getBoolean("model.trace")) {
      System.out.println("      < " + verb + " " + name);
    }
    if (verb == Verb.PUT || verb == Verb.COMPLETE) {
      try {
        held(bytes(name));
      } catch (NoSuchFileException _) {
        unsure.add(name);
      }
    }
  }

  /// Whether somebody removed an object before it could be seen what it was.
  boolean isUnsure(String key) {
    return unsure.contains(key);
  }

  private synchronized void held(byte[] bytes) {
    everHeld.add(ByteBuffer.wrap(bytes));
  }

  synchronized boolean everHeld(byte[] bytes) {
    return everHeld.contains(ByteBuffer.wrap(bytes));
  }

  void put(String key, byte[] bytes) throws IOException {
    truth.put(new PutRequest(new Key(key), ArrivingBytes.of(bytes), ObjectMetadata.EMPTY));
    held(bytes);
  }

  void delete(String key) throws IOException {
    truth.delete(new Key(key), Precondition.NONE);
  }

  byte[] bytes(String key) throws IOException {
    try (ObjectReader reader = truth.get(new Key(key), ByteRange.ALL, Precondition.NONE)) {
      return TestBytes.read(reader);
    }
  }

  Map<String, byte[]> objects() throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    ListRequest all = new ListRequest("", "", ListRequest.Start.BEGINNING, Integer.MAX_VALUE);
    for (ObjectInfo info : truth.list(all).objects()) {
      try {
        found.put(info.key().value(), bytes(info.key().value()));
      } catch (NoSuchFileException _) {
        // An export has just removed it.
      }
    }
    return found;
  }
}
