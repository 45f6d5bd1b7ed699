package org.openfiles.server.config;

import java.nio.file.Path;
import org.openfiles.core.Durability;
import org.openfiles.engine.VolumeOptions;
import org.openfiles.store.azure.AzureOptions;
import org.openfiles.store.s3.S3StoreOptions;

/// A bucket that is shown as a tree of files.
///
/// @param id names it among others of the same store; in the name of its lost+found
/// @param level where a change has to be before it is answered, unless a request says otherwise
/// @param cache where its index, and what the store doesn't have yet, are kept
public record BucketConfiguration(
    String name, String id, Store store, Path cache, VolumeOptions options, Durability level) {

  /// Where the objects are.
  public sealed interface Store {
    /// A bucket of an S3 endpoint.
    record S3(S3StoreOptions options) implements Store {}

    /// A container of Azure Blob Storage.
    record Azure(AzureOptions options) implements Store {}

    /// In memory, and gone with the process: for trying things out.
    record Memory() implements Store {}
  }
}
