package org.openfiles.engine.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells sequential reads of one content from scattered ones. Guarded by its owner.
final class Streams {
  /// How many readers of one file are told apart.
  private static final int COUNT = 8;

  /// How far reads may be out of order: a kernel sends several at once.
  private static final long SLACK = 1 << 20;

  private final long first;
  private final long max;
  private final List<Stream> streams = new ArrayList<>(COUNT);

  Streams(long first, long max) {
    this.first = first;
    this.max = max;
  }

  /// One reader that goes ahead.
  static final class Stream {
    private boolean fresh;
    private long begin;
    private long next;
    private long window;

    /// Where the window was last widened.
    private long widened;

    /// Up to where it has been fetched for.
    private long horizon;

    long next() {
      return next;
    }

    /// How far ahead it is worth to read; 0 for a reader that has not yet gone on.
    long window() {
      return window;
    }

    long horizon() {
      return horizon;
    }

    void horizon(long position) {
      horizon = position;
    }

    /// Whether it has seen one read only.
    boolean isNew() {
      return fresh;
    }

    long streamed() {
      return next - begin;
    }
  }

  /// The stream that a read belongs to, after the read.
  Stream observe(long position, long length) {
    Stream stream = find(position, length);
    if (stream == null) {
      stream = begin(position);
      stream.next = position + length;
      return stream;
    }
    stream.fresh = false;
    streams.remove(stream);
    streams.add(stream);
    stream.next = Math.max(stream.next, position + length);
    if (stream.next - stream.widened >= stream.window / 2) {
      stream.widened = stream.next;
      stream.window = Math.min(max, Math.max(2 * first, 2 * stream.window));
    }
    return stream;
  }

  private @Nullable Stream find(long position, long length) {
    for (int i = streams.size() - 1; i >= 0; i--) {
      Stream stream = streams.get(i);
      long slack = stream.window == 0 ? 0 : Math.min(SLACK, stream.window);
      if (position <= stream.next + slack && position + length > stream.next - slack - 1) {
        return stream;
      }
    }
    return null;
  }

  private Stream begin(long position) {
    Stream stream = streams.size() < COUNT ? new Stream() : streams.removeFirst();
    stream.fresh = true;
    stream.begin = position;
    stream.widened = position;
    stream.horizon = position;
    // Who begins at the beginning will most likely go on.
    stream.window = position == 0 ? first : 0;
    streams.add(stream);
    return stream;
  }
}
