package org.openfiles.core;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

/// What went wrong, in the words that every door translates. [#of(Throwable)] is the only code that
/// inspects types; each door has one exhaustive switch over the kinds.
public enum ErrorKind {
  NOT_FOUND,
  UNKNOWN_UPLOAD,
  ALREADY_EXISTS,
  NOT_EMPTY,
  NOT_DIRECTORY,
  IS_DIRECTORY,
  ACCESS_DENIED,
  READ_ONLY,
  PRECONDITION_FAILED,
  CONFLICT,
  BAD_RANGE,
  BAD_PART,
  BAD_REQUEST,
  NAME_TOO_LONG,
  THROTTLED,
  UNAVAILABLE,
  NO_SPACE,
  CORRUPT,
  UNSUPPORTED,
  CANCELLED,
  CUT_OFF,
  INTERNAL;

  public static ErrorKind of(Throwable fault) {
    return switch (fault) {
      case UnknownUploadException _ -> UNKNOWN_UPLOAD;
      case NoSuchFileException _ -> NOT_FOUND;
      case FileAlreadyExistsException _ -> ALREADY_EXISTS;
      case DirectoryNotEmptyException _ -> NOT_EMPTY;
      case NotDirectoryException _ -> NOT_DIRECTORY;
      case IsDirectoryException _ -> IS_DIRECTORY;
      case AccessDeniedException _ -> ACCESS_DENIED;
      case ReadOnlyFileSystemException _ -> READ_ONLY;
      case PreconditionFailedException _ -> PRECONDITION_FAILED;
      case ConflictException _ -> CONFLICT;
      case RangeException _ -> BAD_RANGE;
      case PartMismatchException _ -> BAD_PART;
      case CorruptDataException _ -> CORRUPT;
      case UnavailableException unavailable when unavailable.throttled() -> THROTTLED;
      case UnavailableException _ -> UNAVAILABLE;
      case NoSpaceException _ -> NO_SPACE;
      case KeyTooLongException _, NameTooLongException _ -> NAME_TOO_LONG;
      case InterruptedIOException _ -> CANCELLED;
      case EOFException _ -> CUT_OFF;
      case FileSystemException _, IOException _ -> INTERNAL;
      case IllegalArgumentException _ -> BAD_REQUEST;
      case UnsupportedOperationException _ -> UNSUPPORTED;
      default -> INTERNAL;
    };
  }
}
