import org.jspecify.annotations.NullMarked;

/// An embedded ordered store: LMDB behind one small interface. The engine's index and journal stand
/// on it; native access is granted here.
@NullMarked
module openfiles.lmdb {
  requires static org.jspecify;
  requires openfiles.core;

  exports org.openfiles.lmdb;
}
