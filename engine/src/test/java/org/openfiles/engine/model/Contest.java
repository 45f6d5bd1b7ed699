package org.openfiles.engine.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which paths were changed on both sides since the two agreed. What becomes of those is the
/// volume's decision, and the model only asks that no bytes are lost by it.
final class Contest {
  /// What was changed here, an operation each: a rename changes both of its paths.
  private final List<Set<String>> changes = new ArrayList<>();

  private final Set<String> contested = new LinkedHashSet<>();

  void changed(String... paths) {
    changes.add(Set.copyOf(List.of(paths)));
  }

  /// Somebody changes a path in the store. Answers whether it was changed here, too.
  boolean foreign(String path) {
    Set<String> reached = new HashSet<>(Set.of(path));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Set<String> change : changes) {
        if (change.stream().anyMatch(each -> isRelated(each, reached))) {
          grew |= reached.addAll(change);
        }
      }
    }
    boolean both = reached.size() > 1 || isContested(path) || isChanged(path);
    if (both) {
      contested.addAll(reached);
    }
    return both;
  }

  boolean isChanged(String path) {
    return changes.stream().anyMatch(change -> isRelated(path, change));
  }

  boolean isContested(String path) {
    return isRelated(path, contested);
  }

  /// Both sides agree again.
  void settled() {
    changes.clear();
    contested.clear();
  }

  /// Whether one is the other, or is above it.
  private static boolean isRelated(String path, Set<String> others) {
    return others.stream()
        .anyMatch(
            other ->
                other.equals(path) || other.startsWith(path + "/") || path.startsWith(other + "/"));
  }

  @Override
  public String toString() {
    return "contested=" + contested;
  }
}
