package org.openfiles.engine;

/// Which version gives way below a prefix, when a file and its object were both changed.
///
/// @param prefix of keys in the volume: empty for all, or ending in `/`
public record ConflictRule(String prefix, Policy policy) {
  public static final ConflictRule ROOT = new ConflictRule("", Policy.STORE_WINS);

  /// What becomes of the two versions. None of them is ever dropped.
  public enum Policy {
    /// The store's is the file; the one from here goes to lost+found.
    STORE_WINS,
    /// The store's is the file; the one from here is another file beside it, and exported.
    KEEP_BOTH,
    /// The one from here replaces the store's, which goes to lost+found.
    FILES_WIN
  }

  public ConflictRule {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("the prefix of a rule ends with /: " + prefix);
    }
  }
}
