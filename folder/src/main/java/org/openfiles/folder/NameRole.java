package org.openfiles.folder;

/// What the names of one key component lead to, which decides how they are spelled.
enum NameRole {
  /// A directory: something follows the component in the key.
  DIRECTORY,
  /// The file of a key.
  FILE,
  /// The file of a key whose own name is taken by a directory: key `a` beside key `a/b`.
  CLASH
}
