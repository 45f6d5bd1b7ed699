package org.openfiles.engine;

/// Which files below a prefix are fetched before somebody reads all of them.
///
/// @param prefix of keys in the volume: empty for the root's rule, or ending in `/`
/// @param trigger when
/// @param sizeLessThan only files smaller than this
public record ImportRule(String prefix, Trigger trigger, long sizeLessThan) {
  public static final ImportRule ROOT =
      new ImportRule("", Trigger.ON_DIRECTORY_FIRST_ACCESS, 128 << 10);

  /// What makes files come.
  public enum Trigger {
    /// The first listing of their directory.
    ON_DIRECTORY_FIRST_ACCESS,
    /// Opening the file itself: then it comes whole.
    ON_FILE_ACCESS
  }

  public ImportRule {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("the prefix of a rule ends with /: " + prefix);
    }
    if (sizeLessThan < 0) {
      throw new IllegalArgumentException("not a size: " + sizeLessThan);
    }
  }

  boolean isFetched(Trigger now, long size) {
    return trigger == now && size > 0 && size < sizeLessThan;
  }
}
