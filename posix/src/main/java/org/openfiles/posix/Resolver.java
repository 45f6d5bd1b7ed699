package org.openfiles.posix;

/// Opens a path that stays beneath a directory: symbolic links inside are followed, and one that
/// leads out is an error.
///
/// Answers a descriptor or a negated error number; `-EXDEV` means that the path leaves.
sealed interface Resolver permits KernelResolver, WalkingResolver {
  int open(Scratch scratch, int directory, byte[] path, long flags);

  /// The best that this machine offers.
  static Resolver ofThisMachine() {
    return Choice.BEST;
  }

  /// Asked once: kernels before 5.6 lack `openat2`, and some container filters forbid it.
  final class Choice {
    private static final Resolver BEST =
        KernelResolver.works() ? new KernelResolver() : new WalkingResolver();

    private Choice() {}
  }
}
