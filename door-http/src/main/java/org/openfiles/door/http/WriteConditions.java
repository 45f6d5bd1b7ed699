package org.openfiles.door.http;

import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileTree.RenameMode;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.http.EntityTags;
import org.openfiles.http.Headers;

/// What a client makes a change depend on: `If-Match` and `If-None-Match`.
record WriteConditions(Optional<EntityTags> ifMatch, Optional<EntityTags> ifNoneMatch) {

  static WriteConditions of(Headers headers) {
    return new WriteConditions(
        headers.first("If-Match").map(EntityTags::parse),
        headers.first("If-None-Match").map(EntityTags::parse));
  }

  /// Fails unless they hold of what is there now.
  void require(String path, Optional<Attributes> there) throws PreconditionFailedException {
    Optional<String> etag = there.map(file -> FileVersion.of(file).value());
    if (ifMatch.isPresent() && etag.filter(ifMatch.get()::match).isEmpty()) {
      throw new PreconditionFailedException(
          path, etag.map(is -> "it is another version: " + is).orElse("there is nothing"));
    }
    if (ifNoneMatch.isPresent() && etag.filter(ifNoneMatch.get()::matchWeakly).isPresent()) {
      throw new PreconditionFailedException(path, "there is one already: " + etag.get());
    }
  }

  /// How a new file takes its place, so that nobody slips in where there must be nothing.
  RenameMode renameMode() {
    return ifNoneMatch.filter(EntityTags::any).isPresent()
        ? RenameMode.NO_REPLACE
        : RenameMode.REPLACE;
  }
}
