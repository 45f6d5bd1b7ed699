package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Key;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileKind;
import org.openfiles.posix.FileStatus;

/// One pass over a directory, together with the directories in which its long names go on.
///
/// FIFOs, sockets, devices and temporaries are passed over. Names of which only opening tells the
/// kind are given as a file and as a directory, both uncertain.
final class DirectoryScan {
  private final TokenSink sink;
  private final List<Snapshot.Part> parts = new ArrayList<>();

  private DirectoryScan(TokenSink sink) {
    this.sink = sink;
  }

  /// Answers the state before the pass.
  static Snapshot run(Directory directory, TokenSink sink) throws IOException {
    DirectoryScan scan = new DirectoryScan(sink);
    scan.run(directory, List.of());
    return new Snapshot(scan.parts);
  }

  /// @param before the names of the long name so far; none in the directory itself
  private void run(Directory directory, List<byte[]> before) throws IOException {
    parts.add(new Snapshot.Part(Slashes.join(before), Stamp.of(directory.status())));
    List<byte[]> continuations = new ArrayList<>();
    directory.forEachEntry(
        (buffer, offset, length, kind, _) -> {
          if (before.isEmpty() && isItself(buffer, offset, length)) {
            acceptItself(buffer, offset, length, kind);
            return;
          }
          byte[] name = Arrays.copyOfRange(buffer, offset, offset + length);
          FileKind known = NameCodec.isContinuation(name) ? kindOf(directory, name, kind) : kind;
          if (known == FileKind.DIRECTORY && NameCodec.isContinuation(name)) {
            continuations.add(name);
          } else {
            acceptSpelled(append(before, name), known);
          }
        });
    for (byte[] name : continuations) {
      List<byte[]> names = append(before, name);
      if (Slashes.join(names).length <= KeyPaths.PATH_BYTES_MAX) {
        runContinuation(directory, names);
      }
    }
  }

  private void runContinuation(Directory directory, List<byte[]> names) throws IOException {
    try (Directory continuation = directory.openDirectory(names.getLast())) {
      run(continuation, names);
    } catch (NoSuchFileException | NotDirectoryException _) {
      // Removed meanwhile, so the snapshot is not current any more.
    }
  }

  /// Nearly all names.
  private static boolean isItself(byte[] buffer, int offset, int length) {
    boolean ascii = true;
    for (int i = offset; i < offset + length; i++) {
      ascii &= buffer[i] >= 0;
    }
    boolean special = length >= 2 && buffer[offset] == '.' && buffer[offset + 1] == '%';
    return !special
        && (ascii || Percent.isUtf8(Arrays.copyOfRange(buffer, offset, offset + length)));
  }

  private void acceptItself(byte[] buffer, int offset, int length, FileKind kind) {
    int end = offset + length;
    switch (kind) {
      case REGULAR -> sink.accept(buffer, offset, end, EntryKind.FILE);
      case DIRECTORY -> sink.accept(buffer, offset, end, EntryKind.DIRECTORY);
      case SYMLINK, UNKNOWN -> {
        sink.accept(buffer, offset, end, EntryKind.UNCERTAIN_FILE);
        sink.accept(buffer, offset, end, EntryKind.UNCERTAIN_DIRECTORY);
      }
      case FIFO, SOCKET, BLOCK, CHARACTER -> {}
    }
  }

  /// A link to a directory is none in which a name goes on: it could lead round in a circle.
  private static FileKind kindOf(Directory directory, byte[] name, FileKind kind)
      throws IOException {
    if (kind != FileKind.UNKNOWN) {
      return kind;
    }
    Optional<FileStatus> status = directory.statusIfPresent(name, LinkOption.NOFOLLOW_LINKS);
    return status.map(FileStatus::kind).orElse(FileKind.UNKNOWN);
  }

  private void acceptSpelled(List<byte[]> names, FileKind kind) {
    switch (kind) {
      case REGULAR -> acceptFile(names, EntryKind.FILE, EntryKind.CLASH);
      case DIRECTORY -> acceptDirectory(names, EntryKind.DIRECTORY);
      case SYMLINK, UNKNOWN -> {
        acceptFile(names, EntryKind.UNCERTAIN_FILE, EntryKind.UNCERTAIN_CLASH);
        if (!NameCodec.isContinuation(names.getLast())) {
          acceptDirectory(names, EntryKind.UNCERTAIN_DIRECTORY);
        }
      }
      case FIFO, SOCKET, BLOCK, CHARACTER -> {}
    }
  }

  private void acceptFile(List<byte[]> names, EntryKind plain, EntryKind clash) {
    Optional<byte[]> component = NameCodec.component(names, NameRole.FILE);
    if (component.isPresent()) {
      boolean isPlain = NameCodec.isSpelling(names, component.get(), NameRole.FILE);
      accept(component.get(), isPlain ? plain : clash);
    }
  }

  private void acceptDirectory(List<byte[]> names, EntryKind kind) {
    NameCodec.component(names, NameRole.DIRECTORY).ifPresent(token -> accept(token, kind));
  }

  private void accept(byte[] component, EntryKind kind) {
    if (component.length <= Key.BYTES_MAX) {
      sink.accept(component, 0, component.length, kind);
    }
  }

  private static List<byte[]> append(List<byte[]> names, byte[] name) {
    List<byte[]> longer = new ArrayList<>(names);
    longer.add(name);
    return longer;
  }
}
