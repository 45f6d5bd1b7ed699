package org.openfiles.door.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import java.util.stream.Stream;
import org.openfiles.core.AttributeChange;
import org.openfiles.core.Attributes;
import org.openfiles.core.Creator;
import org.openfiles.core.Durability;
import org.openfiles.core.FileHandle;
import org.openfiles.core.Inode;
import org.openfiles.core.TreePaths;
import org.openfiles.http.RequestBody;

/// Changes a file in place: writes at an offset, appends, or cuts off. A file that is missing is
/// made.
///
/// Conditions are checked at the first byte, and an append of at most 8 MiB is whole; what is
/// longer goes in by pieces of that size, between which others may write.
final class FileEdit {
  private static final int PIECE = 8 << 20;

  private final Creator creator;
  private final PathLocks locks;

  FileEdit(Creator creator, PathLocks locks) {
    this.creator = creator;
    this.locks = locks;
  }

  static boolean isOne(Parameters parameters) {
    return Stream.of("offset", "append", "truncate")
        .anyMatch(name -> parameters.text(name).isPresent());
  }

  Attributes apply(FilesRequest request, WriteConditions conditions, Durability level)
      throws IOException {
    Optional<Long> offset = request.parameters().number("offset");
    boolean append = request.parameters().flag("append");
    Optional<Long> size = request.parameters().number("truncate");
    if ((offset.isPresent() ? 1 : 0) + (append ? 1 : 0) + (size.isPresent() ? 1 : 0) != 1) {
      throw ProblemException.badRequest("give one of offset, append and truncate");
    }
    Pieces body = new Pieces(request.http().body());
    ByteBuffer first = body.next();
    if (size.isPresent() && first.hasRemaining()) {
      throw ProblemException.badRequest("truncate takes no body");
    }
    try (FileHandle handle =
        locks.holding(
            request.volume(), request.path(), () -> begin(request, conditions, offset, first))) {
      if (size.isPresent()) {
        request.tree().change(handle.inode(), AttributeChange.NONE.withSize(size.get()));
      }
      long position = offset.orElse(0L) + first.limit();
      for (ByteBuffer next = body.next(); next.hasRemaining(); next = body.next()) {
        int count = next.remaining();
        write(handle, offset.isPresent(), position, next);
        position += count;
      }
      handle.sync(Durability.JOURNAL);
      request.volume().sync();
      if (level == Durability.STORE) {
        handle.sync(Durability.STORE);
      }
      return request.tree().attributes(handle.inode());
    }
  }

  private FileHandle begin(
      FilesRequest request, WriteConditions conditions, Optional<Long> offset, ByteBuffer first)
      throws IOException {
    conditions.require(request.path(), request.findIfThere());
    FileHandle handle = request.tree().open(file(request));
    try {
      write(handle, offset.isPresent(), offset.orElse(0L), first);
      return handle;
    } catch (IOException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  private Inode file(FilesRequest request) throws IOException {
    Optional<Attributes> there = request.findIfThere();
    if (there.isPresent()) {
      return there.get().inode();
    }
    String path = request.path();
    TreePaths paths = new TreePaths(request.tree());
    Inode parent =
        paths.directories(
            path.substring(0, Math.max(1, path.lastIndexOf('/'))), creator.directory());
    try {
      return request.tree().create(parent, TreePaths.last(path), creator.file()).inode();
    } catch (FileAlreadyExistsException _) {
      return request.find().inode();
    }
  }

  private static void write(FileHandle handle, boolean at, long position, ByteBuffer bytes)
      throws IOException {
    if (!bytes.hasRemaining()) {
      return;
    }
    if (at) {
      handle.write(position, bytes);
    } else {
      var _ = handle.append(bytes);
    }
  }

  /// A body in pieces of [#PIECE] bytes, the last of them shorter.
  private static final class Pieces {
    private final RequestBody body;
    private ByteBuffer rest = ByteBuffer.allocate(0);

    Pieces(RequestBody body) {
      this.body = body;
    }

    /// Without bytes at the end.
    ByteBuffer next() throws IOException {
      ByteBuffer piece = ByteBuffer.allocate(64 << 10);
      while (piece.position() < PIECE) {
        if (!rest.hasRemaining()) {
          ByteBuffer more = body.next();
          if (more == null) {
            break;
          }
          rest = more;
        }
        int count = Math.min(rest.remaining(), PIECE - piece.position());
        if (count > piece.remaining()) {
          int room = Math.min(PIECE, Math.max(2 * piece.capacity(), piece.position() + count));
          piece = ByteBuffer.allocate(room).put(piece.flip());
        }
        piece.put(rest.slice(rest.position(), count));
        rest.position(rest.position() + count);
      }
      return piece.flip();
    }
  }
}
