package org.openfiles.engine.content;

/// What lies at a position of a content, and how far.
record Piece(Kind kind, long length) {
  enum Kind {
    FILE,
    ZERO,
    BASE
  }
}
