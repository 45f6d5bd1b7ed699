package org.openfiles.core;

/// Which preconditions the other end of a store judges by itself, in the instant of the verb. A
/// store judges the others as late as it can, just before: two writers that meet in between are not
/// kept apart.
///
/// @param conditionalPuts of objects that are written, whole or in parts
/// @param conditionalCopies of objects that are copied within the store, and of metadata that is
///   changed
/// @param conditionalDeletes of objects that are removed
public record StoreFeatures(
    boolean conditionalPuts, boolean conditionalCopies, boolean conditionalDeletes) {
  public static final StoreFeatures ALL = new StoreFeatures(true, true, true);
}
