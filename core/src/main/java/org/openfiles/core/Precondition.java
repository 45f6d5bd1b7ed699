package org.openfiles.core;

/// What must hold of the object at a key, at the instant the verb takes effect.
///
/// A store checks it atomically with the verb, and throws [PreconditionFailedException] having
/// changed nothing.
public sealed interface Precondition {
  Precondition NONE = new None();
  Precondition ABSENT = new Absent();
  Precondition EXISTS = new Exists();

  /// Anything goes.
  record None() implements Precondition {}

  /// There is no object at the key.
  record Absent() implements Precondition {}

  /// There is an object at the key, whatever its version.
  record Exists() implements Precondition {}

  /// The object at the key has this etag.
  record Matches(ETag etag) implements Precondition {}
}
