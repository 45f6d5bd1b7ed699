package org.openfiles.testkit;

import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.openfiles.core.FileTree;

/// What every tree keeps: each sentence of [FileTree] and [org.openfiles.core.FileHandle], and what
/// POSIX says of the same verbs, as a test.
///
/// A tree adopts it by a subclass that opens one; where it has to deviate, the subclass overrides
/// the test and says why.
public abstract class FileTreeContract
    implements TreeEntryContract,
        TreeRemovalContract,
        TreeRenameContract,
        TreeContentContract,
        TreeAttributesContract,
        TreeXattrContract,
        TreeListingContract,
        TreeRaceContract {
  private FileTree tree;

  /// A new tree with a root that is empty, whose times are those of the clock.
  protected abstract FileTree open(InstantSource clock) throws IOException;

  @BeforeEach
  void openTree() throws IOException {
    tree = open(new TickingClock());
  }

  @AfterEach
  void closeTree() throws IOException {
    tree.close();
  }

  @Override
  public final FileTree tree() {
    return tree;
  }
}
