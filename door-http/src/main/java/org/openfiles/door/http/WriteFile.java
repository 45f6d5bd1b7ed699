package org.openfiles.door.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import org.openfiles.core.AtomicWrite;
import org.openfiles.core.Attributes;
import org.openfiles.core.Durability;
import org.openfiles.core.FileKind;
import org.openfiles.core.IsDirectoryException;
import org.openfiles.core.PreconditionFailedException;
import org.openfiles.http.RequestBody;
import org.openfiles.http.Response;

/// `PUT /v1/write`: the body is the file from now on. Readers see the file that was there, or all
/// of this one. With `offset`, `append` or `truncate` the file that is there is changed instead.
///
/// Answered when it is on this node's disk, or when it is in the store where that is wanted.
final class WriteFile implements Endpoint {
  private final FilesDoorParts parts;
  private final PathLocks locks;
  private final FileEdit edits;

  WriteFile(FilesDoorParts parts, PathLocks locks) {
    this.parts = parts;
    this.locks = locks;
    this.edits = new FileEdit(parts.creator(), locks);
  }

  @Override
  public Response answer(FilesRequest request) throws IOException {
    if (request.path().endsWith("/")) {
      throw ProblemException.badRequest("a file's path does not end in /; mkdir makes directories");
    }
    Durability level = request.level();
    WriteConditions conditions = WriteConditions.of(request.headers());
    Optional<Attributes> there = request.findIfThere();
    if (there.filter(entry -> entry.kind() == FileKind.DIRECTORY).isPresent()) {
      throw new IsDirectoryException(request.path());
    }
    conditions.require(request.path(), there);
    Attributes written =
        FileEdit.isOne(request.parameters())
            ? edits.apply(request, conditions, level)
            : replace(request, conditions, level);
    return Json.answer(
            there.isPresent() ? 200 : 201,
            EntryDocument.of(request.tree(), request.path(), written))
        .withHeader("ETag", FileVersion.of(written).quoted());
  }

  private Attributes replace(FilesRequest request, WriteConditions conditions, Durability level)
      throws IOException {
    try (AtomicWrite write =
        AtomicWrite.begin(request.volume(), request.path(), parts.creator(), parts.random())) {
      RequestBody body = request.http().body();
      for (ByteBuffer next = body.next(); next != null; next = body.next()) {
        write.write(next);
      }
      write.seal();
      Attributes written =
          locks.holding(
              request.volume(),
              request.path(),
              () -> {
                conditions.require(request.path(), request.findIfThere());
                return write.commit(conditions.renameMode());
              });
      write.sync(level);
      return level == Durability.STORE ? request.tree().attributes(written.inode()) : written;
    } catch (FileAlreadyExistsException e) {
      if (conditions.ifNoneMatch().isPresent()) {
        throw new PreconditionFailedException(request.path(), "there is one already");
      }
      throw e;
    }
  }
}
