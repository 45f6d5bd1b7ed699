package org.openfiles.folder;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The spelling of one key component (what lies between two slashes) as names on the disk: nearly
/// always itself.
///
/// Any other name begins with `.%`:
///
/// | on the disk | stands for |
/// |---|---|
/// | `.%` body | a component that cannot be a name: empty, `.`, `..`, one with a NUL, one that begins with `.%`. In the body `%` is `%25`, NUL is `%00`, and a first `+`, `@`, `n` or `~` is encoded too |
/// | `.%@` body | the file of a component whose name is taken by a directory |
/// | `.%+` chunk | a directory with the beginning of a component that is too long for one name; the body goes on in it |
/// | `.%~` anything | a temporary, which has no key |
///
/// Names that this does not produce (not UTF-8, or beginning with `.%` in a wrong way) exist as
/// well: other programs make files here. Their component is `.%n` and the names, percent-encoded.
///
/// So each component has one spelling and each spelling one component, which [NameCodecTest] proves
/// by trial.
final class NameCodec {
  /// The longest name of all the file systems in use.
  static final int NAME_MAX = 255;

  /// How long chunks are: leaves room for what stands before them, and for an encoded first byte.
  private static final int CHUNK_MAX = 240;

  private NameCodec() {}

  /// The names of a component; all but the last are directories.
  static List<byte[]> names(byte[] component, NameRole role) {
    if (role != NameRole.CLASH) {
      if (isPlain(component)) {
        return List.of(component);
      }
      List<byte[]> foreign = foreignNames(component, role);
      if (foreign != null) {
        return foreign;
      }
    }
    byte[] body = Percent.escape(component);
    byte[] single = last(body, 0, role);
    if (single.length <= NAME_MAX) {
      return List.of(single);
    }
    List<byte[]> names = new ArrayList<>();
    int from = 0;
    while (body.length - from > CHUNK_MAX) {
      int to = cut(body, from + CHUNK_MAX);
      names.add(prefixed('+', body, from, to));
      from = to;
    }
    names.add(last(body, from, role));
    return names;
  }

  /// The component that names stand for; empty where they have a temporary among them.
  ///
  /// @param names of one component: all but the last are [#isContinuation]
  /// @param role [NameRole#DIRECTORY] or [NameRole#FILE]; for the latter [NameRole#CLASH] is
  ///   recognized by the name
  static Optional<byte[]> component(List<byte[]> names, NameRole role) {
    byte[] last = names.getLast();
    if (names.size() == 1 && !isSpecial(last) && Percent.isUtf8(last)) {
      return Optional.of(last);
    }
    for (byte[] name : names) {
      if (isTemporary(name)) {
        return Optional.empty();
      }
    }
    byte[] canonical = canonicalComponent(names, role);
    return Optional.of(canonical != null ? canonical : foreignComponent(names));
  }

  /// Whether these are the names of a component in a role.
  static boolean isSpelling(List<byte[]> names, byte[] component, NameRole role) {
    return equal(names(component, role), names);
  }

  /// Begins with `.%`, so it is not simply itself.
  static boolean isSpecial(byte[] name) {
    return name.length >= 2 && name[0] == '.' && name[1] == '%';
  }

  static boolean isTemporary(byte[] name) {
    return isMarked(name, '~');
  }

  /// A directory with the beginning of a component.
  static boolean isContinuation(byte[] name) {
    return isMarked(name, '+');
  }

  /// The file of a component whose name is taken.
  static boolean isClash(byte[] name) {
    return isMarked(name, '@');
  }

  static boolean isPlain(byte[] component) {
    return isName(component) && !isSpecial(component);
  }

  private static boolean isMarked(byte[] name, char mark) {
    return isSpecial(name) && name.length > 2 && name[2] == mark;
  }

  private static boolean isName(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > NAME_MAX || isDots(bytes)) {
      return false;
    }
    for (byte b : bytes) {
      if (b == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDots(byte[] bytes) {
    return bytes[0] == '.' && (bytes.length == 1 || (bytes.length == 2 && bytes[1] == '.'));
  }

  private static byte[] last(byte[] body, int from, NameRole role) {
    if (role == NameRole.CLASH) {
      return prefixed('@', body, from, body.length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length - from + 4);
    out.write('.');
    out.write('%');
    int rest = from;
    if (from < body.length && "+@n~".indexOf(body[from]) >= 0) {
      Percent.write(out, body[rest++]);
    }
    out.write(body, rest, body.length - rest);
    return out.toByteArray();
  }

  private static byte[] prefixed(char mark, byte[] body, int from, int to) {
    byte[] name = new byte[3 + to - from];
    name[0] = '.';
    name[1] = '%';
    name[2] = (byte) mark;
    System.arraycopy(body, from, name, 3, to - from);
    return name;
  }

  /// The last place up to `to` that is neither inside a character (some file systems refuse names
  /// that are not UTF-8) nor inside `%XX`.
  private static int cut(byte[] body, int to) {
    int at = to;
    while ((body[at] & 0xC0) == 0x80) {
      at--;
    }
    if (body[at - 1] == '%') {
      return at - 1;
    }
    return body[at - 2] == '%' ? at - 2 : at;
  }

  private static byte @Nullable [] canonicalComponent(List<byte[]> names, NameRole role) {
    byte[] last = names.getLast();
    if (!isSpecial(last)) {
      return null;
    }
    boolean clash = isClash(last) && role == NameRole.FILE;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] name : names.subList(0, names.size() - 1)) {
      body.write(name, 3, name.length - 3);
    }
    int skip = clash ? 3 : 2;
    body.write(last, skip, last.length - skip);
    byte[] component = Percent.unescape(body.toByteArray());
    if (component == null || !Percent.isUtf8(component)) {
      return null;
    }
    return isSpelling(names, component, clash ? NameRole.CLASH : role) ? component : null;
  }

  private static byte[] foreignComponent(List<byte[]> names) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (byte[] name : names) {
      if (raw.size() > 0) {
        raw.write('/');
      }
      raw.writeBytes(name);
    }
    return prefixed('n', Percent.escapeToUtf8(raw.toByteArray()));
  }

  private static byte[] prefixed(char mark, byte[] body) {
    return prefixed(mark, body, 0, body.length);
  }

  /// The names of other programs that a component stands for, where there could be such: only then
  /// these have no better component.
  private static @Nullable List<byte[]> foreignNames(byte[] component, NameRole role) {
    if (!isMarked(component, 'n')) {
      return null;
    }
    byte[] raw = Percent.unescape(Arrays.copyOfRange(component, 3, component.length));
    if (raw == null) {
      return null;
    }
    List<byte[]> names = Slashes.split(raw);
    for (int i = 0; i < names.size(); i++) {
      boolean last = i == names.size() - 1;
      boolean goesOn = isContinuation(names.get(i));
      // A directory that is a continuation is no component yet.
      if (!isName(names.get(i)) || (last ? goesOn && role == NameRole.DIRECTORY : !goesOn)) {
        return null;
      }
    }
    Optional<byte[]> inverse = component(names, role);
    return inverse.isPresent() && Arrays.equals(inverse.get(), component) ? names : null;
  }

  private static boolean equal(List<byte[]> left, List<byte[]> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!Arrays.equals(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }
}
