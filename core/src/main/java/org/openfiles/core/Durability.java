package org.openfiles.core;

/// Where a write has to be before it counts as done.
public enum Durability {
  /// On this node's disk: it survives the end of the process and the loss of power.
  JOURNAL,
  /// In the store: it survives the loss of the node.
  STORE
}
