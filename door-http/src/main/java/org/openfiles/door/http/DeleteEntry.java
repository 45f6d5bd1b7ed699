package org.openfiles.door.http;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.openfiles.core.Attributes;
import org.openfiles.core.FileKind;
import org.openfiles.core.FileTree;
import org.openfiles.core.Inode;
import org.openfiles.core.Name;
import org.openfiles.core.TreePaths;
import org.openfiles.core.TreeRemoval;
import org.openfiles.http.Response;

/// `DELETE /v1/delete`: a file, a link or an empty directory; with `recursive` a directory and
/// everything in it.
final class DeleteEntry implements Endpoint {
  private final PathLocks locks;

  DeleteEntry(PathLocks locks) {
    this.locks = locks;
  }

  @Override
  public Response answer(FilesRequest request) throws IOException {
    boolean recursive = request.parameters().flag("recursive");
    WriteConditions conditions = WriteConditions.of(request.headers());
    var _ = request.level();
    Inode parent = new TreePaths(request.tree()).parent(request.path());
    locks.holding(
        request.volume(),
        request.path(),
        () -> {
          Optional<Attributes> there = request.findIfThere();
          conditions.require(request.path(), there);
          if (there.isEmpty()) {
            throw new NoSuchFileException(request.path());
          }
          delete(request, there.get(), recursive);
          return there;
        });
    request.acknowledge(parent);
    return Response.of(204);
  }

  private static void delete(FilesRequest request, Attributes there, boolean recursive)
      throws IOException {
    FileTree tree = request.tree();
    Inode parent = new TreePaths(tree).parent(request.path());
    Name name = TreePaths.last(request.path());
    if (recursive) {
      TreeRemoval.remove(tree, parent, name);
    } else if (there.kind() == FileKind.DIRECTORY) {
      tree.rmdir(parent, name);
    } else {
      tree.unlink(parent, name);
    }
  }
}
