package org.openfiles.engine.content;

/// A reservation in [Space], to be given back once what was taken is counted.
record Room(Space space, long bytes) implements AutoCloseable {
  @Override
  public void close() {
    space.release(bytes);
  }
}
