package org.openfiles.testkit;

import java.time.InstantSource;
import org.openfiles.core.FileTree;

/// The reference keeps the contract.
class MemoryTreeTest extends FileTreeContract {
  @Override
  protected FileTree open(InstantSource clock) {
    return new MemoryTree(clock);
  }
}
