package org.openfiles.folder;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.openfiles.core.Key;
import org.openfiles.core.ObjectInfo;
import org.openfiles.posix.Directory;
import org.openfiles.posix.FileStatus;

/// Goes through the keys of a folder in order, from a bound on: stops at each file and before each
/// directory, and reads no directory that is not entered.
///
/// A symbolic link to a directory inside of the bucket is like that directory, but never entered
/// from within itself.
final class TreeWalk implements AutoCloseable {
  private static final byte[] ALL = {};

  private final Bucket bucket;
  private final IntSupplier window;
  private final Collection<DirectoryId> outside = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private byte[] bound;

  /// @param bound the walk begins with the first key that is not less
  /// @param window how many tokens of a directory are of use at the moment
  TreeWalk(Bucket bucket, byte[] bound, IntSupplier window) {
    this.bucket = bucket;
    this.bound = bound;
    this.window = window;
  }

  /// Begins in the directory where all keys with a prefix are. The directories above it are not
  /// read.
  void begin(byte[] prefix) throws IOException {
    int slash = lastSlash(prefix);
    byte[] base = Arrays.copyOf(prefix, slash + 1);
    List<byte[]> names = new ArrayList<>();
    if (slash >= 0) {
      List<byte[]> components = Slashes.split(Arrays.copyOf(prefix, slash));
      if (KeyPaths.isReserved(components.getFirst())) {
        return;
      }
      for (byte[] component : components) {
        Optional<FileStatus> above = bucket.status(names);
        if (above.isEmpty()) {
          return;
        }
        outside.add(DirectoryId.of(above.get()));
        names.addAll(NameCodec.names(component, NameRole.DIRECTORY));
      }
    }
    push(base, names, KeyBytes.tail(prefix, slash + 1));
    descend();
  }

  private static int lastSlash(byte[] bytes) {
    int at = bytes.length - 1;
    while (at >= 0 && bytes[at] != '/') {
      at--;
    }
    return at;
  }

  /// Goes down to where the bound is, so that what lies before it need not be read.
  private void descend() throws IOException {
    while (!frames.isEmpty()) {
      Frame top = frames.getFirst();
      if (!KeyBytes.startsWith(bound, top.prefix())) {
        return;
      }
      int slash = KeyBytes.indexOf(bound, Slashes.ONE, top.prefix().length);
      if (slash < 0) {
        return;
      }
      byte[] component = Arrays.copyOfRange(bound, top.prefix().length, slash);
      if (isReserved(top, component) || !pushChild(top, component)) {
        return;
      }
      top.skipTo(KeyBytes.after(Arrays.copyOfRange(bound, top.prefix().length, slash + 1)));
    }
  }

  /// Goes to the next file or directory; false at the end.
  boolean next() throws IOException {
    while (!frames.isEmpty()) {
      Frame top = frames.getFirst();
      if (!top.next()) {
        frames.removeFirst().close();
      } else if (isVisible(top)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isVisible(Frame frame) {
    int length = frame.prefix().length + frame.token().length;
    return length > 0 && length <= Key.BYTES_MAX && !isReserved(frame, frame.component());
  }

  private static boolean isReserved(Frame frame, byte[] component) {
    return frame.isRoot() && KeyPaths.isReserved(component);
  }

  /// The key of the file, or what all keys in the directory begin with.
  byte[] key() {
    Frame top = frames.getFirst();
    return KeyBytes.concat(top.prefix(), top.token());
  }

  boolean isAtDirectory() {
    return frames.getFirst().isAtDirectory();
  }

  /// Whether some keys of the directory may lie before the bound.
  boolean isAcrossBound() {
    return Arrays.compareUnsigned(bound, key()) > 0;
  }

  /// Goes into the directory, if it can be entered.
  void enter() throws IOException {
    Frame top = frames.getFirst();
    pushChild(top, top.component());
  }

  private boolean pushChild(Frame parent, byte[] component) throws IOException {
    byte[] prefix = KeyBytes.concat(parent.prefix(), KeyBytes.concat(component, Slashes.ONE));
    if (prefix.length > Key.BYTES_MAX
        || !push(prefix, parent.names(component, NameRole.DIRECTORY), ALL)) {
      return false;
    }
    parent.close();
    return true;
  }

  private boolean push(byte[] prefix, List<byte[]> names, byte[] tokenPrefix) throws IOException {
    Optional<Directory> opened = bucket.directory(names);
    if (opened.isEmpty()) {
      return false;
    }
    try (Directory directory = opened.get()) {
      DirectoryId id = DirectoryId.of(directory.status());
      if (above().contains(id)) {
        return false;
      }
      frames.push(new Frame(bucket, prefix, names, id, tokenPrefix, bound, window.getAsInt()));
      return true;
    }
  }

  private Collection<DirectoryId> above() {
    Collection<DirectoryId> above = new ArrayList<>(outside);
    frames.forEach(frame -> above.add(frame.id()));
    return above;
  }

  /// Whether there is any object in the directory.
  boolean hasObject() throws IOException {
    Frame top = frames.getFirst();
    return new AnyObject(bucket, above()).in(top.names(top.component(), NameRole.DIRECTORY));
  }

  /// Leaves out all keys that are less.
  void skipTo(byte[] least) {
    bound = least;
    while (!frames.isEmpty() && !KeyBytes.startsWith(least, frames.getFirst().prefix())) {
      frames.removeFirst().close();
    }
    if (!frames.isEmpty()) {
      Frame top = frames.getFirst();
      top.skipTo(KeyBytes.tail(least, top.prefix().length));
    }
  }

  /// Whether there is an object at the key, as far as the scan tells; looks where it doesn't.
  boolean hasFile() throws IOException {
    Frame top = frames.getFirst();
    for (EntryKind kind : top.kinds()) {
      if (kind.isCertain()
          || bucket.status(top.names(top.component(), kind.role())).stream()
              .anyMatch(FileStatus::isRegular)) {
        return true;
      }
    }
    return marker(top).isPresent();
  }

  /// The object at the key, if it is still there.
  Optional<ObjectInfo> read() throws IOException {
    Frame top = frames.getFirst();
    Key key = KeyBytes.key(key());
    boolean clashTried = false;
    for (EntryKind kind : top.kinds()) {
      Optional<ObjectInfo> info = read(key, top, kind);
      if (info.isPresent()) {
        return info;
      }
      clashTried |= kind.role() == NameRole.CLASH;
    }
    if (!top.kinds().isEmpty() && !clashTried) {
      // It may have made way for a directory since the scan.
      Optional<ObjectInfo> info = read(key, top, EntryKind.CLASH);
      if (info.isPresent()) {
        return info;
      }
    }
    return marker(top);
  }

  private Optional<ObjectInfo> read(Key key, Frame frame, EntryKind kind) throws IOException {
    if (kind.isCertain()) {
      Optional<Directory> directory = frame.directory();
      byte[] name = Slashes.join(NameCodec.names(frame.component(), kind.role()));
      return directory.isEmpty()
          ? Optional.empty()
          : bucket.infos().file(key, directory.get(), name);
    }
    byte[] path = Slashes.join(frame.names(frame.component(), kind.role()));
    return bucket.infos().file(key, bucket.root(), path);
  }

  private Optional<ObjectInfo> marker(Frame frame) throws IOException {
    return frame.token().length == 0
        ? bucket.infos().marker(KeyBytes.key(frame.prefix()), frame.path())
        : Optional.empty();
  }

  @Override
  public void close() {
    frames.forEach(Frame::close);
  }
}
