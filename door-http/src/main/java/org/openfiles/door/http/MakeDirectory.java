package org.openfiles.door.http;

import java.io.IOException;
import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.Creator;
import org.openfiles.core.TreePaths;
import org.openfiles.http.Response;

/// `POST /v1/mkdir`: a directory; with `parents` those above it too, and one that is there already
/// is as good.
final class MakeDirectory implements Endpoint {
  private final Creator creator;

  MakeDirectory(Creator creator) {
    this.creator = creator;
  }

  @Override
  public Response answer(FilesRequest request) throws IOException {
    TreePaths paths = new TreePaths(request.tree());
    var _ = request.level();
    Optional<Attributes> there = Optional.empty();
    if (request.parameters().flag("parents")) {
      there = request.findIfThere();
      var _ = paths.directories(request.path(), creator.directory());
    } else {
      request
          .tree()
          .mkdir(paths.parent(request.path()), TreePaths.last(request.path()), creator.directory());
    }
    Attributes made = request.find();
    request.acknowledge(made.inode());
    return Json.answer(
        there.isPresent() ? 200 : 201, EntryDocument.of(request.tree(), request.path(), made));
  }
}
