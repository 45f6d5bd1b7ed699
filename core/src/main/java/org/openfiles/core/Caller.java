package org.openfiles.core;

/// On whose behalf the present thread acts on volumes, and through which door.
///
/// A door binds it for each request; whoever records what happened asks for it. Nothing is decided
/// by it: who may do what is the door's business.
///
/// @param principal the user's name or access key; empty where nobody was asked for one
/// @param door the door's short name, such as `s3`; empty for the node's own work
public record Caller(String principal, String door) {
  /// The node itself.
  public static final Caller NODE = new Caller("", "");

  private static final ScopedValue<Caller> PRESENT = ScopedValue.newInstance();

  public static Caller present() {
    return PRESENT.orElse(NODE);
  }

  /// Does something on behalf of this caller.
  ///
  /// @param <T> what comes of it
  /// @param <X> what may go wrong
  public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> action) throws X {
    return ScopedValue.where(PRESENT, this).call(action);
  }
}
