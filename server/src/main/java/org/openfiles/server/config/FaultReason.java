package org.openfiles.server.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a file or a folder can't be had, for the line that ends a start: the JDK's own message is
/// often only the path.
public final class FaultReason {
  private FaultReason() {}

  public static String of(IOException fault) {
    return switch (fault) {
      case AccessDeniedException _ -> "no permission";
      case NoSuchFileException _ -> "no such file or folder";
      case FileAlreadyExistsException _ -> "something else is in its place";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> fault.getMessage() == null ? fault.toString() : fault.getMessage();
    };
  }
}
