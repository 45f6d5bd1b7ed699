import org.jspecify.annotations.NullMarked;

/// Values, the interfaces every store and door meet at, and the reference store. JDK only.
@NullMarked
module openfiles.core {
  requires static org.jspecify;

  exports org.openfiles.core;
}
