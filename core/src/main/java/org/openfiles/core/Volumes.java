package org.openfiles.core;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The volumes of this node, by name.
public interface Volumes extends AutoCloseable {
  /// Every volume, ascending by name.
  List<Volume> all() throws IOException;

  Optional<Volume> find(String name) throws IOException;

  /// A new, empty volume.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when there is one of that name
  /// @throws UnsupportedOperationException when this node's configuration leaves no place for one
  Volume create(String name) throws IOException;

  /// Removes a volume that has no objects.
  ///
  /// @throws java.nio.file.DirectoryNotEmptyException when it has
  /// @throws java.nio.file.NoSuchFileException when there is none of that name
  void delete(String name) throws IOException;

  @Override
  void close() throws IOException;
}
