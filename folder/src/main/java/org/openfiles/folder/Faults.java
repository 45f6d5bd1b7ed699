package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import org.openfiles.core.ConflictException;
import org.openfiles.core.NoSpaceException;
import org.openfiles.core.UnavailableException;
import org.openfiles.core.UnknownUploadException;
import org.openfiles.posix.EscapesDirectoryException;
import org.openfiles.posix.PosixException;

/// Says in the words of every store what the file system refused, and of which key: the paths of
/// this machine are not for clients.
final class Faults {
  private Faults() {}

  @FunctionalInterface
  interface Verb<T> {
    T run() throws IOException;
  }

  static <T> T translated(String subject, Verb<T> verb) throws IOException {
    try {
      return verb.run();
    } catch (UnknownUploadException e) {
      throw e;
    } catch (NoSuchFileException e) {
      // Not the object: a file of ours vanished in the middle, and that is not for clients to read
      // as if there were no such key.
      throw subject.equals(e.getFile())
          ? e
          : caused(new ConflictException(subject, "the folder was changed meanwhile"), e);
    } catch (PosixException e) {
      throw of(subject, e);
    } catch (AccessDeniedException e) {
      throw subject.equals(e.getFile()) ? e : denied(subject, "permission denied", e);
    } catch (EscapesDirectoryException e) {
      throw denied(subject, "its path leaves the bucket", e);
    }
  }

  private static IOException of(String subject, PosixException e) {
    return switch (e.errno()) {
      case ENOSPC, EDQUOT -> caused(new NoSpaceException(subject, e.errno().meaning()), e);
      case EROFS -> {
        ReadOnlyFileSystemException readOnly = new ReadOnlyFileSystemException();
        readOnly.initCause(e);
        throw readOnly;
      }
      case EMFILE, ENFILE, ENOMEM ->
          caused(new UnavailableException(subject, e.errno().meaning(), false), e);
      case ENAMETOOLONG ->
          throw new IllegalArgumentException(
              "this file system has no room for so long a name: key=" + subject, e);
      default -> e;
    };
  }

  private static IOException denied(String subject, String reason, Exception cause) {
    return caused(new AccessDeniedException(subject, null, reason), cause);
  }

  private static IOException caused(FileSystemException fault, Exception cause) {
    fault.initCause(cause);
    return fault;
  }
}
