package org.openfiles.engine;

import java.util.ArrayList;
import java.util.List;

/// Small lists of text in rows of the index.
final class Texts {
  private Texts() {}

  static List<String> with(List<String> texts, String added) {
    if (texts.contains(added)) {
      return texts;
    }
    List<String> all = new ArrayList<>(texts);
    all.add(added);
    return all;
  }

  static List<String> without(List<String> texts, String removed) {
    return texts.stream().filter(text -> !text.equals(removed)).toList();
  }
}
