package org.openfiles.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openfiles.core.MultipartStore;

/// Remembers every request to a store, in the order in which they began, whether they succeed or
/// not: "the second look costs no request" is a test.
public final class RecordingStore extends WrappedStore {

  /// @param name the key, or the prefix of a listing
  public record Entry(Verb verb, String name) {}

  private final List<Entry> entries = new ArrayList<>();

  public RecordingStore(MultipartStore inner) {
    super(inner);
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  public long count(Verb verb) {
    return entries().stream().filter(entry -> entry.verb() == verb).count();
  }

  public synchronized void forget() {
    entries.clear();
  }

  @Override
  <T> T around(Verb verb, String name, Request<T> request) throws IOException {
    record(new Entry(verb, name));
    return request.make();
  }

  private synchronized void record(Entry entry) {
    entries.add(entry);
  }
}
