package org.openfiles.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A map that keeps what was used last, up to about a number of entries. Thread-safe; striped,
/// since every read of an object passes through one.
final class RecentMap<K, V> {
  private static final int STRIPES = 16;

  private final List<Stripe<K, V>> stripes = new ArrayList<>();

  RecentMap(int entries) {
    for (int i = 0; i < STRIPES; i++) {
      stripes.add(new Stripe<>((entries + STRIPES - 1) / STRIPES));
    }
  }

  Optional<V> get(K key) {
    Stripe<K, V> stripe = stripe(key);
    synchronized (stripe) {
      return Optional.ofNullable(stripe.get(key));
    }
  }

  void put(K key, V value) {
    Stripe<K, V> stripe = stripe(key);
    synchronized (stripe) {
      stripe.put(key, value);
    }
  }

  void remove(K key) {
    Stripe<K, V> stripe = stripe(key);
    synchronized (stripe) {
      stripe.remove(key);
    }
  }

  private Stripe<K, V> stripe(K key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return stripes.get(hash >>> 28);
  }

  private static final class Stripe<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int max;

    Stripe(int max) {
      super(16, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > max;
    }
  }
}
