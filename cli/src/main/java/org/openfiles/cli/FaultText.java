package org.openfiles.cli;

import java.nio.file.FileSystemException;
import org.openfiles.core.ErrorKind;

/// What a fault is in a line for the user.
final class FaultText {
  private FaultText() {}

  static String of(Throwable fault) {
    String message = fault.getMessage();
    boolean bare = fault instanceof FileSystemException known && known.getReason() == null;
    if (bare || message == null) {
      String words = words(ErrorKind.of(fault));
      return message == null ? words : words + ": " + message;
    }
    return message;
  }

  private static String words(ErrorKind kind) {
    return switch (kind) {
      case NOT_FOUND, UNKNOWN_UPLOAD -> "no such file or directory";
      case ALREADY_EXISTS -> "there is one already";
      case NOT_EMPTY -> "the directory is not empty; -r removes what is in it too";
      case NOT_DIRECTORY -> "not a directory";
      case IS_DIRECTORY -> "is a directory";
      case ACCESS_DENIED -> "not allowed";
      case READ_ONLY -> "read-only";
      case PRECONDITION_FAILED, CONFLICT -> "changed by somebody else meanwhile; try again";
      case BAD_RANGE, BAD_PART, BAD_REQUEST -> "can't be done";
      case NAME_TOO_LONG -> "the path is too long";
      case THROTTLED -> "the store asks for fewer requests; try again later";
      case UNAVAILABLE -> "the store can't be reached; try again later";
      case NO_SPACE -> "no space left";
      case CORRUPT -> "the bytes are not what they were";
      case UNSUPPORTED -> "not supported";
      case CANCELLED -> "interrupted";
      case CUT_OFF -> "ended early";
      case INTERNAL -> "failed";
    };
  }
}
