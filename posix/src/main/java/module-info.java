import org.jspecify.annotations.NullMarked;

/// The Linux system calls that the JDK lacks: files below a directory descriptor, named by raw
/// bytes. The folder store stands on it; it is where native access is granted.
@NullMarked
module openfiles.posix {
  requires static org.jspecify;

  exports org.openfiles.posix;
}
