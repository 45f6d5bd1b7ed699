package org.openfiles.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openfiles.posix.Directory;

/// One directory on the way of a [TreeWalk], and the place in it. It is read when its tokens are
/// asked for, and held open only while it is the last one on the way: a way may be as long as a
/// key.
final class Frame implements AutoCloseable {
  /// A directory that doesn't fit the cache is passed over once for so many tokens at the most.
  private static final int WINDOW_MAX = 1 << 16;

  private final Bucket bucket;
  private final byte[] prefix;
  private final List<byte[]> names;
  private final DirectoryId id;
  private final byte[] tokenPrefix;
  private byte[] from;
  private boolean markerDue;
  private int window;
  private @Nullable Directory directory;
  private @Nullable SortedTokens tokens;
  private int index;
  private byte[] token = {};
  private List<EntryKind> kinds = List.of();

  /// @param prefix what its keys begin with: nothing, or up to a slash
  /// @param names its path from the root
  /// @param tokenPrefix with what all wanted tokens begin
  /// @param bound where to begin: its first key that is not less
  Frame(
      Bucket bucket,
      byte[] prefix,
      List<byte[]> names,
      DirectoryId id,
      byte[] tokenPrefix,
      byte[] bound,
      int window) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.names = names;
    this.id = id;
    this.tokenPrefix = tokenPrefix;
    this.window = window;
    boolean whole = Arrays.compareUnsigned(bound, prefix) <= 0;
    this.from = whole ? new byte[0] : firstToken(KeyBytes.tail(bound, prefix.length));
    this.markerDue = whole && prefix.length > 0;
  }

  /// The first token whose keys are not all less than what remains of a bound.
  private static byte[] firstToken(byte[] rest) {
    int slash = KeyBytes.indexOf(rest, Slashes.ONE, 0);
    return slash < 0 ? rest : Arrays.copyOf(rest, slash + 1);
  }

  byte[] prefix() {
    return prefix;
  }

  DirectoryId id() {
    return id;
  }

  boolean isRoot() {
    return names.isEmpty();
  }

  /// Goes to the next token; false behind the last.
  ///
  /// The first token of a directory is the empty one of its marker, also where there is no such
  /// file, unless the bound lies behind it.
  boolean next() throws IOException {
    SortedTokens loaded = loaded();
    if (markerDue) {
      markerDue = false;
      take(loaded, new byte[0]);
      return true;
    }
    while (index == loaded.size()) {
      if (loaded.isComplete()) {
        return false;
      }
      window = Math.min(WINDOW_MAX, window * 4);
      tokens = null;
      loaded = loaded();
    }
    take(loaded, loaded.token(index));
    return true;
  }

  private void take(SortedTokens loaded, byte[] next) {
    token = next;
    kinds = new ArrayList<>(1);
    while (index < loaded.size() && Arrays.equals(loaded.token(index), next)) {
      kinds.add(loaded.kind(index++));
    }
    from = KeyBytes.after(next);
  }

  /// The present token.
  byte[] token() {
    return token;
  }

  /// What there is of that token, in the order to be tried; empty for a marker that is no file.
  List<EntryKind> kinds() {
    return kinds;
  }

  boolean isAtDirectory() {
    return token.length > 0 && token[token.length - 1] == '/';
  }

  /// The component of the present token.
  byte[] component() {
    return isAtDirectory() ? Arrays.copyOf(token, token.length - 1) : token;
  }

  /// Leaves out the tokens that are less.
  void skipTo(byte[] least) {
    if (Arrays.compareUnsigned(least, from) > 0) {
      from = least;
      markerDue = false;
      if (tokens != null) {
        index = Math.max(index, tokens.lowerBound(from));
      }
    }
  }

  /// The path of a component from the root.
  List<byte[]> names(byte[] component, NameRole role) {
    List<byte[]> all = new ArrayList<>(names);
    all.addAll(NameCodec.names(component, role));
    return all;
  }

  byte[] path() {
    return Slashes.join(names);
  }

  /// The open directory; empty where it vanished meanwhile.
  Optional<Directory> directory() throws IOException {
    if (isRoot()) {
      return Optional.of(bucket.root());
    }
    if (directory == null) {
      directory = bucket.directory(names).orElse(null);
    }
    return Optional.ofNullable(directory);
  }

  private SortedTokens loaded() throws IOException {
    if (tokens == null) {
      tokens = load();
      index = tokens.lowerBound(from);
    }
    return tokens;
  }

  private SortedTokens load() throws IOException {
    Optional<Directory> opened = directory();
    if (opened.isEmpty()) {
      return SortedTokens.NONE;
    }
    try {
      return bucket.tokens().tokens(opened.get(), new TokenRange(from, tokenPrefix, window));
    } catch (NoSuchFileException | AccessDeniedException e) {
      if (isRoot()) {
        throw e;
      }
      if (e instanceof AccessDeniedException) {
        bucket.unreadable().tell(path());
      }
      return SortedTokens.NONE;
    }
  }

  /// Lets go of the open directory until it is asked for again.
  @Override
  public void close() {
    if (directory != null) {
      directory.close();
      directory = null;
    }
  }
}
