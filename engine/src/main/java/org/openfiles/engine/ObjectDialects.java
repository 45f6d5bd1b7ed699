package org.openfiles.engine;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openfiles.core.FileKind;
import org.openfiles.core.ObjectMetadata;

/// What tools keep of a file in the user metadata of its object, and what we write there.
///
/// Written: the keys that Amazon S3 Files, DataSync, FSx and the File Gateway share. Read beside
/// them: those of s3fs and rclone, whose `mtime` is in seconds.
final class ObjectDialects {
  private static final int TYPE_FILE = 0100000;
  private static final int TYPE_DIRECTORY = 0040000;
  private static final int TYPE_LINK = 0120000;
  private static final int TYPES = 0170000;
  private static final int BITS = 07777;
  private static final String MARK = "ofss-export";

  private ObjectDialects() {}

  /// The metadata of a file's next version: those of the last one, with what is known here.
  static ObjectMetadata write(ObjectMetadata base, Node node, String mark) {
    Map<String, String> user = new TreeMap<>(base.user());
    user.put("file-permissions", "0" + Integer.toOctalString(type(node.kind) | node.mode));
    user.put("file-owner", Integer.toUnsignedString(node.uid));
    user.put("file-group", Integer.toUnsignedString(node.gid));
    user.put("file-mtime", node.modified + "ns");
    user.put(MARK, mark);
    return base.withUser(user);
  }

  /// The metadata of a version that is what a client gave, and marked.
  static ObjectMetadata marked(ObjectMetadata given, String mark) {
    if (mark.isEmpty()) {
      return given;
    }
    Map<String, String> user = new TreeMap<>(given.user());
    user.put(MARK, mark);
    return given.withUser(user);
  }

  /// What others are told of an object's metadata.
  static ObjectMetadata withoutMark(ObjectMetadata metadata) {
    if (!metadata.user().containsKey(MARK)) {
      return metadata;
    }
    Map<String, String> user = new TreeMap<>(metadata.user());
    user.remove(MARK);
    return metadata.withUser(user);
  }

  /// By what an upload marked the object; empty where it did not.
  static String mark(ObjectMetadata metadata) {
    return metadata.user().getOrDefault(MARK, "");
  }

  /// Takes over what an object's metadata say.
  static void read(ObjectMetadata metadata, Node node) {
    Map<String, String> user = metadata.user();
    number(user.get("file-permissions"), 8)
        .or(() -> number(user.get("mode"), 10))
        .ifPresent(mode -> node.mode = (int) (mode & BITS));
    number(user.get("file-owner"), 10)
        .or(() -> number(user.get("uid"), 10))
        .ifPresent(uid -> node.uid = uid.intValue());
    number(user.get("file-group"), 10)
        .or(() -> number(user.get("gid"), 10))
        .ifPresent(gid -> node.gid = gid.intValue());
    modified(user).ifPresent(time -> node.modified = time);
  }

  /// Whether the object stands for a symbolic link, whose target is its bytes.
  static boolean isLink(ObjectMetadata metadata) {
    long mode =
        number(metadata.user().get("file-permissions"), 8)
            .or(() -> number(metadata.user().get("mode"), 10))
            .orElse(0L);
    return (mode & TYPES) == TYPE_LINK;
  }

  private static Optional<Long> modified(Map<String, String> user) {
    String nanos = user.get("file-mtime");
    if (nanos != null) {
      return nanos.endsWith("ns")
          ? number(nanos.substring(0, nanos.length() - 2), 10)
          : seconds(nanos);
    }
    String mtime = user.get("mtime");
    return mtime == null ? Optional.empty() : seconds(mtime);
  }

  private static Optional<Long> seconds(String text) {
    try {
      return Optional.of(new BigDecimal(text).movePointRight(9).toBigInteger().longValueExact());
    } catch (ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(@Nullable String text, int radix) {
    try {
      return text == null ? Optional.empty() : Optional.of(Long.parseLong(text, radix));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static int type(FileKind kind) {
    return switch (kind) {
      case FILE, FIFO, SOCKET -> TYPE_FILE;
      case DIRECTORY -> TYPE_DIRECTORY;
      case SYMLINK -> TYPE_LINK;
    };
  }
}
