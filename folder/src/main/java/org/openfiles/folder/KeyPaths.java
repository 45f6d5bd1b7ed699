package org.openfiles.folder;

import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openfiles.core.Key;

/// The one place that knows which key is which path: each key has its own, and each path of a file
/// is that of one key at the most.
///
/// A key is split at every slash, and [NameCodec] spells each component. No path is longer than
/// [#PATH_BYTES_MAX]. `.openfiles` at the root is ours (also with capital letters, for file systems
/// that make no difference); no key leads there.
final class KeyPaths {
  static final String RESERVED = ".openfiles";

  /// No key has a longer path: each byte takes three at the most, and a chunk some more.
  static final int PATH_BYTES_MAX = 4096;

  private KeyPaths() {}

  /// @throws AccessDeniedException for a key that leads to what is reserved
  static KeyPath of(Key key) throws AccessDeniedException {
    List<byte[]> components = Slashes.split(key.utf8());
    if (isReserved(components.getFirst())) {
      throw new AccessDeniedException(key.value(), null, "reserved");
    }
    List<byte[]> directories = new ArrayList<>();
    for (byte[] component : components.subList(0, components.size() - 1)) {
      directories.addAll(NameCodec.names(component, NameRole.DIRECTORY));
    }
    byte[] leaf = components.getLast();
    return new KeyPath(
        place(directories, leaf, NameRole.FILE),
        place(directories, leaf, NameRole.CLASH),
        leaf.length == 0);
  }

  /// The key of the file at a path; empty where no key leads there: a temporary, something
  /// reserved, or a path whose key would be too long.
  static Optional<Key> keyOf(Place place) {
    List<byte[]> names = place.names();
    if (isReserved(names.getFirst())) {
      return Optional.empty();
    }
    List<byte[]> components = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= names.size(); to++) {
      boolean last = to == names.size();
      if (last || !NameCodec.isContinuation(names.get(to - 1))) {
        NameRole role = last ? NameRole.FILE : NameRole.DIRECTORY;
        Optional<byte[]> component = NameCodec.component(names.subList(from, to), role);
        if (component.isEmpty()) {
          return Optional.empty();
        }
        components.add(component.get());
        from = to;
      }
    }
    byte[] key = Slashes.join(components);
    return key.length == 0 || key.length > Key.BYTES_MAX
        ? Optional.empty()
        : Optional.of(new Key(new String(key, StandardCharsets.UTF_8)));
  }

  /// Whether a name at the root, or the first component of a key, is not for clients.
  static boolean isReserved(byte[] first) {
    // Longer than the name itself, since capital letters may take more bytes.
    return first.length <= 2 * RESERVED.length()
        && new String(first, StandardCharsets.UTF_8).equalsIgnoreCase(RESERVED);
  }

  private static Place place(List<byte[]> directories, byte[] leaf, NameRole role) {
    List<byte[]> names = new ArrayList<>(directories);
    names.addAll(NameCodec.names(leaf, role));
    return new Place(names);
  }
}
