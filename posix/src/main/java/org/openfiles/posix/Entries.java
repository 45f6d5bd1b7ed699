package org.openfiles.posix;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The stream form of a scan: gives each entry as an object.
final class Entries implements DirectoryStream<DirectoryEntry> {
  private final EntryScan scan;
  private boolean iterating;

  Entries(EntryScan scan) {
    this.scan = scan;
  }

  @Override
  public Iterator<DirectoryEntry> iterator() {
    if (iterating) {
      throw new IllegalStateException("a directory stream is iterated once");
    }
    iterating = true;
    return new Cursor();
  }

  @Override
  public void close() throws IOException {
    scan.close();
  }

  private enum State {
    UNASKED,
    READY,
    ENDED
  }

  private final class Cursor implements Iterator<DirectoryEntry> {
    private State state = State.UNASKED;

    @Override
    public boolean hasNext() {
      if (state == State.UNASKED) {
        try {
          state = scan.advance() ? State.READY : State.ENDED;
        } catch (IOException e) {
          throw new DirectoryIteratorException(e);
        }
      }
      return state == State.READY;
    }

    @Override
    public DirectoryEntry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      state = State.UNASKED;
      return scan.toEntry();
    }
  }
}
