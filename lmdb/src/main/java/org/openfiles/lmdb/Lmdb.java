package org.openfiles.lmdb;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The functions of LMDB that we call, by their own names, on addresses.
///
/// All of them go through one native stub that passes five integers: a C function does not see
/// arguments beyond its own, nor the upper half of an `int`. One stub instead of one per signature
/// keeps the start of the program short. Answers are LMDB's codes: [Code] makes exceptions of them.
final class Lmdb {
  /// Flags of `mdb_env_open`.
  static final int NOSYNC = 0x10000;

  static final int NOTLS = 0x200000;

  /// A flag of `mdb_txn_begin`.
  static final int RDONLY = 0x20000;

  /// A flag of `mdb_dbi_open`.
  static final int CREATE = 0x40000;

  /// Flags of `mdb_put`.
  static final int NOOVERWRITE = 0x10;

  static final int RESERVE = 0x10000;

  static final int APPEND = 0x20000;

  /// A flag of `mdb_env_copy2`.
  static final int COMPACT = 1;

  /// Operations of `mdb_cursor_get`.
  static final int FIRST = 0;

  static final int LAST = 6;
  static final int NEXT = 8;
  static final int PREV = 12;
  static final int SET_RANGE = 17;

  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG));

  private static final MemorySegment ENV_CREATE = Library.function("mdb_env_create");
  private static final MemorySegment ENV_SET_MAPSIZE = Library.function("mdb_env_set_mapsize");
  private static final MemorySegment ENV_SET_MAXDBS = Library.function("mdb_env_set_maxdbs");
  private static final MemorySegment ENV_SET_MAXREADERS =
      Library.function("mdb_env_set_maxreaders");
  private static final MemorySegment ENV_OPEN = Library.function("mdb_env_open");
  private static final MemorySegment ENV_CLOSE = Library.function("mdb_env_close");
  private static final MemorySegment ENV_INFO = Library.function("mdb_env_info");
  private static final MemorySegment ENV_STAT = Library.function("mdb_env_stat");
  private static final MemorySegment ENV_COPY = Library.function("mdb_env_copy2");
  private static final MemorySegment TXN_BEGIN = Library.function("mdb_txn_begin");
  private static final MemorySegment TXN_COMMIT = Library.function("mdb_txn_commit");
  private static final MemorySegment TXN_ABORT = Library.function("mdb_txn_abort");
  private static final MemorySegment TXN_RESET = Library.function("mdb_txn_reset");
  private static final MemorySegment TXN_RENEW = Library.function("mdb_txn_renew");
  private static final MemorySegment DBI_OPEN = Library.function("mdb_dbi_open");
  private static final MemorySegment STAT = Library.function("mdb_stat");
  private static final MemorySegment GET = Library.function("mdb_get");
  private static final MemorySegment PUT = Library.function("mdb_put");
  private static final MemorySegment DEL = Library.function("mdb_del");
  private static final MemorySegment CURSOR_OPEN = Library.function("mdb_cursor_open");
  private static final MemorySegment CURSOR_CLOSE = Library.function("mdb_cursor_close");
  private static final MemorySegment CURSOR_GET = Library.function("mdb_cursor_get");
  private static final MemorySegment STRERROR = Library.function("mdb_strerror");

  private Lmdb() {}

  static int envCreate(long env) {
    return (int) call(ENV_CREATE, env, 0, 0, 0, 0);
  }

  static int envSetMapsize(long env, long bytes) {
    return (int) call(ENV_SET_MAPSIZE, env, bytes, 0, 0, 0);
  }

  static int envSetMaxdbs(long env, int tables) {
    return (int) call(ENV_SET_MAXDBS, env, tables, 0, 0, 0);
  }

  static int envSetMaxreaders(long env, int readers) {
    return (int) call(ENV_SET_MAXREADERS, env, readers, 0, 0, 0);
  }

  static int envOpen(long env, long path, int flags, int mode) {
    return (int) call(ENV_OPEN, env, path, flags, mode, 0);
  }

  static void envClose(long env) {
    call(ENV_CLOSE, env, 0, 0, 0, 0);
  }

  static int envInfo(long env, long info) {
    return (int) call(ENV_INFO, env, info, 0, 0, 0);
  }

  static int envStat(long env, long stat) {
    return (int) call(ENV_STAT, env, stat, 0, 0, 0);
  }

  static int envCopy(long env, long path, int flags) {
    return (int) call(ENV_COPY, env, path, flags, 0, 0);
  }

  static int txnBegin(long env, long parent, int flags, long txn) {
    return (int) call(TXN_BEGIN, env, parent, flags, txn, 0);
  }

  static int txnCommit(long txn) {
    return (int) call(TXN_COMMIT, txn, 0, 0, 0, 0);
  }

  static void txnAbort(long txn) {
    call(TXN_ABORT, txn, 0, 0, 0, 0);
  }

  static void txnReset(long txn) {
    call(TXN_RESET, txn, 0, 0, 0, 0);
  }

  static int txnRenew(long txn) {
    return (int) call(TXN_RENEW, txn, 0, 0, 0, 0);
  }

  static int dbiOpen(long txn, long name, int flags, long dbi) {
    return (int) call(DBI_OPEN, txn, name, flags, dbi, 0);
  }

  static int stat(long txn, int dbi, long stat) {
    return (int) call(STAT, txn, dbi, stat, 0, 0);
  }

  static int get(long txn, int dbi, long key, long value) {
    return (int) call(GET, txn, dbi, key, value, 0);
  }

  static int put(long txn, int dbi, long key, long value, int flags) {
    return (int) call(PUT, txn, dbi, key, value, flags);
  }

  static int del(long txn, int dbi, long key) {
    return (int) call(DEL, txn, dbi, key, 0, 0);
  }

  static int cursorOpen(long txn, int dbi, long cursor) {
    return (int) call(CURSOR_OPEN, txn, dbi, cursor, 0, 0);
  }

  static void cursorClose(long cursor) {
    call(CURSOR_CLOSE, cursor, 0, 0, 0, 0);
  }

  static int cursorGet(long cursor, long key, long value, int operation) {
    return (int) call(CURSOR_GET, cursor, key, value, operation, 0);
  }

  static String strerror(int code) {
    return Memory.string(call(STRERROR, code, 0, 0, 0, 0));
  }

  private static long call(MemorySegment function, long a, long b, long c, long d, long e) {
    try {
      return (long) CALL.invokeExact(function, a, b, c, d, e);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException("a native call threw", failure);
    }
  }
}
