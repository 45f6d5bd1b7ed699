package org.openfiles.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Rules by prefix, of which the most specific one holds. There is exactly one for the root.
///
/// @param rules the longest prefix first
record PrefixRules<R>(List<R> rules, Function<R, String> prefix) {

  /// @param root is added where none of them is for the root
  static <R> PrefixRules<R> of(List<R> given, Function<R, String> prefix, R root) {
    List<R> rules = new ArrayList<>(given);
    Set<String> prefixes = new HashSet<>();
    for (R rule : given) {
      if (!prefixes.add(prefix.apply(rule))) {
        throw new IllegalArgumentException("two rules for one prefix: " + prefix.apply(rule));
      }
    }
    if (!prefixes.contains("")) {
      rules.add(root);
    }
    Comparator<R> length = Comparator.comparingInt(rule -> prefix.apply(rule).length());
    rules.sort(length.reversed());
    return new PrefixRules<>(List.copyOf(rules), prefix);
  }

  R of(String key) {
    for (R rule : rules) {
      if (key.startsWith(prefix.apply(rule))) {
        return rule;
      }
    }
    throw new IllegalStateException("the root has no rule");
  }
}
