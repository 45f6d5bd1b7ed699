package org.openfiles.posix;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// The same promise without `openat2`: every name is opened by itself and never followed; symbolic
/// links are read and resolved here, and `..` goes back to a directory that we hold.
///
/// Costs a call and a descriptor per directory of the path. Whatever is renamed meanwhile, no name
/// is ever resolved from a directory that was not reached from the root.
final class WalkingResolver implements Resolver {
  private static final int LINKS_MAX = 40;
  private static final int CHANGES_MAX = 1000;
  private static final int GO_ON = 0;
  private static final byte[] SELF = {'.'};
  private static final byte[] PARENT = {'.', '.'};
  private static final int LEAVES = -Errno.EXDEV.number();

  @Override
  public int open(Scratch scratch, int directory, byte[] path, long flags) {
    if (path.length == 0) {
      return -Errno.ENOENT.number();
    }
    try (Walk walk = new Walk(scratch, directory)) {
      return walk.run(path, flags);
    }
  }

  private static final class Walk implements AutoCloseable {
    private final Scratch scratch;
    private final int root;
    private final Deque<Integer> above = new ArrayDeque<>();
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private int links;
    private int changes;

    Walk(Scratch scratch, int root) {
      this.scratch = scratch;
      this.root = root;
    }

    int run(byte[] path, long flags) {
      if (!push(path)) {
        return LEAVES;
      }
      while (true) {
        byte[] name = ahead.pop();
        boolean last = ahead.isEmpty();
        if (Arrays.equals(name, PARENT)) {
          if (above.isEmpty()) {
            return LEAVES;
          }
          Kernel.close(scratch, above.pop());
          name = SELF;
        }
        if (Arrays.equals(name, SELF) && !last) {
          continue;
        }
        int result = last ? openLast(name, flags) : openName(name, OpenBits.DIRECTORY);
        if (result < 0 && mayBeLink(result)) {
          boolean follow = !last || (flags & OpenBits.O_NOFOLLOW) == 0;
          result = follow ? lookAgain(name, result) : result;
          if (result == GO_ON) {
            continue;
          }
        }
        if (last || result < 0) {
          return result;
        }
        above.push(result);
      }
    }

    private int here() {
      Integer top = above.peek();
      return top == null ? root : top;
    }

    private int openName(byte[] name, long flags) {
      if (!Scratch.fits(name)) {
        return -Errno.ENAMETOOLONG.number();
      }
      return (int)
          Kernel.call(
              scratch,
              SystemCall.OPENAT,
              here(),
              scratch.name(name),
              flags | OpenBits.O_NOFOLLOW | OpenBits.O_CLOEXEC,
              0);
    }

    /// `O_PATH | O_NOFOLLOW` opens a symbolic link itself, so it has to be told apart.
    private int openLast(byte[] name, long flags) {
      int result = openName(name, flags);
      boolean wantsTarget = (flags & OpenBits.O_PATH) != 0 && (flags & OpenBits.O_NOFOLLOW) == 0;
      if (result >= 0 && wantsTarget) {
        long failure = StatusCall.ofDescriptor(scratch, result);
        if (failure < 0 || StatusCall.result(scratch).kind() == FileKind.SYMLINK) {
          Kernel.close(scratch, result);
          return failure < 0 ? (int) failure : -Errno.ELOOP.number();
        }
      }
      return result;
    }

    private static boolean mayBeLink(int result) {
      return result == -Errno.ELOOP.number() || result == -Errno.ENOTDIR.number();
    }

    /// Looks what it is that could not be opened: replaces a symbolic link by the names that it
    /// stands for, and tries a name again that has become something else meanwhile. Otherwise the
    /// failure stands.
    private int lookAgain(byte[] name, int failure) {
      int found = openName(name, OpenBits.O_PATH);
      if (found < 0) {
        return found;
      }
      try {
        int status = (int) StatusCall.ofDescriptor(scratch, found);
        if (status < 0) {
          return status;
        }
        FileKind kind = StatusCall.result(scratch).kind();
        if (kind == FileKind.SYMLINK) {
          return expand(found);
        }
        if (failure == -Errno.ENOTDIR.number() && kind != FileKind.DIRECTORY) {
          return failure;
        }
      } finally {
        Kernel.close(scratch, found);
      }
      ahead.push(name);
      return ++changes > CHANGES_MAX ? -Errno.EAGAIN.number() : GO_ON;
    }

    private int expand(int link) {
      int length =
          (int)
              Kernel.call(
                  scratch,
                  SystemCall.READLINKAT,
                  link,
                  scratch.emptyName(),
                  scratch.dataAddress(),
                  Scratch.DATA_BYTES);
      if (length < 0) {
        return length;
      }
      if (++links > LINKS_MAX) {
        return -Errno.ELOOP.number();
      }
      return push(scratch.data(length)) ? GO_ON : LEAVES;
    }

    /// Puts the names of a path before those that are ahead, unless it is absolute. A slash at the
    /// end asks for a directory, which the name `.` does as well.
    private boolean push(byte[] path) {
      if (path[0] == '/') {
        return false;
      }
      int end = path.length;
      if (path[end - 1] == '/') {
        ahead.push(SELF);
      }
      for (int i = path.length - 1; i >= -1; i--) {
        if (i < 0 || path[i] == '/') {
          if (i + 1 < end) {
            ahead.push(Arrays.copyOfRange(path, i + 1, end));
          }
          end = i;
        }
      }
      return true;
    }

    @Override
    public void close() {
      for (int descriptor : above) {
        Kernel.close(scratch, descriptor);
      }
    }
  }
}
