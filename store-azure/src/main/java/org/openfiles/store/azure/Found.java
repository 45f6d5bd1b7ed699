package org.openfiles.store.azure;

import org.openfiles.core.ObjectInfo;

/// What a listing comes upon.
sealed interface Found {
  /// What it is ordered by.
  String text();

  /// One object.
  record Single(ObjectInfo info) implements Found {
    @Override
    public String text() {
      return info.key().value();
    }
  }

  /// All objects that begin so.
  record RolledUp(String text) implements Found {}
}
