package org.openfiles.lmdb;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.openfiles.core.CorruptDataException;
import org.openfiles.core.NoSpaceException;

/// The codes that LMDB answers with: its own are negative, the rest are `errno`.
final class Code {
  static final int SUCCESS = 0;
  static final int KEY_EXISTS = -30799;
  static final int NOT_FOUND = -30798;
  static final int ENOMEM = 12;

  private static final int PAGE_NOT_FOUND = -30797;
  private static final int CORRUPTED = -30796;
  private static final int INVALID = -30793;
  private static final int MAP_FULL = -30792;
  private static final int DBS_FULL = -30791;
  private static final int TXN_FULL = -30788;
  private static final int BAD_TXN = -30782;
  private static final int EACCES = 13;
  private static final int EFBIG = 27;
  private static final int ENOSPC = 28;
  private static final int EDQUOT_LINUX = 122;
  private static final int EDQUOT_MACOS = 69;

  private Code() {}

  static void check(int code, String database) throws IOException {
    if (code != SUCCESS) {
      throw exception(code, database);
    }
  }

  static IOException exception(int code, String database) {
    return switch (code) {
      case MAP_FULL, EFBIG, ENOSPC, EDQUOT_LINUX, EDQUOT_MACOS ->
          new NoSpaceException(database, reason(code));
      case PAGE_NOT_FOUND, CORRUPTED, INVALID -> new CorruptDataException(database, reason(code));
      case EACCES -> new AccessDeniedException(database, null, reason(code));
      case DBS_FULL -> throw new IllegalStateException(reason(code) + " database=" + database);
      case BAD_TXN ->
          throw new IllegalStateException(
              "the change failed before and cannot go on database=" + database);
      default -> new FileSystemException(database, null, reason(code) + " code=" + code);
    };
  }

  private static String reason(int code) {
    return code == TXN_FULL ? "the change is too large for one transaction" : Lmdb.strerror(code);
  }
}
