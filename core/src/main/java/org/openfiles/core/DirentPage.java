package org.openfiles.core;

import java.util.List;
import java.util.Optional;

/// A part of a directory's entries.
///
/// @param next what to ask for to get what follows; empty at the end
public record DirentPage(List<Dirent> entries, Optional<Cookie> next) {
  /// A place in the order of a directory's entries: opaque, and good as long as the directory is,
  /// whatever comes and goes meanwhile.
  public record Cookie(String value) {
    public static final Cookie BEGINNING = new Cookie("");
  }

  public DirentPage {
    entries = List.copyOf(entries);
  }
}
