package org.openfiles.testkit;

import java.io.IOException;
import org.openfiles.core.MultipartStore;

/// A store that calls back right before and right after each request: whatever somebody else could
/// do to the store in between, a test does there.
public final class TappedStore extends WrappedStore {

  /// What is called. A fault of its own is the request's.
  public interface Tap {
    default void before(Verb verb, String name) throws IOException {}

    /// The request has succeeded.
    default void after(Verb verb, String name) throws IOException {}
  }

  private final Tap tap;

  public TappedStore(MultipartStore inner, Tap tap) {
    super(inner);
    this.tap = tap;
  }

  @Override
  <T> T around(Verb verb, String name, Request<T> request) throws IOException {
    tap.before(verb, name);
    T answer = request.make();
    tap.after(verb, name);
    return answer;
  }
}
